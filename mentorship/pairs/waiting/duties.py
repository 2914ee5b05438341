"""What is owed to those who wait for a mentor, and who was appointed one."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from mentorship.access.roles import Office
from mentorship.core.past import FAR, Moment, said
from mentorship.core.terms import Day
from mentorship.pairs import past
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.waiting import queries, rules
from mentorship.people.admissions.rules import Admission
from mentorship.people.models import MenteeEntry
from mentorship.people.models.person import name_of
from mentorship.people.queries import admissions
from mentorship.regulation.duty import Done, Duty
from mentorship.regulation.sources import Asked, Source, done, owed


def _proposed(on: Day, over: Moment) -> QuerySet[Participation]:
    return Participation.objects.filter(past.proposed(on, over, "pair"), mentee=OuterRef("person"))


class Entered(Source):
    """Rows of people with what decides by when they are to have a mentor."""

    cut = False  # who is owed one in time stands among those who are not

    def asked_rows(self, asked: Asked) -> Iterator[tuple[Any, Admission]]:
        rows = list(super().asked_rows(asked))
        known = admissions(rows, _day(asked))
        return ((row, known[row.person_id]) for row in rows)


@owed
class WithoutMentor(Entered):
    """Newcomers who have never had a mentor are appointed one in time; everybody is searched for, told once."""

    of = (Office.CURATOR,)
    columns = {
        "person_id": "person",
        "name": name_of("person"),
        "hired": "hired",
        "admitted": "admitted",
        "category": "then",
        "returned_on": "back",
        "proposed": "proposed",
    }

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        proposed = _proposed(on, over).order_by("-pk").values("pair")
        return queries.without_mentor(MenteeEntry.objects.of_staff(on), on).annotate(
            proposed=Subquery(proposed[:1]),
            then=said(MenteeEntry, "category", over),
            back=said(MenteeEntry, "returned_on", over),
        )

    def found(self, asked: Asked) -> Iterator[Duty]:
        """The search is told once, for everybody."""
        unproposed, on = 0, _day(asked)
        for row in self.asked_rows(asked) if self.concerns(asked) else ():
            unproposed += row[0].proposed is None and (row[1].came_on or on) <= on
            yield from self.tell(row, asked)
        if unproposed:
            yield rules.search_duty(unproposed, asked.scope.on, asked.limits)

    def tell(self, row: tuple[Any, Admission], asked: Asked) -> Iterator[Duty]:
        (entry, admission), editions = row, asked.own.values()
        return rules.unpaired_duty(
            entry.person_id,
            entry.name,
            admission,
            asked.limits,
            _day(asked),
            pair_id=entry.proposed,
            editions=editions,
        )


@done
class Appointed(Entered):
    """Which newcomers were appointed a mentor, by the day of the first order; the category is that of the day."""

    of = (Office.CURATOR,)
    columns = {
        "pair": "pair",
        "edition": "pair__edition",
        "person_id": "mentee",
        "name": name_of("mentee"),
        "hired": "mentee__hired_on",
        "admitted": "mentee__admitted_on",
        "category": "category",
        "returned_on": "mentee__mentee_entry__returned_on",
        "signed_on": "pair__order__signed_on",
    }

    def rows(self) -> QuerySet:
        versions = MenteeEntry.history.filter(person=OuterRef("mentee"))
        then = versions.filter(history_date__date__lte=OuterRef("pair__order__signed_on"))
        category = Subquery(then.order_by("-history_date", "-history_id").values("category")[:1])
        begun = Participation.objects.filter(pair__status__in=[Pair.Status.APPOINTED, Pair.Status.CLOSED])
        begun = begun.annotate(category=Coalesce(category, "mentee__mentee_entry__category", Value("")))
        return begun.order_by("pair__order__signed_on", "pk")

    def asked_rows(self, asked: Asked) -> Iterator[tuple[Any, Admission]]:
        """The first place of each mentee."""
        firsts: dict[int, Any] = {}
        for row in super().asked_rows(asked):
            firsts.setdefault(row[0].person_id, row)
        return iter(firsts.values())

    def tell(self, row: tuple[Any, Admission], asked: Asked) -> Iterator[Done]:
        (place, admission), editions = row, asked.own.values()
        limits = asked.own[place.edition]
        yield from rules.appointed(
            place.pair, place.person_id, place.name, admission, place.signed_on, limits, editions=editions
        )


def _day(asked: Asked) -> date:
    """The day that is asked about; whoever asks about no day asks of everything recorded so far."""
    return min(asked.scope.on or FAR, FAR)
