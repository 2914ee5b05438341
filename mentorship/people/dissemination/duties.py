"""What is owed about dissemination: conditions judged, data taken down after a demand or a term (legal.md 4.7)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorship.access.roles import Office
from mentorship.core.past import not_yet
from mentorship.core.terms import not_past
from mentorship.people.dissemination import rules
from mentorship.people.models import Consent, ConsentItem, Dissemination, Stop
from mentorship.people.models.person import name_of
from mentorship.regulation.duty import Done, Duty
from mentorship.regulation.sources import Asked, Source, done, owed


class Stopping(Source):
    """Demands and narrower consents, each with its three working days."""

    of = (Office.CLERK, Office.CURATOR)
    columns = {"stop": "pk", "name": name_of("consent__person"), "on": "on", "done_on": "done_on"}

    def duty(self, row: Any) -> Duty:
        return rules.stop_duty(row.stop, row.name, row.on)


@owed
class Unstopped(Stopping):
    """Data that is still to be taken down."""

    def rows(self, *, on: date) -> QuerySet:
        return Stop.objects.filter(not_yet(on, "done_on"), on__lte=on).order_by("on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield self.duty(row)


@done
class Stopped(Stopping):
    """Data that has been taken down."""

    cut = False

    def rows(self) -> QuerySet:
        demands = Stop.objects.filter(done_on__isnull=False).exclude(cause=Stop.Cause.TERM)
        return demands.order_by("on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        yield Done(self.duty(row), row.done_on)


class Conditions(Source):
    """Consents with conditions, each with its three working days."""

    of = (Office.CURATOR,)
    columns = {
        "consent": "consent_id",
        "name": name_of("consent__person"),
        "given_on": "consent__given_on",
        "checked_on": "checked_on",
    }

    def duty(self, row: Any) -> Duty:
        return rules.check_duty(row.consent, row.name, row.given_on)


@owed
class Unchecked(Conditions):
    """Conditions that nobody has judged yet: until then their data are not shown."""

    def rows(self, *, on: date, works_on: date) -> QuerySet:
        left = ConsentItem.objects.conditional().filter(not_yet(on, "stop__on"), consent=OuterRef("consent"))
        rows = Dissemination.objects.filter(Exists(left), not_yet(on, "checked_on"), consent__given_on__lte=on)
        rows = rows.filter(not_yet(on, "consent__withdrawn_on"), not_past(works_on, "consent__expires_on"))
        return rows.order_by("consent__given_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield self.duty(row)


@done
class Checked(Conditions):
    """Conditions that were judged, whatever was found."""

    cut = False

    def rows(self) -> QuerySet:
        return Dissemination.objects.filter(checked_on__isnull=False).order_by("checked_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        yield Done(self.duty(row), row.checked_on)


@owed
class RunningOut(Source):
    """Consents whose term ends, which nothing has replaced and of which something is still shown."""

    of = (Office.CLERK, Office.CURATOR)
    ahead = rules.TERM_AHEAD
    columns = {"consent": "pk", "name": name_of("person"), "expires_on": "expires_on"}

    def rows(self, *, until: date, on: date) -> QuerySet:
        left = ConsentItem.objects.filter(
            not_yet(on, "stop__on") | Q(stop__cause=Stop.Cause.TERM, stop__done_on__gt=on), consent=OuterRef("pk")
        )
        rows = Consent.objects.filter(Exists(left), not_yet(on, "withdrawn_on"), kind=Consent.Kind.SPREAD)
        rows = rows.filter(not_yet(on, "dissemination__replaced_by__given_on"), expires_on__lte=until, given_on__lte=on)
        return rows.order_by("expires_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.term_duty(row.consent, row.name, row.expires_on)
