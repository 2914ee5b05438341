"""What is owed after events."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentorship.access.roles import Office
from mentorship.events import rules
from mentorship.events.models import Event
from mentorship.regulation.duties import Duty
from mentorship.regulation.sources import Asked, Source, owed


@owed
class WithoutOutcome(Source):
    """The curator writes down what came of an event that leaves minutes or a training behind."""

    of = (Office.CURATOR,)
    columns = {"event": "pk", "kind": "kind", "title": "title", "ends_on": "ends_on"}

    def rows(self, *, until: date) -> QuerySet:
        rows = Event.objects.planned().filter(kind__in=rules.RESULTS, held_on=None, ends_on__lte=until)
        return rows.order_by("ends_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.outcome_duty(row.event, row.kind, row.title, row.ends_on, asked.limits)
