"""What is owed about the bank of mentees: its data confirmed again every so many months."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentorship.access.roles import Office
from mentorship.core.calendar.dates import add_months
from mentorship.people import rules
from mentorship.people.models import MenteeEntry
from mentorship.people.models.person import name_of
from mentorship.regulation.duties import Duty
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Unconfirmed(Source):
    """The curator confirms yearly that the data of a mentee is true, where the edition says so."""

    of = (Office.CURATOR,)
    columns = {"person": "person", "name": name_of("person"), "confirmed_on": "confirmed_on"}

    def rows(self, *, before: date, on: date) -> QuerySet:
        entries = MenteeEntry.objects.of_staff(on).filter(confirmed_on__lte=before)
        return entries.order_by("confirmed_on", "pk")

    def concerns(self, asked: Asked) -> bool:
        return bool(asked.limits.confirm_months) and super().concerns(asked)

    def asked_rows(self, asked: Asked) -> Iterator[Any]:
        months, until = asked.limits.confirm_months or 0, asked.scope.until
        before = add_months(until, -months) if until else date.max
        return self(most=asked.scope.most, before=before, on=self.known("on", asked.scope))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return rules.confirm_duty(row.person, row.name, row.confirmed_on, asked.limits)
