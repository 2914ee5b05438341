"""Who waits for a mentor on a day: what orders had given by it, whatever has happened since."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorship.core.terms import Day, come, lasts_on, not_past
from mentorship.pairs import past
from mentorship.pairs.models import Participation
from mentorship.people.models import MenteeEntry
from mentorship.people.past import Employment, employed, staff


def given_by(on: Day) -> QuerySet[Participation]:
    """Places that orders signed by the day had given; one that has been taken back counts through its last day."""
    return Participation.objects.filter(past.signed(on, "pair")).exclude(past.taken_back(on, "pair"))


def without_mentor(entries: QuerySet[MenteeEntry], on: Day) -> QuerySet[Any]:
    """Those of the entries whose people work here or are to, and had no mentor by an order since they were hired.

    Their `hired` and `admitted` are those of the employment to which the day belongs (п. 3.7).
    """
    people = staff(entries, on).annotate(hired=employed("hired_on", on), admitted=employed("admitted_on", on))
    since = not_past(OuterRef("hired"), "closed_on") | Q(mentee__hired_on=None)
    given = given_by(on).filter(since, mentee=OuterRef("person"))
    return people.filter(~Exists(given)).order_by("waits_since", "pk")


def waiting(entries: QuerySet[MenteeEntry], on: Day) -> QuerySet[Any]:
    """Those of them who work here on the day and have been admitted, the longest waiting first.

    Nobody waits before the admission, and whose day is not known waits already; the twin of `waits_on`.
    """
    return without_mentor(entries.filter(not_past(on, "person__left_on")), on).filter(
        come(on, "hired", always=True), come(on, "admitted", always=True)
    )


def waits_on(day: date, employments: Iterable[Employment], given: Iterable[date | None]) -> Employment | None:
    """The employment in which the person waits for a mentor on the day, if any; the twin of `waiting`.

    `given`: the last days of the places that orders of the day have given, None where none has ended them.
    """
    now = next((time for time in employments if time.lasts_on(day)), None)
    if now is None or not lasts_on(day, now.admitted_on, None):
        return None
    return None if any(now.hired_on is None or last is None or last >= now.hired_on for last in given) else now
