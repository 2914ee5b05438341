"""What is owed about orders: drafts to sign, orders to read or to bring for reading."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mentorship.access.roles import Office
from mentorship.core.past import not_yet, on_file, said
from mentorship.core.prepared import Joined
from mentorship.core.terms import Day
from mentorship.orders import rules
from mentorship.orders.models import Acquaintance, Assignment, Order, signed_title
from mentorship.people.models import User
from mentorship.people.models.person import name_of
from mentorship.regulation.duty import Done, Duty
from mentorship.regulation.sources import ANYBODY, Asked, Source, done, owed

TITLE = Joined(("order__number", "order__signed_on"), signed_title)


def _of(everything: bool, person: int) -> QuerySet[Acquaintance]:
    """Who reads signed orders: everybody whom they name, or one of them."""
    rows = Acquaintance.objects.filter(order__status=Order.Status.SIGNED).order_by("pk")
    return rows if everything else rows.filter(person=person)


def _kept(on: Day) -> Q:
    """Of orders that were not revoked by the day."""
    return Q(order__status=Order.Status.SIGNED) | Q(order__revoked_by__signed_on__gt=on)


def _unread(on: Day) -> QuerySet[Acquaintance]:
    """Whoever had not read by the day an order that was signed and not revoked."""
    return Acquaintance.objects.filter(_kept(on), not_yet(on, "acknowledged_on"), order__signed_on__lte=on)


@owed
class Unsigned(Source):
    """The head signs what has been prepared."""

    of = (Office.DIRECTOR,)
    columns = {"order": "pk", "heading": "heading"}

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        later = Q(signed_on__gt=on) | Q(status=Order.Status.DISCARDED, then=Order.Status.DRAFT)
        known = Order.objects.alias(then=said(Order, "status", over)).filter(on_file(over, "created_at"))
        return known.filter(Q(status=Order.Status.DRAFT) | later).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.signing_duty(row.order, row.heading)


class Reading(Source):
    """Everybody whom a signed order names reads it."""

    of = (ANYBODY,)
    columns = {
        "order": "order",
        "title": TITLE,
        "signed_on": "order__signed_on",
        "person": "person",
        "name": name_of("person"),
        "read_on": "acknowledged_on",
    }

    def duty(self, row: Any) -> Duty:
        return rules.acquaintance_duty(row.order, row.title, row.person, row.name, row.signed_on)


@owed
class Unread(Reading):
    """Orders that wait to be read."""

    def rows(self, everything: bool, *, person: int, on: date) -> QuerySet:
        rows = _unread(on).order_by("pk")
        return rows if everything else rows.filter(person=person)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield self.duty(row)


@done
class Read(Reading):
    """Orders that have been read."""

    cut = False

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        return _of(everything, person).filter(acknowledged_on__isnull=False)

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        yield Done(self.duty(row), row.read_on)


class Assigned(Source):
    """What signed orders tell people to do by a day."""

    of = (ANYBODY,)
    columns = {
        "pk": "pk",
        "what": "what",
        "title": TITLE,
        "signed_on": "order__signed_on",
        "person": "person",
        "name": name_of("person"),
        "due_on": "due_on",
        "done_on": "done_on",
    }

    def duty(self, row: Any) -> Duty:
        return rules.assignment_duty(row.pk, row.what, row.title, row.name, row.person, row.due_on, row.signed_on)


@owed
class Unfulfilled(Assigned):
    """What has still to be done; of a revoked order nothing."""

    def rows(self, everything: bool, *, person: int, on: date) -> QuerySet:
        rows = Assignment.objects.filter(_kept(on), not_yet(on, "done_on"), order__signed_on__lte=on)
        rows = rows.order_by("due_on", "pk")
        return rows if everything else rows.filter(person=person)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield self.duty(row)


@done
class Fulfilled(Assigned):
    """What has been done."""

    cut = False

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        rows = Assignment.objects.filter(order__status=Order.Status.SIGNED, done_on__isnull=False).order_by("pk")
        return rows if everything else rows.filter(person=person)

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        yield Done(self.duty(row), row.done_on)


@owed
class OnPaper(Source):
    """Signed orders that people without a login have still to read: somebody brings them the paper."""

    of = (Office.CLERK, Office.CURATOR)
    columns = {"order": "order", "title": TITLE, "people": "people"}

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        login = User.objects.alias(let_in=said(User, "is_active", over)).filter(person=OuterRef("person"), let_in=True)
        waiting = _unread(on).filter(~Exists(login))
        return waiting.order_by("order_id").values("order").annotate(people=Count("pk"))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.collecting_duty(row.order, row.title, row.people)
