"""D50: the journal of signed and revoked orders on mentorship."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from mentorship.orders.models import Order
from mentorship.orders.queries import read_counts
from mentorship.people.names import paper_name
from mentorship.people.registers import NOTHING, Register, register
from mentorship.regulation.queries import institution


def order_rows(on: date) -> Iterator[tuple[str, ...]]:
    """The orders signed by the day, newest last."""
    return order_cells(Order.objects.filter(signed_on__lte=on))


def order_cells(orders: QuerySet[Order]) -> Iterator[tuple[str, ...]]:
    """The lines of the journal for these orders; drafts have none."""
    kept = Order.objects.signed().filter(pk__in=orders.order_by().values("pk"))
    rows = kept.select_related("signed_by", "created_by__person", "revoked_by")
    listed = list(rows.defer("snapshot", "revoked_by__snapshot").order_by("signed_on", "pk"))
    read, first = read_counts(listed), institution().profile().text_initials_first
    for order in listed:
        signer = order.signed_by
        executor = order.created_by.person if order.created_by else None
        yield (
            order.number,
            f"{order.signed_on:%d.%m.%Y}",
            heading(order),
            paper_name(signer, initials_first=first) if signer else NOTHING,
            paper_name(executor, initials_first=first) if executor else NOTHING,
            order.journal,
            read.get(order.pk, NOTHING),
        )


def heading(order: Order) -> str:
    """The heading, and by which order this one has been revoked."""
    if order.status != Order.Status.REVOKED:
        return order.heading
    by = order.revoked_by
    return f"{order.heading}\n(отменён приказом от {by.signed_on:%d.%m.%Y} №\N{NO-BREAK SPACE}{by.number})"


ORDERS = Register(
    code="D50",
    label="Журнал регистрации приказов по наставничеству",
    rows=order_rows,
    columns=(
        ("Номер приказа", 8),
        ("Дата", 8),
        ("Заголовок", 34),
        ("Подписал", 12),
        ("Исполнитель", 12),
        ("Журнал", 11),
        ("Ознакомлены", 11),
    ),
)


def declare() -> None:
    """Make the journal known to the catalogue."""
    register(ORDERS)
