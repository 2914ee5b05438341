"""Somebody has said no to a proposed pair: the curator finds another, or gives the pair up."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from mentorship.access.roles import Office
from mentorship.pairs import past
from mentorship.pairs.declining import rules
from mentorship.pairs.models import Pair
from mentorship.pairs.sources import PairSource
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import Asked, owed


@owed
class Declined(PairSource):
    """Proposed pairs to which somebody has said no, or whose consent was taken back on the own card."""

    of = (Office.CURATOR,)
    columns = {}

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        return Pair.objects.filter(past.proposed(on, over), past.declined(on)).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.declined_duty(row.pk, row.title)
