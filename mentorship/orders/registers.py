"""D50: the journal of signed and revoked orders on mentorship."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from mentorship.core.naming import names_of
from mentorship.orders.models import Order, OrderPerson
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
        executor = order.created_by.person if order.created_by else None
        yield (
            order.number,
            f"{order.signed_on:%d.%m.%Y}",
            heading(order),
            _signer(order, first),
            paper_name(executor, initials_first=first) if executor else NOTHING,
            order.journal,
            read.get(order.pk, NOTHING),
        )


def _signer(order: Order, initials_first: bool) -> str:
    """Who signed, as the paper calls them."""
    if order.signed_by is None or order.signed_on is None:
        return NOTHING
    with names_of(order.signed_on):
        return paper_name(order.signed_by, initials_first=initials_first)


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


def incentive_cells(rows: QuerySet[OrderPerson]) -> Iterator[tuple[str, ...]]:
    """The lines of the register of incentives."""
    for row in rows:
        day = f"{row.order.signed_on:%d.%m.%Y}"
        yield row.person.full_name, row.role, row.order.values.get("заслуги", ""), day, row.order.number


INCENTIVES = Register(
    code="",  # a list to download, no paper of the catalogue
    label="Реестр поощрений",
    rows=lambda on: incentive_cells(OrderPerson.objects.none()),
    columns=(("Сотрудник", 30), ("Поощрение", 15), ("За что", 29), ("Дата приказа", 12), ("Номер приказа", 10)),
)


def declare() -> None:
    """Make the journal known to the catalogue."""
    register(ORDERS)
