"""What is owed about the bank of mentees: its data confirmed again every so many months."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, QuerySet, When

from mentorship.access.roles import Office
from mentorship.core.calendar.dates import add_months
from mentorship.core.past import said
from mentorship.people import rules
from mentorship.people.models import MenteeEntry
from mentorship.people.models.person import name_of
from mentorship.people.past import staff
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Unconfirmed(Source):
    """The curator confirms yearly that the data of a mentee is true, where the edition says so."""

    of = (Office.CURATOR,)
    columns = {"person": "person", "name": name_of("person"), "confirmed_on": "confirmed_then"}

    def rows(self, *, before: date, on: date, over: datetime | None) -> QuerySet:
        known = When(confirmed_on__lte=on, then=F("confirmed_on"))
        then = Case(known, default=said(MenteeEntry, "confirmed_on", over))  # confirmed again since that day
        entries = (
            staff(MenteeEntry.objects.of_staff(on), on).annotate(confirmed_then=then).filter(confirmed_then__lte=before)
        )
        return entries.order_by("confirmed_on", "pk")

    def concerns(self, asked: Asked) -> bool:
        return bool(asked.limits.confirm_months) and super().concerns(asked)

    def asked_rows(self, asked: Asked) -> Iterator[Any]:
        months, until = asked.limits.confirm_months or 0, asked.scope.until
        before = add_months(until, -months) if until else date.max
        day = {name: self.known(name, asked.scope) for name in ("on", "over")}
        return self(most=asked.scope.most, before=before, **day)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return rules.confirm_duty(row.person, row.name, row.confirmed_on, asked.limits)
