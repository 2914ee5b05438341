"""What may be done with an order now."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.orders import queries, rules
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Acquaintance, Assignment, Order


def _draft_bars(order: Order) -> Iterator[Violation]:
    return rules.draft_violations(order.is_draft, order.get_status_display())


def _revocation_bars(order: Order) -> Iterator[Violation]:
    kind, in_force = kind_of(order), order.status == Order.Status.SIGNED
    if in_force and kind.revocable:
        yield from kind.revoking(order, timezone.localdate())
    yield from rules.revocation_violations(
        rules.Revocation(
            in_force=in_force,
            status_word=order.get_status_display(),
            kind=kind.name,
            revocable=kind.revocable,
            prepared=Order.objects.filter(revokes=order).exists(),
        )
    )


def _signature_bars(order: Order) -> Iterator[Violation]:
    return rules.signed_violations(order.is_signed)


def _unread(order: Order, user: Any) -> bool:
    return order.acquaintances.filter(person=user.person_id, acknowledged_on=None).exists()


def _waits(row: Acquaintance, user: Any) -> bool:
    return row.acknowledged_on is None and not queries.paper_bars(row, user)


def fulfilment(row: Assignment) -> rules.Fulfilment:
    """Where what was assigned is on its way."""
    in_force = row.order.status == Order.Status.SIGNED
    return rules.Fulfilment(in_force=in_force, done_on=row.done_on, signed_on=row.order.signed_on)


def _task_bars(row: Assignment) -> Iterator[Violation]:
    return rules.open_violations(fulfilment(row))


def _open(row: Assignment, user: Any) -> bool:
    return row.done_on is None and row.order.status == Order.Status.SIGNED


def _archive_copy(order: Order) -> str:
    return reverse("archive:paper", args=[kind_of(order).paper, order.pk, "pdfa"])


def _sheet(order: Order) -> str:
    return reverse("archive:paper", args=["D32", order.pk, "pdf"])


SIGN = Act[Order](
    permission="order.sign", page="orders:sign", label="Подписать приказ", bars=_draft_bars, level="primary"
)
TO_SIGN = Act[Order](
    permission="order.draft", page="orders:to_sign", label="Напечатать на подпись ручкой", bars=_draft_bars
)
REGISTER = Act[Order](
    permission="order.register", page="orders:register_signed", label="Подписан ручкой: внести", bars=_draft_bars
)
ACKNOWLEDGE = Act[Order](
    permission="order.acknowledge",
    page="orders:acknowledge",
    label="Я ознакомлен(а) с приказом",
    asks=_unread,
    level="primary",
    post=True,
)
ACQUAINT = Act[Acquaintance](
    permission="order.acquaint", page="orders:acquaint", label="Подписал на бумаге", asks=_waits
)
FULFIL = Act[Assignment](
    permission="order.fulfil", page="orders:fulfil", label="Отметить выполнение", bars=_task_bars, asks=_open
)
PDF = Act[Order](permission="order.view", page="orders:pdf", label="PDF")
WORD = Act[Order](permission="order.view", page="orders:word", label="Word")
EDIT = Act[Order](permission="order.draft", page="orders:edit", label="Изменить текст", bars=_draft_bars)
DISCARD = Act[Order](permission="order.discard", page="orders:discard", label="Отклонить проект", bars=_draft_bars)
REVOKE = Act[Order](
    permission="order.revoke", page="orders:revoke", label="Отменить приказ другим приказом", bars=_revocation_bars
)
MARK = Act[Order](
    permission="order.mark",
    page="orders:certificate",
    label="Загрузить файл электронной подписи",
    bars=_signature_bars,
)
PACK = Act[Order](
    permission="paper.package", page="archive:order_package", label="Собрать все бумаги приказа", post=True
)
ARCHIVE_COPY = Act[Order](permission="order.view", page=_archive_copy, label="PDF/A для архива", bars=_signature_bars)
SHEET = Act[Order](permission="order.list", page=_sheet, label="Лист ознакомления", bars=_signature_bars)

ON_CARD = (SIGN, TO_SIGN, REGISTER, ACKNOWLEDGE, PDF, WORD)
OF_DRAFT = (EDIT, DISCARD)
PAPERS = (ARCHIVE_COPY, SHEET)
MORE = (MARK, REVOKE)
