"""What the curator owes after transfers and during long absences of mentors; one query for the pairs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from mentorship.access.roles import Office
from mentorship.leaving import rules
from mentorship.leaving.queries import away_mentor, moved_since
from mentorship.pairs.models import Pair
from mentorship.pairs.sources import PairSource
from mentorship.regulation.duties import Duty, Scope
from mentorship.regulation.sources import Asked, owed


@owed
class Touched(PairSource):
    """Running pairs with an undecided transfer of either side or absence of the mentor."""

    of = (Office.CURATOR,)
    cut = False  # by due day, which only the rules know
    columns = {"edition": "edition", "moved_on": "moved_on", "away_on": "away_on", "back_on": "back_on"}

    def rows(self, on_a_day: bool, *, on: date) -> QuerySet:
        return Pair.objects.appointed().filter(ending_on=None).order_by("pk")

    def build(self, shape: tuple, most: int | None, values: Mapping[str, Any]) -> QuerySet:
        """What is counted also chooses the rows."""
        (on_a_day,) = shape
        away = away_mentor(values["on"] if on_a_day else None)
        counted = {
            "moved_on": Subquery(moved_since().values("starts_on")[:1]),
            "away_on": Subquery(away.values("starts_on")[:1]),
            "back_on": Subquery(away.values("expected_return_on")[:1]),
        }
        found = self.with_names(self.rows(*shape, **values), None, counted)
        return found.filter(Q(moved_on__isnull=False) | Q(away_on__isnull=False))

    def known(self, name: str, scope: Scope) -> Any:
        return scope.on is not None if name == "on_a_day" else super().known(name, scope)

    def found(self, asked: Asked) -> Iterable[Any]:
        """The nearest first, as many as are asked for."""
        kept = [duty for duty in super().found(asked) if duty.due_on <= asked.scope.last]
        return asked.scope.cut(sorted(kept, key=lambda duty: duty.due_on))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        limits = asked.own[row.edition]
        if row.moved_on:
            yield rules.transfer_duty(row.pk, row.title, row.moved_on, limits)
        if row.away_on and rules.is_long(row.away_on, row.back_on, asked.scope.on):
            yield rules.absence_duty(row.pk, row.title, row.away_on, limits)
