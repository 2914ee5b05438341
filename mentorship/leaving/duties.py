"""What the curator owes after transfers and during long absences of mentors; one query for the pairs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mentorship.access.roles import Office
from mentorship.core.past import Moment, not_yet, said
from mentorship.core.terms import Day, not_past
from mentorship.leaving import rules
from mentorship.leaving.models import Decision
from mentorship.pairs import past
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.sources import PairSource
from mentorship.people.models import Absence, Position
from mentorship.people.models.person import name_of
from mentorship.regulation.duties import Duty
from mentorship.regulation.sources import Asked, Source, owed

PAIR = OuterRef(OuterRef("pk"))


def _moved(on: Day, over: Moment) -> QuerySet[Position]:
    """In a query of pairs: the main posts that either side was to take after the pair began, undecided ones only."""
    decided = Decision.objects.filter(pair=PAIR, position=OuterRef("pk"), decided_on__lte=on)
    mentees = Participation.objects.filter(pair=PAIR).values("mentee")
    sides = Q(person=OuterRef("mentor")) | Q(person__in=mentees)
    posts = Position.objects.filter(sides, not_past(on), is_main=True, starts_on__gt=OuterRef("starts_on"))
    # The first post of a newcomer begins with the work itself: that is no transfer.
    hired = Q(person__hired_on__isnull=False, starts_on=F("person__hired_on"))
    known = posts.exclude(hired).alias(known=said(Position, "id", over)).filter(known__isnull=False)
    return known.filter(~Exists(decided)).order_by("starts_on", "pk")


def _absences(on: Day, over: Moment) -> QuerySet:
    """Absences that were known and whose return was not recorded yet, or is to come."""
    then = {f"{name}_then": said(Absence, name, over) for name in ("id", "returned_on", "expected_return_on")}
    known = Absence.objects.annotate(expected_then=then.pop("expected_return_on_then")).alias(**then)
    return known.filter(not_yet(on, "returned_on_then"), id_then__isnull=False)


def _away(on: Day, over: Moment) -> QuerySet:
    """In a query of pairs: the undecided absence of the mentor; `covered_until` where somebody at work stands in."""
    decided = Decision.objects.filter(pair=PAIR, absence=OuterRef("pk"), decided_on__lte=on)
    last_day = Coalesce(said(StandIn, "ended_on", over), "ends_on")
    standing_in = (
        StandIn.objects.annotate(known=said(StandIn, "id", over), last_day=last_day)
        .filter(pair=PAIR, known__isnull=False, last_day__gte=on)
        .at_work(on)
        .order_by("-last_day")
        .values("last_day")
    )
    away = _absences(on, over).filter(~Exists(decided), person=OuterRef("mentor")).order_by("starts_on", "pk")
    return away.annotate(covered_until=Subquery(standing_in[:1]))


@owed
class Touched(PairSource):
    """Pairs in force with an undecided transfer of either side or absence of the mentor."""

    of = (Office.CURATOR,)
    cut = False  # by due day, which only the rules know
    columns = {
        "edition": "edition",
        "moved_on": "moved_on",
        "away_on": "away_on",
        "back_on": "back_on",
        "covered_until": "covered_until",
    }

    def rows(self, *, on: date, over: datetime) -> QuerySet:
        pairs = Pair.objects.filter(past.in_force(on)).alias(asked_to_end=said(Pair, "ending_on", over))
        return pairs.filter(asked_to_end=None).order_by("pk")

    def build(self, shape: tuple, most: int | None, values: Mapping[str, Any]) -> QuerySet:
        """What is counted also chooses the rows."""
        on, over = values["on"], values["over"]
        away = _away(on, over)
        counted = {
            "moved_on": Subquery(_moved(on, over).values("starts_on")[:1]),
            "away_on": Subquery(away.values("starts_on")[:1]),
            "back_on": Subquery(away.values("expected_then")[:1]),
            "covered_until": Subquery(away.values("covered_until")[:1]),
        }
        found = self.with_names(self.rows(*shape, **values), None, counted)
        return found.filter(Q(moved_on__isnull=False) | Q(away_on__isnull=False))

    def found(self, asked: Asked) -> Iterable[Any]:
        """The nearest first, as many as are asked for."""
        kept = [duty for duty in super().found(asked) if duty.due_on <= asked.scope.last]
        return asked.scope.cut(sorted(kept, key=lambda duty: duty.due_on))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        limits, on = asked.own[row.edition], asked.scope.on
        if row.moved_on:
            yield rules.transfer_duty(row.pk, row.title, row.moved_on, limits)
        if (
            row.away_on
            and rules.is_long(row.away_on, row.back_on, on)
            and not rules.is_covered(row.covered_until, row.back_on)
        ):
            duty = rules.absence_duty(row.pk, row.title, row.away_on, limits, covered_until=row.covered_until)
            if duty.begun(self.known("on", asked.scope)):
                yield duty


@owed
class Unreturned(Source):
    """Whoever should be back by now, and whose return nobody has recorded."""

    of = (Office.CURATOR,)
    columns = {"person": "person", "name": name_of("person"), "back_on": "expected_then"}

    def rows(self, *, until: date, on: date, over: datetime) -> QuerySet:
        due = _absences(on, over).filter(not_past(on, "person__left_on"), expected_then__lte=on)
        return due.filter(expected_then__lte=until).order_by("expected_return_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.return_duty(row.person, row.name, row.back_on)
