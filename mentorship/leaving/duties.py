"""What the curator owes after transfers and during long absences of mentors; one query for the pairs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mentorship.access.roles import Office
from mentorship.core.past import Moment, not_yet, said
from mentorship.core.prepared import Prepared
from mentorship.core.terms import Day, not_past
from mentorship.leaving import rules
from mentorship.leaving.models import Decision
from mentorship.pairs import past
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.models.pair import spans_of
from mentorship.pairs.sources import PairSource
from mentorship.people.models import Absence, OfficeTerm, Person, Position
from mentorship.people.models.person import name_of
from mentorship.regulation.duty import Duty
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
    """In a query of pairs: the undecided absence of the mentor."""
    decided = Decision.objects.filter(pair=PAIR, absence=OuterRef("pk"), decided_on__lte=on)
    return _absences(on, over).filter(~Exists(decided), person=OuterRef("mentor")).order_by("starts_on", "pk")


class Covering(Prepared):
    """Whoever stands in for the mentors who are away, has or will, as it was known."""

    columns = {
        "pair": "pair",
        "starts_on": "starts_on",
        "planned": "last_then",
        "left_on": "left_then",
        "away_on": "away_then",
    }

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        away = _absences(on, over).filter(person=OuterRef("person")).order_by("starts_on", "pk")
        rows = StandIn.objects.alias(known=said(StandIn, "id", over)).annotate(
            last_then=Coalesce(said(StandIn, "ended_on", over), "ends_on"),
            left_then=said(Person, "left_on", over, "person"),
            away_then=Subquery(away.values("starts_on")[:1]),
        )
        absent = _absences(on, over).values("person")
        return rows.filter(known__isnull=False, pair__mentor__in=absent).order_by("pk")


covering = Covering()


@owed
class Touched(PairSource):
    """Pairs in force with an undecided transfer of either side or absence of the mentor.

    An end that is signed or asked for settles it where it comes no later than what has happened.
    """

    of = (Office.CURATOR,)
    cut = False  # by due day, which only the rules know
    columns = {
        "edition": "edition",
        "paused": "paused_then",
        "moved_on": "moved_on",
        "away_on": "away_on",
        "back_on": "back_on",
        "ends_on": "ends_then",
    }

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        return Pair.objects.filter(past.in_force(on)).order_by("pk")

    def build(self, shape: tuple, most: int | None, values: Mapping[str, Any]) -> QuerySet:
        """What is counted also chooses the rows."""
        on, over = values["on"], values["over"]
        away = _away(on, over)
        counted = {
            "paused_then": said(Pair, "paused", over),
            "moved_on": Subquery(_moved(on, over).values("starts_on")[:1]),
            "away_on": Subquery(away.values("starts_on")[:1]),
            "back_on": Subquery(away.values("expected_then")[:1]),
            "ends_then": Coalesce(said(Pair, "ended_on", over), said(Pair, "ending_on", over)),
        }
        found = self.with_names(self.rows(*shape, **values), None, counted)
        return found.filter(Q(moved_on__isnull=False) | Q(away_on__isnull=False))

    def found(self, asked: Asked) -> Iterable[Any]:
        """The nearest first, as many as are asked for."""
        kept = [duty for duty in super().found(asked) if duty.due_on <= asked.scope.last]
        return asked.scope.cut(sorted(kept, key=lambda duty: duty.due_on))

    def asked_rows(self, asked: Asked) -> Iterator[tuple[Any, list[rules.Cover]]]:
        """Each pair with whoever stands in for its mentor."""
        rows, covers = list(super().asked_rows(asked)), defaultdict(list)
        if any(row.away_on for row in rows):
            for pair, *days in covering(**{name: self.known(name, asked.scope) for name in covering.slots}):
                covers[pair].append(rules.Cover(*days))
        return ((row, covers[row.pk]) for row in rows)

    def tell(self, row: tuple[Any, list[rules.Cover]], asked: Asked) -> Iterator[Duty]:
        (pair, covers), on = row, asked.scope.on
        covers = [*covers, *rules.standing_still(spans_of(pair.paused))]
        limits = asked.own[pair.edition]
        if pair.moved_on and not rules.is_ending(pair.ends_on, pair.moved_on):
            yield rules.transfer_duty(pair.pk, pair.title, pair.moved_on, limits)
        if pair.away_on and rules.is_long(pair.away_on, pair.back_on, on):
            found = rules.gap(pair.away_on, pair.back_on, covers, on)
            if found and found.is_open(on, pair.ends_on):
                yield rules.absence_duty(pair.pk, pair.title, found, limits)


class ActingHeads(Prepared):
    """Whoever acts as the head on the day or later, as it was known."""

    columns = {"starts_on": "starts_on", "planned": "last_then", "left_on": "left_then"}

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        rows = OfficeTerm.objects.alias(known=said(OfficeTerm, "id", over)).annotate(
            last_then=said(OfficeTerm, "ends_on", over), left_then=said(Person, "left_on", over, "person")
        )
        acting = rows.filter(not_past(on, "last_then"), office=Office.DIRECTOR, acting=True)
        return acting.filter(known__isnull=False).order_by("pk")


acting_heads = ActingHeads()


@owed
class HeadAway(Source):
    """The head is or will be away, and on some day nobody acts: nobody could sign then."""

    of = (Office.DIRECTOR, Office.ADMIN)
    ahead = rules.LONG_DAYS
    columns = {"name": name_of("person"), "away_on": "starts_on", "back_on": "back_then"}

    def rows(self, *, until: date, on: date, over: datetime | None) -> QuerySet:
        held = OfficeTerm.objects.filter(not_past(on), office=Office.DIRECTOR, acting=False, person=OuterRef("person"))
        away = _absences(on, over).annotate(back_then=Coalesce("returned_on_then", "expected_then"))
        return away.filter(Exists(held), starts_on__lte=until).order_by("starts_on", "pk")

    def asked_rows(self, asked: Asked) -> Iterator[tuple[Any, list[rules.Cover]]]:
        """Each absence with whoever acts as the head."""
        rows, covers = list(super().asked_rows(asked)), []
        if rows:
            terms = acting_heads(**{name: self.known(name, asked.scope) for name in acting_heads.slots})
            covers = [rules.Cover(first, last or date.max, left) for first, last, left in terms]
        return ((row, covers) for row in rows)

    def tell(self, row: tuple[Any, list[rules.Cover]], asked: Asked) -> Iterator[Duty]:
        absence, covers = row
        day = rules.headless_from(absence.away_on, absence.back_on, covers, asked.scope.on)
        if day:
            held = (office for office in self.of if asked.scope.holds(office))
            yield from (rules.acting_head_duty(office, absence.name, day) for office in held)


@owed
class Unreturned(Source):
    """Whoever should be back by now, and whose return nobody has recorded."""

    of = (Office.CURATOR,)
    columns = {"person": "person", "name": name_of("person"), "back_on": "expected_then"}

    def rows(self, *, until: date, on: date, over: datetime | None) -> QuerySet:
        due = _absences(on, over).filter(not_past(on, "person__left_on"), expected_then__lte=on)
        return due.filter(expected_then__lte=until).order_by("expected_return_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.return_duty(row.person, row.name, row.back_on)
