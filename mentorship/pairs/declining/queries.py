"""Reading refusals: who has said no in a pair, and who may read why."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from mentorship.access.grants import can
from mentorship.core.refusal import Violation
from mentorship.pairs.declining import rules
from mentorship.pairs.models import Decline, Pair, Participation
from mentorship.people.models import Consent, Person, User


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal as its reader is told of it: the reason only to those for whom it was written."""

    name: str
    on: date
    recorded_by: User | None
    reason: str


def people_of(pair: Pair) -> list[Person]:
    """The mentor and the mentees whom the reader of the pair may know of."""
    return [pair.mentor, *pair.mentees]


def standing(pair: Pair, on: date) -> dict[int, Decline]:
    """By person: the refusals that stand on the day."""
    rows = Decline.objects.standing(on).filter(pair=pair).select_related("person", "recorded_by__person")
    return {row.person_id: row for row in rows}


def told(pair: Pair, user: User, on: date) -> list[Told]:
    """The refusals for the card of the pair, of the people whom this user may know of."""
    seen = {person.pk for person in people_of(pair)}
    return [
        Told(
            row.person.short_name,
            row.declined_on,
            row.recorded_by,
            row.reason if reads_reason(row, seen, user) else "",
        )
        for row in standing(pair, on).values()
        if row.person_id in seen
    ]


def reads_reason(said: Decline, sides: Set[int], user: User) -> bool:
    """Whether the user reads why; what is closed to the other side of the pair is closed to it in office, too."""
    return can(user, "decline.read", said) and (said.person_id == user.person_id or user.person_id not in sides)


def bars(pair: Pair, on: date) -> list[Violation]:
    """Why the order may not be signed: somebody has said no by the day."""
    rows = standing(pair, on).values()
    return [rules.declined_violation(row.person_id, row.person.short_name, row.declined_on) for row in rows]


def consent_of(pair: Pair, person_id: int) -> Consent | None:
    """What the person has given to this pair, withdrawn or not."""
    if pair.mentor_id == person_id:
        return pair.mentor_consent
    part = Participation.objects.filter(pair=pair, mentee=person_id).select_related("consent").first()
    return part.consent if part else None


def undecided(pair: Pair, on: date) -> list[Person]:
    """Those of the pair who have not said no."""
    declined = standing(pair, on)
    return [person for person in people_of(pair) if person.pk not in declined]
