"""Drafting, signing, discarding and reading orders. Nothing about a signed order changes later."""

import hashlib
import re
from datetime import date, datetime

from django.db import transaction

from mentorship.core import history
from mentorship.documents.docx import render_docx
from mentorship.documents.pdf import render_pdf
from mentorship.documents.tree import to_json
from mentorship.orders import queries, rules
from mentorship.orders.kinds import KINDS, kind_of
from mentorship.orders.models import Acquaintance, NumberRegister, Order, OrderFile
from mentorship.people.models import User
from mentorship.regulation.clauses import Violation, enforce
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution


def draft(kind: str, *, by: User, reason: str = "", revokes: Order | None = None) -> Order:
    """A new draft with the institution's own preamble and control item; call inside a transaction."""
    place = institution()
    order = Order(
        kind=kind,
        heading=KINDS[kind].title,
        preamble=place.preamble,
        control=place.control,
        reason=reason,
        revokes=revokes,
        created_by=by,
    )
    history.save(order, "Подготовлен проект приказа", by)
    return order


def title(order: Order, *, by: User) -> Order:
    """Let the kind word the heading once the draft has its subjects."""
    order.heading = kind_of(order).heading(order)
    history.save(order, "Уточнён заголовок", by)
    return order


@transaction.atomic
def edit_draft(order: Order, *, heading: str, preamble: str, control: str, by: User) -> Order:
    """Change the words of a draft; a signed order is refused."""
    order = _locked_draft(order)
    order.heading, order.preamble, order.control = heading, preamble.rstrip(", "), control
    history.save(order, "Изменён текст проекта", by)
    return order


@transaction.atomic
def sign(order: Order, *, signed_on: date, number: str, proposed: str, by: User, now: datetime) -> Order:
    """Sign: lock, check every rule again, take the number, keep the bytes, apply the effects.

    `number` equal to `proposed` (or empty) means «the next free one», so that several people
    signing at once never get the same; another number must be free (ORD-03).
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    kind = kind_of(order)
    facts = rules.Signing(
        is_draft=order.is_draft,
        status_word=order.get_status_display(),
        signed_on=signed_on,
        today=now.date(),
        item_count=len(kind.items(order, signed_on)) if order.is_draft else 0,
    )
    enforce(rules.signing_violations(facts))
    kind.lock(order)
    enforce(kind.violations(order, signed_on))
    order.year = signed_on.year
    order.number = _take_number(order, asked=number.strip(), proposed=proposed, place=institution())
    order.status, order.signed_on, order.signed_at = Order.Status.SIGNED, signed_on, now
    order.signed_by = by.person
    _keep_paper(order)
    history.save(order, f"Приказ подписан: № {order.number}", by)
    _keep_files(order)
    for person in kind.people(order):
        Acquaintance.objects.get_or_create(order=order, person=person)
    kind.take_effect(order, by=by)
    return order


def _take_number(order: Order, *, asked: str, proposed: str, place: Institution) -> str:
    NumberRegister.objects.get_or_create(journal=order.journal, year=order.year)
    # The locked row makes two signatures wait for each other.
    register = NumberRegister.objects.select_for_update().get(journal=order.journal, year=order.year)
    free, count = queries.free_number(place, order.journal, order.year, register.last)
    if asked and asked != proposed and asked != free:
        enforce(rules.number_violations(asked, queries.taken_by(asked, order.journal, order.year), free))
        free, count = asked, _leading_count(asked)
    register.last = max(register.last, count)
    register.save(update_fields=["last"])
    return free


def _leading_count(number: str) -> int:
    """5 of «5/1-п.о.д.»; 0 when the number does not begin with digits."""
    digits = re.match(r"\d{1,6}", number)
    return int(digits.group()) if digits else 0


def _keep_paper(order: Order) -> None:
    document = queries.build_paper(order, order.number, order.signed_on)
    order.snapshot = to_json(document)


def _keep_files(order: Order) -> None:
    document, profile = queries.paper(order), institution().profile()
    for format, content in (
        (OrderFile.Format.PDF, render_pdf(document, profile)),
        (OrderFile.Format.DOCX, render_docx(document, profile)),
    ):
        digest = hashlib.sha256(content).hexdigest()
        OrderFile.objects.create(order=order, format=format, content=content, sha256=digest)


@transaction.atomic
def discard(order: Order, *, reason: str, by: User) -> Order:
    """Drop a draft with a reason; what it had collected is free again."""
    order = _locked_draft(order)
    kind_of(order).discard(order, by=by)
    order.status, order.reason, order.revokes = Order.Status.DISCARDED, reason, None
    history.save(order, "Проект отклонён", by)
    return order


@transaction.atomic
def draft_revocation(order: Order, *, reason: str, by: User) -> Order:
    """Prepare the order that revokes a signed one (a signed order changes in no other way)."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    enforce(revocation_violations(order))
    revocation = draft("revocation", by=by, reason=reason, revokes=order)
    return title(revocation, by=by)


def revocation_violations(order: Order) -> list[Violation]:
    """Why this order may not be revoked."""
    if order.status != Order.Status.SIGNED:
        return [Violation(
            "order_revoke", "", f"Отменить можно только действующий приказ, а этот — {order.get_status_display()}",
            "Проект отклоняют, а не отменяют; уже отменённый приказ отменять не нужно.",
        )]  # fmt: skip
    if not kind_of(order).revocable:
        return [Violation(
            "order_revoke", "", f"Приказ вида «{kind_of(order).title}» не отменяют",
            "Подготовьте новый приказ, который меняет положение дел дальше.",
        )]  # fmt: skip
    if Order.objects.filter(revokes=order).exists():
        return [Violation(
            "order_revoke", "", "Проект приказа об отмене уже подготовлен", "Подпишите или отклоните его.",
        )]  # fmt: skip
    return []


@transaction.atomic
def acknowledge(acquaintance: Acquaintance, *, on: date, method: str, by: User) -> Acquaintance:
    """The person has read the order; a second click changes nothing."""
    acquaintance = Acquaintance.objects.select_for_update().get(pk=acquaintance.pk)
    if acquaintance.acknowledged_on is None:
        acquaintance.acknowledged_on, acquaintance.method = on, method
        history.save(acquaintance, f"Ознакомление с приказом: {acquaintance.person.short_name}", by)
    return acquaintance


def _locked_draft(order: Order) -> Order:
    order = Order.objects.select_for_update().get(pk=order.pk)
    if not order.is_draft:
        enforce([Violation(
            "order_draft", "", f"Этот приказ уже не проект: он {order.get_status_display()}",
            "Обновите страницу. Изменить подписанный приказ можно только другим приказом.",
        )])  # fmt: skip
    return order
