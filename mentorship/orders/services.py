"""Drafting, signing, discarding and reading orders. Nothing about a signed order changes later."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from mentorship.core.forms.shown import CHANGED, Shown
from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.documents import keeping
from mentorship.documents.certificate import Certificate
from mentorship.documents.codes import code_of
from mentorship.documents.html import numbered
from mentorship.documents.tree import Document, Item
from mentorship.documents.wording import Values, fill
from mentorship.orders import acts, queries, rules
from mentorship.orders.kinds.base import KINDS, kind_of
from mentorship.orders.models import Acquaintance, Assignment, CertificateMark, Order, OrderPerson
from mentorship.orders.numbering.queries import last_signed_on
from mentorship.orders.numbering.services import take_number
from mentorship.orders.papers import (
    build_paper,
    draft_day,
    items_by_kind,
    order_items,
    paper,
    paper_to_sign,
    shown_order,
)
from mentorship.orders.signals import order_signed
from mentorship.people.accounts.queries import headless_bars, power_bars
from mentorship.people.accounts.services import hold_heads, tell_guardians
from mentorship.people.alerts.services import did
from mentorship.people.models import Person, User
from mentorship.people.values import head_in_signature
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import unknown_words

OTHER_DAY = (
    "С датой {day:%d.%m.%Y} этот приказ говорит или делает другое, поэтому ничего не записано. Что меняется, показано "
    "ниже: проверьте и подтвердите ещё раз. Всё, что вы набрали, осталось."
)


def draft(
    kind: str, *, by: User, reason: str = "", revokes: Order | None = None, values: dict[str, str] | None = None
) -> Order:
    """A new draft; call inside a transaction, and `word` it once it has its subjects."""
    known = KINDS[kind]
    order = Order(
        kind=kind,
        heading=known.name,
        journal=revokes.journal if revokes else known.journal,
        reason=reason,
        revokes=revokes,
        values=values or {},
        created_by=by,
    )
    record(order, "Подготовлен проект приказа", by)
    return order


def word(order: Order, *, by: User) -> Order:
    """Let the kind word the heading, the bases and the control item for the draft's subjects."""
    kind, place, on = kind_of(order), institution(), draft_day(order)
    values = kind.values(order, on, None)
    order.heading = kind.heading(order, on)
    order.preamble = kind.preamble(order, fill(kind.text.preamble or place.preamble, values))
    order.control = fill(kind.text.control or place.control, values)
    record(order, "Составлен текст", by)
    return order


@transaction.atomic
def draft_worded(kind: str, *, values: dict[str, str], people: Mapping[str, Iterable[Person]], by: User) -> Order:
    """Prepare an order of words: what was typed, and whom it names in which role."""
    short = {field.key for field in KINDS[kind].text.fields if field.kind == "text"}
    said = {key: rules.unstopped(typed) if key in short else typed for key, typed in values.items()}
    order = draft(kind, by=by, values=said)
    OrderPerson.objects.bulk_create(
        OrderPerson(order=order, role=role, person=person) for role, named in people.items() for person in named
    )
    kind_of(order).prepare(order, by=by)
    return word(order, by=by)


@transaction.atomic
def edit_draft(
    order: Order, *, heading: str, preamble: str, items: str, control: str, by: User, checked: bool = False
) -> Order:
    """Change the words of a draft; a signed order and an unknown placeholder are refused.

    No items, or items as the kind words them, follow the facts; changed ones stay as typed. Those that stand
    unchanged are held against the facts of the day they were typed, unless somebody has `checked` them.
    """
    order = _locked_draft(order)
    on = draft_day(order)
    texts = {"heading": heading, "preamble": preamble, "items": items, "control": control}
    _refuse_unknown(texts, kind_of(order).known(on))
    generated = items_by_kind(order, on)
    own = "" if _same_words(items, generated) else items
    if checked or not own or not _same_words(own, order.items):
        order.items_basis = generated if own else ""
    order.items = own
    order.heading, order.preamble, order.control = heading, preamble.rstrip(", "), control
    record(order, "Изменён текст проекта", by)
    return order


def _refuse_unknown(texts: dict[str, str], known: Values) -> None:
    """A placeholder that nothing can fill is named beside its own field."""
    wrong = {name: [str(found) for found in unknown_words(text, known)] for name, text in texts.items()}
    if any(wrong.values()):
        raise ValidationError({name: found for name, found in wrong.items() if found})


def _same_words(one: str, other: str) -> bool:
    return one.split() == other.split()


