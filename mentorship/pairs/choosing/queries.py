"""Reading who of a pair has chosen it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mentorship.pairs.choosing.rules import Choosing
from mentorship.pairs.models import Choice, Pair
from mentorship.people.models import Person


@dataclass(frozen=True, slots=True)
class Side:
    """A participant and the mark, if it is made."""

    person: Person
    choice: Choice | None


def people_of(pair: Pair) -> list[Person]:
    """The mentor and the mentees whom the reader of the pair may know of."""
    return [pair.mentor, *pair.mentees]


def chosen(pair: Pair) -> dict[int, Choice]:
    """By person: the marks that are made."""
    return {row.person_id: row for row in Choice.objects.filter(pair=pair).select_related("recorded_by__person")}


def choosing(pair: Pair, person: Person, on: date, today: date) -> Choosing:
    """The facts of a choice: a pair entered late has its consents and its first day before the day of the entry."""
    parts = list(pair.participations.select_related("mentee", "consent"))
    consents = [pair.mentor_consent, *(part.consent for part in parts)]
    traces = [consent.given_on for consent in consents if consent]
    mentees = [part.mentee for part in parts]
    other = min(mentees, key=lambda mentee: mentee.here_since or date.min) if person == pair.mentor else pair.mentor
    known = chosen(pair).get(person.pk)
    return Choosing(
        name=person.short_name,
        on=on,
        today=today,
        known_since=min([timezone.localdate(pair.created_at), pair.starts_on, *traces]),
        met=[(one.short_name, one.here_since) for one in (person, other)],
        chosen_on=known.chosen_on if known else None,
    )


def sides(pair: Pair) -> list[Side]:
    """The participants as the card of the pair shows them; of a pair that is over only if somebody has chosen it."""
    known = chosen(pair)
    if not known and not (pair.is_proposed or pair.is_not_over):
        return []
    return [Side(person, known.get(person.pk)) for person in people_of(pair)]


def unmarked(pair: Pair) -> list[Person]:
    """Those who have not said it."""
    known = chosen(pair)
    return [person for person in people_of(pair) if person.pk not in known]
