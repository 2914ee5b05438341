"""Reading orders: the object for this user, the paper, the number to propose."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core import history
from mentorship.core.prepared import Slot, prepared
from mentorship.documents.models import Scan
from mentorship.orders import rules
from mentorship.orders.kinds.base import KINDS
from mentorship.orders.models import READING_OFFICES, Acquaintance, NumberRegister, Order, signed_title
from mentorship.people.models import User
from mentorship.people.models.person import name_columns, short_name
from mentorship.regulation.clauses import Done, Duty, Scope
from mentorship.regulation.models import Institution

ACQUAINTED = ("order", "order__number", "order__signed_on", "person")


def order_for(user: User, pk: int, permission: str = "order.view") -> Order:
    """The order: 404 when this user may not know of it, 403 when they may only look."""
    orders = Order.objects.visible_to(user).select_related("signed_by", "created_by__person", "revokes")
    order = get_object_or_404(orders.distinct(), pk=pk)
    require(user, permission, order)
    return order


def register_rows(user: User) -> QuerySet[Order]:
    """Rows of the register; discarded drafts are not in it."""
    kept = [Order.Status.DRAFT, Order.Status.SIGNED, Order.Status.REVOKED]
    rows = Order.objects.visible_to(user).filter(status__in=kept)
    papers = {kind.paper for kind in KINDS.values()}
    scans = Scan.objects.kept().filter(paper__in=papers, subject_id=OuterRef("pk"))
    return rows.only("status", "heading", "number", "signed_on").annotate(scanned=Exists(scans))


def read_counts(orders: Iterable[Order]) -> dict[int, str]:
    """By order: «2 из 3» have read it; orders that name nobody are left out."""
    rows = Acquaintance.objects.filter(order__in=list(orders)).values("order")
    counted = rows.annotate(all=Count("pk"), read=Count("acknowledged_on")).order_by()
    return {row["order"]: f"{row['read']} из {row['all']}" for row in counted}


def proposed_number(place: Institution, journal: str, year: int) -> str:
    """The next free number by the institution's mask, without taking it (ORD-03)."""
    register = NumberRegister.objects.filter(journal=journal, year=year).first()
    return free_number(place, journal, year, register.last if register else 0)[0]


def free_number(place: Institution, journal: str, year: int, last: int) -> tuple[str, int]:
    """The first free number after `last`, as text and as the count behind it."""
    count = last + 1
    while is_taken(number := place.number_mask_of(journal).format(n=count), journal, year):
        count += 1
    return number, count


def count_in(number: str, mask: str) -> int | None:
    """16 of «01-06/16-од» by the mask «01-06/{n}-од»; None when the number is not made by the mask."""
    before, _, after = mask.partition("{n}")
    found = re.fullmatch(f"{re.escape(before)}(\\d{{1,6}}){re.escape(after)}", number, re.ASCII)
    return int(found.group(1)) if found else None


def last_signed_on(journal: str, year: int) -> date | None:
    """The day of the latest order of the journal in the year."""
    signed = Order.objects.signed().filter(journal=journal, year=year)
    return signed.aggregate(last=Max("signed_on"))["last"]


def is_taken(number: str, journal: str, year: int) -> bool:
    return Order.objects.filter(journal=journal, year=year, number=number).exists()


def taken_by(number: str, journal: str, year: int) -> str:
    """The order that has the number, in words; empty when it is free."""
    order = Order.objects.filter(journal=journal, year=year, number=number).first()
    return f"«{order.heading}» от {order.signed_on:%d.%m.%Y}" if order else ""


def acquaintances(order: Order, user: User) -> QuerySet[Acquaintance]:
    """Who reads the order: offices see everybody, a person named in it only oneself."""
    rows = order.acquaintances.select_related("person")
    return rows if user.offices & READING_OFFICES else rows.filter(person=user.person_id)


def scans(order: Order, user: User, paper: str) -> QuerySet[Scan]:
    """The scans of the signed paper, for the offices that keep orders."""
    found = Scan.objects.of(paper, order.pk)
    return found if user.offices & READING_OFFICES else found.none()


def timeline(order: Order, user: User) -> list[history.Entry]:
    """What happened to the order and who of the visible has read it."""
    visible = acquaintances(order, user).values("pk")
    return history.timeline(order, Acquaintance.history.filter(id__in=visible))


def duties(scope: Scope) -> list[Duty]:
    """Drafts that wait for the director, orders that wait to be read; a query for each."""
    return [*_to_sign(scope), *_to_read(scope), *_to_collect(scope)]


def fulfilled(scope: Scope) -> list[Done]:
    """Who has read the orders that name them; one query."""
    rows = _read(scope.everything)(person=scope.person) if scope.everything or scope.person else ()
    return [Done(_reading(*row), read_on) for *row, read_on in rows]


def _to_sign(scope: Scope) -> list[Duty]:
    rows = _drafts(scope.most)() if scope.holds("director") else ()
    return [rules.signing_duty(pk, heading) for pk, heading in rows]


def _to_read(scope: Scope) -> list[Duty]:
    rows = _unread(scope.everything, scope.most)(person=scope.person) if scope.everything or scope.person else ()
    return [_reading(*row) for row in rows]


def _reading(pk: int, number: str, signed_on: date, person_id: int, *name: str) -> Duty:
    return rules.acquaintance_duty(pk, signed_title(number, signed_on), person_id, short_name(*name), signed_on)


def _to_collect(scope: Scope) -> list[Duty]:
    rows = _on_paper(scope.most)() if any(map(scope.holds, ("clerk", "curator"))) else ()
    return [
        rules.collecting_duty(pk, signed_title(number, signed_on), people) for pk, number, signed_on, people in rows
    ]


@prepared
def _drafts(most: int | None) -> QuerySet:
    return Order.objects.drafts().order_by("pk").values_list("pk", "heading")[:most]


def _of(everything: bool) -> QuerySet[Acquaintance]:
    rows = Acquaintance.objects.filter(order__status=Order.Status.SIGNED).order_by("pk")
    return rows if everything else rows.filter(person=Slot("person"))


@prepared
def _unread(everything: bool, most: int | None) -> QuerySet:
    return _of(everything).filter(acknowledged_on=None).values_list(*ACQUAINTED, *name_columns("person"))[:most]


@prepared
def _read(everything: bool) -> QuerySet:
    rows = _of(everything).filter(acknowledged_on__isnull=False)
    return rows.values_list(*ACQUAINTED, *name_columns("person"), "acknowledged_on")


@prepared
def _on_paper(most: int | None) -> QuerySet:
    """Signed orders that people without a login have still to read: somebody brings them the paper."""
    login = User.objects.filter(person=OuterRef("person"), is_active=True)
    waiting = _of(everything=True).filter(~Exists(login), acknowledged_on=None)
    rows = waiting.order_by("order_id").values("order").annotate(people=Count("pk"))
    return rows.values_list("order", "order__number", "order__signed_on", "people")[:most]
