"""What orders had given by a day: who had a mentor, and who waited for one, whatever has happened since."""

from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, QuerySet, Subquery, When

from mentorship.core.terms import lasting
from mentorship.pairs import past
from mentorship.pairs.models import Participation
from mentorship.people.models import EarlierEmployment, MenteeEntry, Person


def waiting_among(entries: QuerySet[MenteeEntry], day: date) -> QuerySet[Any]:
    """Those who worked here on the day and had no mentor by an order since they were hired, by admission.

    Their `admitted` is the admission of the employment of that day (п. 3.7).
    """
    earlier = EarlierEmployment.objects.filter(
        lasting(day, "hired_on", "left_on", always=True), person=OuterRef("person")
    )
    admitted = Case(
        When(person__hired_on__gt=day, then=Subquery(earlier.values("admitted_on")[:1])),
        default=F("person__admitted_on"),
        output_field=DateField(),
    )
    here = Person.objects.working_on(day).values("pk")
    led = _since_the_hiring(given_by(day), day).filter(mentee=OuterRef("person"))
    waiting = entries.filter(~Exists(led), person__in=here)
    return waiting.annotate(admitted=admitted).select_related("person").order_by("waits_since", "pk")


def given_by(day: date) -> QuerySet[Participation]:
    """Places that orders signed by the day had given, and that none had taken back by it."""
    return Participation.objects.filter(past.signed(day, "pair")).exclude(past.taken_back(day, "pair"))


def _since_the_hiring(places: QuerySet[Participation], day: date) -> QuerySet[Participation]:
    """But those that had ended before the mentee was hired again."""
    hired_again = EarlierEmployment.objects.filter(
        person=OuterRef("mentee"), hired_on__lte=day, hired_on__gt=OuterRef("closed_on")
    )
    return places.exclude(closed_on__lt=F("mentee__hired_on"), mentee__hired_on__lte=day).exclude(Exists(hired_again))
