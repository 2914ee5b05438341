"""Reading what the curator owes after transfers and during long absences of mentors; one query for the pairs."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from mentorship.core.prepared import day_slot, prepared
from mentorship.leaving import rules
from mentorship.leaving.queries import away_mentor, moved_since
from mentorship.pairs.duties import titled, with_titles
from mentorship.pairs.models import Pair
from mentorship.regulation.duties import Duty, Scope
from mentorship.regulation.limits import Limits


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """Whether to go on after a transfer, who leads while the mentor is away."""
    if not scope.holds("curator"):
        return []
    kept = [duty for duty in _owed(own, scope) if scope.until is None or duty.due_on <= scope.until]
    return scope.cut(sorted(kept, key=lambda duty: duty.due_on))


def _owed(own: Mapping[int, Limits], scope: Scope) -> Iterator[Any]:
    for title, (pk, edition_id, moved_on, away_on, back_on) in titled(_touched(scope.on is not None)(on=scope.on)):
        if moved_on:
            yield rules.transfer_duty(pk, title, moved_on, own[edition_id])
        if away_on and rules.is_long(away_on, back_on, scope.on):
            yield rules.absence_duty(pk, title, away_on, own[edition_id])


@prepared
def _touched(on_a_day: bool) -> QuerySet:
    """Running pairs with an undecided transfer of either side or absence of the mentor."""
    away = away_mentor(day_slot("on") if on_a_day else None)
    facts: dict[str, Any] = {
        "moved_on": Subquery(moved_since().values("starts_on")[:1]),
        "away_on": Subquery(away.values("starts_on")[:1]),
        "back_on": Subquery(away.values("expected_return_on")[:1]),
    }
    pairs = Pair.objects.active().filter(ending_on=None).order_by("pk")
    rows = with_titles(pairs, None, "edition", *facts, **facts)
    return rows.filter(Q(moved_on__isnull=False) | Q(away_on__isnull=False))
