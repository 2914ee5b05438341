"""What every act of the journal asks of its pair: a lock, who leads it, an open journal, a day inside it."""

from datetime import date

from django.core.exceptions import ValidationError

from mentorship.access.grants import can
from mentorship.core.refusal import enforce
from mentorship.journal import rules
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.people.models import Person, User


def locked(pair: Pair) -> Pair:
    """The pair, held until the end of the act and read afresh."""
    return lock_pairs([pair])[0]


def leader(pair: Pair, by: User) -> Person | None:
    """The user's person, if it is the mentor of the pair or stands in for them today."""
    person = by.person
    if person is None or mentee_among(pair, by):
        return None
    return person if pair.relations_of(person.pk) else None


def mentee_among(pair: Pair, by: User) -> Person | None:
    """The user's person, if it is a mentee of the pair."""
    return next((person for person in pair.mentees if person.pk == by.person_id), None)


def require_open(pair: Pair, *, by: User, planned: bool = False, reason: str = "") -> None:
    """Refuse to write into the journal of a pair that does not run, unless the user may mend it and says why."""
    keeping = rules.Keeping(
        running=pair.is_appointed,
        ended_on=pair.ended_on,
        mends=not planned and can(by, "journal.correct"),
        reason=reason,
    )
    enforce(rules.keeping_violations(keeping))


def require_day(pair: Pair, day: date, *, field: str, today: date, planned: bool = False) -> None:
    """Refuse a day outside the pair beside its field."""
    entry = rules.Entry(
        day=day,
        today=today,
        planned=planned,
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        ended_on=pair.ended_on,
    )
    if wrong := list(rules.day_violations(entry)):
        raise ValidationError({field: [str(violation) for violation in wrong]})
