"""What is owed after events."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from mentorship.access.roles import Office
from mentorship.core.past import not_yet, said
from mentorship.events import rules
from mentorship.events.models import Event
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import Asked, Source, owed


@owed
class WithoutOutcome(Source):
    """The curator writes down what came of an event that leaves minutes or a training behind."""

    of = (Office.CURATOR,)
    columns = {"event": "pk", "kind": "kind", "title": "title", "ends_on": "ends_then"}

    def rows(self, *, until: date, on: date, over: datetime | None) -> QuerySet:
        open_then = not_yet(on, "held_on") & not_yet(on, "cancelled_on")
        rows = Event.objects.filter(open_then, kind__in=rules.RESULTS)
        rows = rows.annotate(ends_then=said(Event, "ends_on", over)).filter(ends_then__lte=until)
        return rows.order_by("ends_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.outcome_duty(row.event, row.kind, row.title, row.ends_on, asked.limits)
