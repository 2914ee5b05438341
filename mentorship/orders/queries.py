"""Reading orders: the object for this user, rows of the register, what stands on the card."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import can, require
from mentorship.access.roles import READING_OFFICES
from mentorship.core import history
from mentorship.core.refusal import Violation
from mentorship.documents.keeping import LATE
from mentorship.documents.models import Scan
from mentorship.orders.kinds.base import KINDS, kind_of
from mentorship.orders.models import SIGNED, Acquaintance, Order
from mentorship.people.accounts.queries import power_bars
from mentorship.people.models import User


def order_for(user: User, pk: int, permission: str = "order.view") -> Order:
    """The order: 404 when this user may not know of it, 403 when they may only look."""
    orders = Order.objects.visible_to(user).select_related("signed_by", "created_by__person", "revokes")
    order = get_object_or_404(orders.distinct(), pk=pk)
    require(user, permission, order)
    return order


def acquaintance_for(user: User, pk: int, permission: str) -> Acquaintance:
    """The line of an order's sheet: 404 when this user may not know of the order."""
    rows = Acquaintance.objects.filter(order__in=Order.objects.visible_to(user)).select_related("order", "person")
    row = get_object_or_404(rows, pk=pk)
    require(user, permission, row.order)
    return row


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


def obstacles(order: Order, user: User, on: date) -> list[tuple[Violation, str]]:
    """What would forbid signing the draft on the day, for those who prepare or sign it."""
    if not order.is_draft or not (can(user, "order.sign", order) or can(user, "order.draft", order)):
        return []
    power = power_bars("приказ", on, user.person_id) if can(user, "order.sign", order) else []
    return [*((bar, "") for bar in power), *kind_of(order).obstacles(order, on)]


def acquaintances(order: Order, user: User) -> QuerySet[Acquaintance]:
    """Who reads the order: offices see everybody, a person named in it only oneself."""
    rows = order.acquaintances.select_related("person")
    return rows if user.offices & READING_OFFICES else rows.filter(person=user.person_id)


def scans(order: Order, user: User, paper: str) -> QuerySet[Scan]:
    """The scans of the signed paper, for the offices that keep orders."""
    found = Scan.objects.of(paper, order.pk)
    return found if user.offices & READING_OFFICES else found.none()


def timeline(order: Order, user: User) -> list[history.Entry]:
    """What happened to the order and who of the visible has read it.

    Whoever it merely names is told that it was signed or revoked; what its drafts said is the offices' business.
    """
    visible = acquaintances(order, user).values("pk")
    told = history.versions(Order).filter(id=order.pk)
    if not user.offices & READING_OFFICES:
        told = told.filter(status__in=SIGNED).exclude(history_change_reason=LATE)
    return history.timeline(told, history.versions(Acquaintance).filter(id__in=visible))
