"""Reading orders: the object for this user, the paper, the number to propose."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core import history
from mentorship.documents.models import Scan
from mentorship.orders.kinds.base import KINDS
from mentorship.orders.models import READING_OFFICES, Acquaintance, NumberRegister, Order
from mentorship.people.models import User
from mentorship.regulation.models import Institution


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
