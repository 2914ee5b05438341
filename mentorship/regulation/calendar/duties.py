"""What is owed to the production calendar: the days off that the government moves are entered in time."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import QuerySet

from mentorship.access.roles import Office
from mentorship.core.calendar.workdays import Calendar, calendar
from mentorship.regulation.calendar import rules
from mentorship.regulation.duty import Duty
from mentorship.regulation.models import Institution
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Unentered(Source):
    """Years whose act is still to be entered. The calendar in force is its only row: nothing is asked for it."""

    of = (Office.CURATOR,)
    columns: ClassVar = {}

    def rows(self) -> QuerySet:
        return Institution.objects.none()

    def asked_rows(self, asked: Asked) -> Iterator[Calendar]:
        if asked.scope.on is not None:
            yield calendar()

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        assert asked.scope.on is not None  # asked_rows gives nothing without a day
        return rules.workdays_duties(asked.limits, row, asked.scope.on)
