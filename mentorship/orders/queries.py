"""Reading orders: the object for this user, rows of the register, what stands on the card."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core import history
from mentorship.documents.models import Scan
from mentorship.orders.kinds.base import KINDS
from mentorship.orders.models import READING_OFFICES, Acquaintance, Order
from mentorship.people.models import User


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
    return history.timeline(order, history.versions(Acquaintance).filter(id__in=visible))
