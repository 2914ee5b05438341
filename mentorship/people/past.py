"""Who worked on a day that has passed, though they have left and been hired again since then."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mentorship.core.terms import Day
from mentorship.people.models import EarlierEmployment


def _period(on: Day) -> QuerySet[EarlierEmployment]:
    """In a query of bank entries: the earlier period that lasted on the day or was to come."""
    return EarlierEmployment.objects.filter(person=OuterRef("person"), left_on__gte=on).order_by("left_on", "pk")


def employed(name: str, on: Day) -> Coalesce:
    """In a query of bank entries: `hired_on` or `admitted_on` of the period to which the day belongs."""
    return Coalesce(Subquery(_period(on).values(name)[:1]), F(f"person__{name}"))


def staff(entries: QuerySet, on: Day) -> QuerySet:
    """Entries of the day, of people who worked on it or were to: without those who came back only later."""
    earlier = EarlierEmployment.objects.filter(left_on__lt=on).values("person")
    between = Q(person__in=earlier, person__hired_on__gt=on)
    lasted = EarlierEmployment.objects.filter(left_on__gte=on).values("person")
    return entries.filter(~between | Q(person__in=lasted))
