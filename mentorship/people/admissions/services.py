"""The days of actual admission of many people, recorded by one act."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.core.refusal import Violation, enforce
from mentorship.people.models import MenteeEntry, Person, User
from mentorship.people.services import check_card
from mentorship.regulation.limits import COMMON_SENSE


@transaction.atomic
def record_admissions(days: Mapping[Person, date], *, by: User, today: date) -> list[Person]:
    """All or none; of two who fill in one person's day differently the second is told (п. 3.7)."""
    people = [locked(person) for person in sorted(days, key=lambda person: person.pk)]
    enforce(violation for person in people for violation in _taken(person, days[person]))
    changed = [person for person in people if person.admitted_on is None]
    for person in changed:
        person.admitted_on = days[person]
        check_card(person, today)
        record(person, f"Указан день допуска к работе: {person.admitted_on:%d.%m.%Y}", by)
        MenteeEntry.objects.filter(person=person).update(waits_since=person.came_on)
    return changed


def _taken(person: Person, day: date) -> Iterator[Violation]:
    if person.admitted_on not in (None, day):
        yield COMMON_SENSE.forbids(
            "admission",
            f"{person.short_name}: день допуска уже записан, {person.admitted_on:%d.%m.%Y}",
            "Сотрите здесь день этого человека или исправьте его на карточке.",
        )
