"""What the Labour Code says between the mentor and the employer (ТК ст. 351.8). Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mentorship.core.refusal import Violation
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

LAW_FROM = date(2025, 3, 1)  # Федеральный закон 09.11.2024 № 381-ФЗ (legal.md 1.1)
LONG_AGO = timedelta(days=366)
CONFIRM = "Исправьте или отметьте внизу «День необычный, но верный»."


@dataclass(frozen=True, slots=True, kw_only=True)
class Labour:
    """What decides whether the article speaks of this mentor in this pair (legal.md 1.1, 1.7, 1.10, 1.13)."""

    limits: Limits
    name: str
    ordered_on: date | None  # the order of the pair; None before it
    is_employee: bool = True
    outside_basis: str = ""
    in_job: bool = False
    in_job_basis: str = ""
    is_head: bool = False
    waived: str = ""  # why the agreement is not applied, in the curator's words


def exempt(facts: Labour) -> str:
    """Why the article is not applied, in words; empty when it is."""
    if facts.ordered_on and facts.ordered_on < LAW_FROM:
        return f"пара закреплена до {LAW_FROM:%d.%m.%Y}, когда статья вступила в силу"
    if not facts.is_employee:
        return f"внешний наставник; основание: {facts.outside_basis or 'не указано'}"
    if facts.in_job:
        return f"наставничество входит в должностные обязанности: {facts.in_job_basis}"
    return f"не применяется: {facts.waived}" if facts.waived else ""


def needs_agreement(facts: Labour) -> bool:
    """An employee appointed since the article is in force signs an agreement, where the setting is on."""
    return facts.limits.agreement_required and not exempt(facts)


def agreement_notes(facts: Labour, *, signed: bool, starts_on: date) -> Iterator[Violation]:
    """What the gate reminds of; the order is not held up, for the law asks for consent first (legal.md 1.2)."""
    limits = facts.limits
    if limits.agreement_required and not facts.is_employee and not facts.outside_basis:
        yield limits.warns(
            "outside_basis",
            f"Не указано, по какому договору работает внешний наставник: {facts.name}",
            "Запишите договор ГПХ или сетевой договор в банке наставников.",
            by="agreement",
        )
    if signed or not needs_agreement(facts):
        return
    who = "Наставник — руководитель учреждения, подписать соглашение с самим собой нельзя (ТК ст. 20, 275)"
    yield limits.warns(
        "agreement",
        who if facts.is_head else f"Дополнительное соглашение с наставником ещё не подписано: {facts.name}",
        "Его подписывает учредитель. Если соглашение не применяете, запишите почему."
        if facts.is_head
        else f"Приказ можно подписать и без него; соглашение нужно к {starts_on:%d.%m.%Y}.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft:
    """The words of a draft agreement."""

    labour: Labour
    content: str
    starts_on: date | None
    ends_on: date | None
    form: str
    pay_kind: str
    pay_value: Decimal | None
    pay_basis: str
    by_founder: bool
    founder: str
    pair_starts_on: date
    pair_ends_on: date
    left_on: date | None = None  # the mentor's last working day


def draft_violations(draft: AgreementDraft) -> Iterator[Violation]:
    """Content, term and form are obligatory (legal.md 1.3); a payment names its act (1.5), the head does not sign
    with himself (1.13)."""
    if why := exempt(draft.labour):
        yield draft.labour.limits.forbids(
            "agreement",
            f"Соглашение не нужно: {why}",
            "Исправьте запись в банке наставников.",
        )
    yield from _contents_violations(draft)
    yield from _payment_violations(draft)
    if draft.labour.is_head and not draft.by_founder:
        yield draft.labour.limits.forbids(
            "agreement",
            "Руководитель не может подписать соглашение с самим собой (ТК ст. 20, 275)",
            "Выберите, что соглашение подписывает учредитель.",
        )
    if draft.by_founder and not draft.founder.strip():
        yield draft.labour.limits.forbids(
            "agreement",
            "Не указан учредитель",
            "Напишите, кто подписывает и на основании чего.",
        )


def _contents_violations(draft: AgreementDraft) -> Iterator[Violation]:
    missing = [
        word
        for word, value in (
            ("содержание", draft.content.strip()),
            ("срок", draft.starts_on and draft.ends_on),
            ("форма", draft.form.strip()),
        )
        if not value
    ]
    starts_on, ends_on = draft.starts_on, draft.ends_on
    if missing or starts_on is None or ends_on is None:
        yield draft.labour.limits.forbids(
            "agreement",
            f"Не заполнено: {', '.join(missing)}",
            "Без них соглашения нет.",
        )
    elif ends_on < starts_on:
        yield draft.labour.limits.forbids(
            "agreement",
            f"Окончание {ends_on:%d.%m.%Y} раньше начала {starts_on:%d.%m.%Y}",
            "Исправьте даты.",
        )
    elif not draft.pair_starts_on <= starts_on <= ends_on <= draft.pair_ends_on:
        yield draft.labour.limits.forbids(
            "agreement",
            f"Срок соглашения выходит за срок пары: {draft.pair_starts_on:%d.%m.%Y}–{draft.pair_ends_on:%d.%m.%Y}",
            "Исправьте даты или сначала продлите пару.",
        )
    elif draft.left_on and draft.left_on < ends_on:
        yield draft.labour.limits.forbids(
            "agreement",
            f"Срок соглашения по {ends_on:%d.%m.%Y}, а последний рабочий день наставника {draft.left_on:%d.%m.%Y}",
            f"Окончание — не позже {draft.left_on:%d.%m.%Y}.",
        )


def _payment_violations(draft: AgreementDraft) -> Iterator[Violation]:
    if bool(draft.pay_kind) != (draft.pay_value is not None):
        yield draft.labour.limits.forbids(
            "agreement",
            "Выплата указана не полностью",
            "Укажите и чем её измеряют, и размер.",
        )
    if draft.pay_kind and not draft.pay_basis.strip():
        yield draft.labour.limits.forbids(
            "agreement",
            "Не указан локальный акт об оплате",
            "Размер берут из него: например, «Положение об оплате труда, п. 4.7».",
        )


def unsigned_violations(is_draft: bool) -> Iterator[Violation]:
    """Only a draft is changed, signed or dropped."""
    if not is_draft:
        yield COMMON_SENSE.forbids("agreement_draft", "Это соглашение уже не проект", "Обновите страницу.")


def copy_violations(is_signed: bool) -> Iterator[Violation]:
    """The employee gets a copy of what has been signed."""
    if not is_signed:
        yield COMMON_SENSE.forbids("agreement_copy", "Экземпляр вручают после подписания", "")


def payment_violations(is_signed: bool) -> Iterator[Violation]:
    """The order of payment follows what was agreed and is in force."""
    if not is_signed:
        yield COMMON_SENSE.forbids("agreement_payment", "Приказ о выплате готовят по подписанному соглашению", "")


def beginning_violations(is_open: bool, state: str) -> Iterator[Violation]:
    """An agreement is about a pair that no order has ended."""
    if not is_open:
        yield COMMON_SENSE.forbids("agreement_pair", f"Соглашение заключают, пока пара не завершена: она {state}", "")


def signing_violations(
    *, is_draft: bool, number: str, signed_on: date, on: date, limits: Limits, ordered_on: date | None = None
) -> Iterator[Violation]:
    """An agreement is signed once, on paper, not in the future; an unusual day is asked about."""
    if not is_draft:
        yield limits.forbids(
            "agreement",
            "Это соглашение уже не проект",
            "Обновите страницу.",
        )
    if not number.strip():
        yield limits.forbids(
            "agreement",
            "Не указан номер соглашения",
            "Напишите его.",
        )
    if signed_on > on:
        yield limits.forbids(
            "agreement",
            f"Подписать можно не позже сегодняшнего дня, {on:%d.%m.%Y}",
            "Исправьте дату.",
        )
    elif ordered_on and signed_on < ordered_on:
        yield limits.warns(
            "agreement",
            f"День подписания {signed_on:%d.%m.%Y} раньше приказа о закреплении {ordered_on:%d.%m.%Y}",
            CONFIRM,
        )
    elif on - signed_on > LONG_AGO:
        yield limits.warns("agreement", f"День подписания {signed_on:%d.%m.%Y} был больше года назад", CONFIRM)


def agreement_duty(pair_id: int, about: str, starts_on: date, draft_id: int | None, limits: Limits) -> Duty:
    """The agreement is signed by the beginning of the work (legal.md 1.3)."""
    return limits.owes(
        "agreement",
        what=f"{'Подписать' if draft_id else 'Подготовить'} дополнительное соглашение",
        about=about,
        due_on=starts_on,
        target="pairs:agreement" if draft_id else "pairs:new_agreement",
        pk=draft_id or pair_id,
        office="curator",
    )


def copy_duty(agreement_id: int, about: str, signed_on: date, limits: Limits) -> Duty:
    """The employee gets a copy of what was signed (legal.md 1.15)."""
    return limits.owes(
        "agreement",
        what="Вручить наставнику экземпляр соглашения",
        about=about,
        due_on=signed_on,
        target="pairs:agreement_copy",
        pk=agreement_id,
        office="curator",
    )


def term_duty(pair_id: int, about: str, agreement_ends_on: date, pair_ends_on: date, limits: Limits) -> Duty:
    """After an extension the agreement says another term than the pair: a new one is due (legal.md 1.3)."""
    return limits.owes(
        "agreement",
        what="Заключить соглашение на новый срок пары",
        about=f"{about}: в соглашении по {agreement_ends_on:%d.%m.%Y}, у пары по {pair_ends_on:%d.%m.%Y}",
        due_on=min(agreement_ends_on, pair_ends_on),
        target="pairs:new_agreement",
        pk=pair_id,
        office="curator",
    )
