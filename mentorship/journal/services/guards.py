"""What every act of the journal asks of its pair: a lock, who leads it, an open journal, a day inside it."""

from datetime import date

from django.core.exceptions import ValidationError

from mentorship.access.grants import can
from mentorship.core.refusal import enforce
from mentorship.journal import queries, rules
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.pairs.pauses.rules import pause_on
from mentorship.pairs.queries import behalf_bars
from mentorship.people.models import Person, User


def locked(pair: Pair) -> Pair:
    """The pair, held until the end of the act and read afresh."""
    return lock_pairs([pair])[0]


def leads(pair: Pair, by: User) -> bool:
    """Whether the user is the mentor of the pair or stands in for them today."""
    person_id = by.person_id
    return person_id is not None and not mentee_among(pair, by) and bool(pair.relations_of(person_id))


def leader_on(pair: Pair, day: date) -> Person:
    """Who led the pair on the day: whoever stood in then, otherwise its mentor."""
    instead = pair.stand_ins.on(day).select_related("person").first()
    return instead.person if instead else pair.mentor


def mentee_among(pair: Pair, by: User) -> Person | None:
    """The user's person, if it is a mentee of the pair."""
    return next((person for person in pair.mentees if person.pk == by.person_id), None)


def require_open(pair: Pair, *, by: User, today: date, planned: bool = False, reason: str = "") -> None:
    """Refuse to write into the journal of a pair that does not work, unless the user may mend it and says why.

    What the mentor keeps no mentee of the pair writes, whatever office they hold.
    """
    enforce(behalf_bars(pair, pair.mentor_id, by))
    mends = not planned and can(by, "journal.correct")
    enforce(rules.keeping_violations(queries.keeping(pair, today, mends=mends, reason=reason)))


def require_day(pair: Pair, day: date, *, field: str, today: date, planned: bool = False) -> None:
    """Refuse a day outside the pair beside its field."""
    entry = rules.Entry(
        day=day,
        today=today,
        planned=planned,
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        ended_on=pair.ended_on,
        pause=pause_on(day, pair.spans),
    )
    if wrong := list(rules.day_violations(entry)):
        raise ValidationError({field: [str(violation) for violation in wrong]})


def require_words(pair: Pair, day: date, leader: Person, reason: str) -> None:
    """Ask for words about a meeting on a day on which none is expected."""
    if questions := [] if reason.strip() else list(rules.unusual_questions(queries.unusual(pair, day, leader))):
        raise ValidationError({"reason": questions})


def require_own_days(pair: Pair, day: date, *, today: date, by: User) -> None:
    """Whoever leads the pair no more writes down only the days on which they stood in lately."""
    if can(by, "journal.write", pair):
        return
    stood_in = [(row.starts_on, row.last_on) for row in queries.stood_in_lately(by.person_id, today).filter(pair=pair)]
    if wrong := list(rules.late_violations(day, stood_in)):
        raise ValidationError({"held_on": [str(violation) for violation in wrong]})
