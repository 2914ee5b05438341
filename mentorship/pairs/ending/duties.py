"""What is owed about the end of pairs: the order that was asked for, what follows when somebody leaves."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorship.access.roles import Office
from mentorship.core.past import Moment, said
from mentorship.pairs import past
from mentorship.pairs.ending import rules
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.sources import PairSource
from mentorship.people.models import Person
from mentorship.people.models.person import name_of
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Unclosed(PairSource):
    """Pairs whose end has been asked for wait for their order."""

    of = (Office.CURATOR,)
    columns = {"edition": "edition", "ending_on": "ending_then"}

    def rows(self, *, until: date, on: date, over: datetime | None) -> QuerySet:
        asked_for = Pair.objects.alias(
            ending_then=said(Pair, "ending_on", over), in_order=said(Pair, "closing_order", over)
        ).filter(past.in_force(on), ending_then__lte=until, in_order=None)
        return asked_for.order_by("ending_on", "pk")

    def counted(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"ending_then": said(Pair, "ending_on", values["over"])}

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.closing_duty(row.pk, row.title, row.ending_on, asked.own[row.edition])


def _staying(over: Moment) -> QuerySet[Participation]:
    """In a query of places: other mentees of the pair who work through its last day."""
    places = Participation.objects.filter(pair=OuterRef("pair")).exclude(mentee=OuterRef("mentee"))
    left = places.alias(left_then=said(Person, "left_on", over, "mentee"))
    return left.filter(Q(left_then=None) | Q(left_then__gte=OuterRef("ended_then")))


@owed
class Departing(Source):
    """The mentor or a mentee of a running pair has a last working day: a mentor leaves all the mentees at once.

    A pair whose last day is signed is told of where it would go on without those who make it a pair.
    """

    of, cut = (Office.CURATOR,), False  # a group is not torn apart
    columns = {
        "pair": "pair",
        "edition": "pair__edition",
        "mentor": "mentor",
        "mentor_name": name_of("mentor"),
        "mentor_left_on": "mentor_left_on",
        "mentee": "mentee",
        "mentee_name": name_of("mentee"),
        "mentee_left_on": "mentee_left_on",
        "starts_on": "pair__starts_on",
        "ended_on": "ended_then",
        "others": "others",
    }

    def rows(self, *, until: date, on: date, over: datetime | None) -> QuerySet:
        leaving = Q(mentor__left_on__lte=until) | Q(mentee__left_on__lte=until)
        once = Person.history.filter(left_on__lte=until).values("id")  # somebody may have stayed after all
        places = Participation.objects.filter(
            leaving | Q(mentor__in=once) | Q(mentee__in=once), past.in_force(on, "pair")
        ).alias(asked_to_end=said(Pair, "ending_on", over, "pair"))
        known = {f"{side}_left_on": said(Person, "left_on", over, side) for side in ("mentor", "mentee")}
        told = Q(mentor_left_on__lte=until) | Q(mentee_left_on__lte=until)
        undecided = Q(asked_to_end=None) | Q(ended_then__isnull=False)
        places = places.annotate(
            **known, ended_then=said(Pair, "ended_on", over, "pair"), others=Exists(_staying(over))
        )
        return places.filter(told, undecided).order_by("pk")

    def asked_rows(self, asked: Asked) -> Iterator[tuple[int, list[Any]]]:
        """Each departure of a pair: who leaves, and the places that are left."""
        departures: dict[tuple[int, int], list[Any]] = {}
        for row in super().asked_rows(asked):
            sides = ((row.mentor, row.mentor_left_on, False), (row.mentee, row.mentee_left_on, row.others))
            for person_id, left_on, others in sides:
                settled = row.ended_on and left_on and (row.ended_on <= left_on or others)
                if left_on and left_on <= asked.scope.last and not settled:
                    departures.setdefault((row.pair, person_id), []).append(row)
        return ((person_id, places) for (_, person_id), places in departures.items())

    def tell(self, row: tuple[int, list[Any]], asked: Asked) -> Iterator[Duty]:
        person_id, places = row
        first = places[0]
        is_mentor = person_id == first.mentor
        departure = rules.Departure(
            pair_id=first.pair,
            title=f"{first.mentor_name} и {', '.join(place.mentee_name for place in places)}",
            person_id=person_id,
            name=first.mentor_name if is_mentor else first.mentee_name,
            is_mentor=is_mentor,
            on=first.mentor_left_on if is_mentor else first.mentee_left_on,
            starts_on=first.starts_on,
            begun=first.starts_on <= self.known("on", asked.scope),
            ended_on=first.ended_on,
        )
        yield rules.departure_duty(departure, asked.own[first.edition])