@transaction.atomic
def sign(
    order: Order,
    *,
    signed_on: date,
    number: str,
    proposed: str,
    by: User,
    now: datetime,
    confirmed: bool = False,
    seen: str | None = None,
    signer: Person | None = None,
) -> Order:
    """Sign: lock, check every rule again, take the number, keep the bytes, apply the effects.

    An unusual day or number (another year, far ahead of the journal) is taken only when `confirmed`.
    `seen` is the fingerprint of what the head has been shown: the order as it is signed on that very day.

    Given the `signer`, who has signed it on paper with a pen, the user only registers that (ORD-03).

    `number` equal to `proposed` (or empty) means «the next free one», so that several people
    signing at once never get the same; another number must be free (ORD-03).
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    kind = kind_of(order)
    found = list(rules.signing_violations(_facts(order, signed_on, now.date(), confirmed=confirmed, by=by)))
    if order.is_draft:
        kind.lock(order)
        found += kind.violations(order, signed_on)
        found += queries.task_bars(order, signed_on)
        found += [] if confirmed else [*queries.naming_bars(order, signed_on), *queries.away_bars(signed_on)]
        hold_heads()
        found += power_bars("приказ", signed_on, signer.pk if signer else by.person_id, on_paper=signer is not None)
        found += queries.own_office_bars(order, signed_on, by) if signer else []
    enforce(found)
    if seen is not None:
        _require_shown(order, signed_on, seen, now.date())
    order.year = signed_on.year
    order.number = take_number(
        institution(), order.journal, order.year, asked=number.strip(), proposed=proposed, confirmed=confirmed
    )
    order.status, order.signed_on = Order.Status.SIGNED, signed_on
    if signer:
        order.signed_by, order.recorded_by = signer, by
    else:
        order.signed_by, order.signed_at = by.person, now
    _keep_text(order, signed_on)
    record(order, f"Приказ подписан{' на бумаге, внесён' if signer else ''}: № {order.number}", by)
    keeping.keep(_issue(order, signed_on))
    readers = [Acquaintance(order=order, person=person) for person in kind.people(order)]
    bulk_create_with_history(readers, Acquaintance, default_user=by)
    bulk_create_with_history(kind.tasks(order, signed_on), Assignment, default_user=by)
    officers = kind.officers(order, signed_on) if signer else []
    kind.take_effect(order, by=by)
    if officers:
        _tell_of_offices(order, officers, by)
    order_signed.send(Order, order=order, by=by)
    return order


def _tell_of_offices(order: Order, officers: Iterable[Person], by: User) -> None:
    """Offices have changed by a paper that only one has seen: the head and the administrators learn of it."""
    assert order.signed_on
    number, names = f"№ {order.number} от {order.signed_on:%d.%m.%Y}", ", ".join(one.short_name for one in officers)
    words = f"{did(by, 'записал')} с бумаги приказ {number}: он даёт или заканчивает роли. Кому: {names}"
    words = words.removesuffix(".") + "."
    tell_guardians(words, timezone.localdate(), but=(by.person_id,), url=order.get_absolute_url())


def shown_on(order: Order, day: date, *, by: User) -> Shown:
    """The order as it is signed on that day; what signing settles first is settled and taken back."""
    with transaction.atomic():
        if order.is_draft:
            kind_of(order).settle(order, day, by=by)
        found = shown_order(order, day)
        transaction.set_rollback(True)
    return found


def _require_shown(order: Order, signed_on: date, seen: str, today: date) -> None:
    """Refuse unless these are the words of that day that were shown; the page opens with those of today."""
    mark = shown_order(order, signed_on).mark
    same_day = seen == mark or seen != shown_order(order, today).mark
    require_shown(seen, mark, changed=CHANGED if same_day else OTHER_DAY.format(day=signed_on))


def _facts(order: Order, signed_on: date, today: date, *, confirmed: bool, by: User) -> rules.Signing:
    """What the rules of signing decide on."""
    outdated = order.is_draft and is_outdated(order)
    item_count, unfinished = _final_words(order, signed_on, by) if order.is_draft else (0, ())
    return rules.Signing(
        is_draft=order.is_draft,
        status_word=order.get_status_display(),
        signed_on=signed_on,
        today=today,
        item_count=item_count,
        items_outdated=outdated,
        worded_for=worded_for(order, signed_on) if order.is_draft else None,
        missing=missing(institution()),
        unfinished=unfinished,
        confirmed=confirmed,
        last_signed_on=last_signed_on(order.journal, signed_on.year),
        acts_from=kind_of(order).acts_from(order),
        ends_on=kind_of(order).ends_on(order),
        acts_by_date=kind_of(order).acts_by_date,
    )


def _final_words(order: Order, signed_on: date, by: User) -> tuple[int, tuple[str, ...]]:
    """How many items the order has on that day, and which of its parts still have lines to write on or braces."""
    kind_of(order).settle(order, signed_on, by=by)
    values = kind_of(order).values(order, signed_on, signed_on)
    items = order_items(order, signed_on, signed_on, values)
    parts = numbered((*items, Item(fill(order.control, values))))
    return len(items), rules.unfinished(fill(order.heading, values), fill(order.preamble, values), parts)


def is_outdated(order: Order) -> bool:
    """The items were edited by hand, and what they speak of has changed since."""
    return bool(order.items) and order.items_basis != items_by_kind(order, draft_day(order))


def worded_for(order: Order, signed_on: date) -> date | None:
    """The day for which the items were typed by hand, where on that of the signature the kind words them otherwise."""
    day = draft_day(order)
    changed = bool(order.items) and items_by_kind(order, day) != items_by_kind(order, signed_on)
    return day if changed else None


def to_sign(order: Order, day: date, *, by: User, today: date) -> Document:
    """The draft as a paper that the head signs with a pen on that day: its words, its date, a line for the number.

    What could not be signed on that day is not printed for it; a tick may answer what is only unusual.
    """
    with transaction.atomic():
        if order.is_draft:
            enforce(rules.print_day_violations(day, today))
            kind, facts = kind_of(order), _facts(order, day, max(day, today), confirmed=True, by=by)
            bars = [*rules.signing_violations(facts), *kind.violations(order, day)]
            enforce([*bars, *queries.task_bars(order, day), *headless_bars(day)])
        found = paper_to_sign(order, day)
        transaction.set_rollback(True)
    return found


def missing(place: Institution) -> tuple[str, ...]:
    """Facts of the institution without which no order is printed."""
    facts = {"строки бланка": place.letterhead, "должность руководителя": place.head_title}
    return tuple(name for name, value in facts.items() if not value.strip())


def _keep_text(order: Order, signed_on: date) -> None:
    code = code_of(kind_of(order).paper, order.pk)
    document = build_paper(order, order.number, signed_on, signed_on)
    order.snapshot = keeping.dump(replace(document, code=code), institution().profile())


def _issue(order: Order, signed_on: date) -> keeping.Issue:
    assert order.signed_by is not None  # it has just been signed
    post, _ = head_in_signature(institution(), signed_on)
    signer = f"{order.signed_by.full_name_on(signed_on)}, {post}{', на бумаге' if order.recorded_by_id else ''}"
    return keeping.Issue(
        paper=kind_of(order).paper, subject=order, on=signed_on, signers=(signer,), build=lambda: paper(order)
    )


@transaction.atomic
def discard(order: Order, *, reason: str, by: User) -> Order:
    """Drop a draft with a reason; what it had collected is free again."""
    order = _locked_draft(order)
    kind_of(order).discard(order, by=by)
    order.status, order.reason, order.revokes = Order.Status.DISCARDED, reason, None
    record(order, "Проект отклонён", by)
    return order


@transaction.atomic
def draft_revocation(order: Order, *, reason: str, by: User) -> Order:
    """Prepare the order that revokes a signed one (a signed order changes in no other way)."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    acts.REVOKE.require(order)
    revocation = draft("revocation", by=by, reason=reason, revokes=order)
    return word(revocation, by=by)


