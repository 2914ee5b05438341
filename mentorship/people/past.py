"""Who worked on a day that has passed, though they have left and been hired again since then."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from mentorship.core.terms import Day, come, lasts_on, not_past
from mentorship.people.models import EarlierEmployment, Person


@dataclass(frozen=True, slots=True)
class Employment:
    """One time of working here, from the hiring to the last working day."""

    hired_on: date | None
    admitted_on: date | None
    left_on: date | None

    @property
    def came_on(self) -> date | None:
        return self.admitted_on or self.hired_on

    def lasts_on(self, day: date) -> bool:
        return lasts_on(day, self.hired_on, self.left_on)


def employments_of(person: Person) -> list[Employment]:
    """Every time of working here, the present one last."""
    before = [Employment(row.hired_on, row.admitted_on, row.left_on) for row in person.earlier.all()]
    return [*before, Employment(person.hired_on, person.admitted_on, person.left_on)]


def _earlier() -> QuerySet[EarlierEmployment]:
    """In a query of bank entries: the periods before the present one."""
    return EarlierEmployment.objects.filter(person=OuterRef("person")).order_by("left_on", "pk")


def _period(on: Day) -> QuerySet[EarlierEmployment]:
    """Of them those that lasted on the day or were to come."""
    return _earlier().filter(not_past(on, "left_on"))


def employed(name: str, on: Day) -> Case:
    """In a query of bank entries: `hired_on` or `admitted_on` of the period to which the day belongs."""
    before = ~come(on, "person__hired_on", always=True) & Exists(_period(on))
    return Case(When(before, then=Subquery(_period(on).values(name)[:1])), default=F(f"person__{name}"))


def staff(entries: QuerySet, on: Day) -> QuerySet:
    """Entries of the day, of people who worked on it or were to: without those who came back only later."""
    here = come(on, "person__hired_on", always=True) | Q(Exists(_period(on)))
    return entries.filter(here | ~Exists(_earlier()))
