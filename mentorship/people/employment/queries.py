"""On which days of a term somebody is known not to work."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from mentorship.people.employment.rules import DAY_OUT, Gap
from mentorship.people.models import Absence, Person


def gaps(people: Iterable[Person], first: date, last: date) -> dict[int, tuple[Gap, ...]]:
    """By person: the long absences and the leaving that fall into the term; whoever has none is left out. One query."""
    among = list(people)
    found: dict[int, list[Gap]] = {}
    away = Absence.objects.filter(Q(returned_on=None) | Q(returned_on__gt=first), person__in=[one.pk for one in among])
    for absence in away.filter(starts_on__lte=last).order_by("starts_on"):
        found.setdefault(absence.person_id, []).append(Gap(absence.starts_on, absence.back_on))
    for person in among:
        if person.left_on and person.left_on < last:
            found.setdefault(person.pk, []).append(Gap(person.left_on + DAY_OUT, None, leaves=True))
    return {key: tuple(rows) for key, rows in found.items()}


def gap_lines(people: Iterable[Person], first: date, last: date) -> list[str]:
    """«Орлова А. П.: отсутствует с 10.01.2027, выход 01.06.2027», what a page says before anything is filled in."""
    among = list({person.pk: person for person in people}.values())
    known = gaps(among, first, last)
    return [f"{person.short_name}: {gap.words}" for person in among for gap in known.get(person.pk, ())]