@transaction.atomic
def acknowledge(acquaintance: Acquaintance, *, on: date, method: str, by: User, today: date) -> Acquaintance:
    """The person has read the order; a second click changes nothing.

    On paper nobody writes it down for another participant of a pair of theirs that the order names.
    """
    acquaintance = Acquaintance.objects.select_for_update().get(pk=acquaintance.pk)
    bars = queries.paper_bars(acquaintance, by) if method == Acquaintance.Method.PAPER else []
    enforce([*bars, *rules.acquaintance_violations(on, acquaintance.order.signed_on, today)])
    if acquaintance.acknowledged_on is None:
        acquaintance.acknowledged_on, acquaintance.method = on, method
        record(acquaintance, f"Ознакомление с приказом: {acquaintance.person.short_name}", by)
    return acquaintance


@transaction.atomic
def fulfil(assignment: Assignment, *, on: date, result: str = "", url: str = "", by: User, today: date) -> Assignment:
    """What the order told somebody to do is done: marked by that person or for them, by the day of the paper.

    What was to be put on the site is done when its address is given (ADM-05, PUB-09).
    """
    Order.objects.select_for_update().get(pk=assignment.order_id)
    assignment = Assignment.objects.select_related("order", "person").get(pk=assignment.pk)
    enforce(rules.fulfilment_violations(acts.fulfilment(assignment), on, today))
    enforce(rules.address_violations(assignment.what, url))
    assignment.done_on, assignment.result, assignment.url = on, result, url
    record(assignment, f"Поручение выполнено: {assignment.what}", by)
    kind_of(assignment.order).fulfilled(assignment, by=by, today=today)
    return assignment


@transaction.atomic
def mark_certificate(order: Order, *, file: bytes, certificate: Certificate, by: User) -> CertificateMark:
    """Keep what the certificate of the electronic signature says; a new file takes the place of the old."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    acts.MARK.require(order)
    facts = rules.Mark(order.signed_on, certificate.starts_on, certificate.ends_on)
    enforce(rules.mark_violations(facts))
    mark = CertificateMark.objects.filter(order=order).first() or CertificateMark(order=order)
    mark.serial, mark.owner, mark.content = certificate.serial, certificate.owner, file
    mark.starts_on, mark.ends_on = certificate.starts_on, certificate.ends_on
    record(mark, f"Загружена электронная подпись приказа № {order.number}", by)
    return mark


def _locked_draft(order: Order) -> Order:
    order = Order.objects.select_for_update().get(pk=order.pk)
    acts.EDIT.require(order)
    return order
