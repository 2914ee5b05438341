"""What must be true of any order, whatever its kind. Plain Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.regulation.duties import Duty
from mentorship.regulation.limits import COMMON_SENSE

CONFIRM = "Исправьте или отметьте внизу «Дата и номер необычные, но верные»."
LONG_AGO_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The facts of one signature."""

    is_draft: bool
    status_word: str
    signed_on: date
    today: date
    item_count: int
    items_outdated: bool = False
    missing: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    confirmed: bool = True
    last_signed_on: date | None = None
    acts_from: date | None = None
    acts_by_date: bool = False


def draft_violations(is_draft: bool, status_word: str) -> Iterator[Violation]:
    """Only a draft is changed, signed or discarded."""
    if not is_draft:
        yield COMMON_SENSE.forbids(
            "order_draft",
            f"Этот приказ уже не проект: он {status_word}",
            "Обновите страницу. Изменить подписанный приказ можно только другим приказом.",
        )


def signing_violations(signing: Signing) -> Iterator[Violation]:
    """Why this order may not be signed now."""
    yield from draft_violations(signing.is_draft, signing.status_word)
    if signing.signed_on > signing.today:
        yield COMMON_SENSE.forbids(
            "order_date",
            f"Дата приказа {signing.signed_on:%d.%m.%Y} ещё не наступила",
            "Укажите сегодняшний день или день, когда приказ подписан на бумаге.",
        )
    if signing.is_draft and not signing.item_count:
        yield COMMON_SENSE.forbids(
            "order_items",
            "В приказе нет ни одного пункта",
            "Отклоните этот проект и подготовьте новый.",
        )
    if signing.items_outdated:
        yield COMMON_SENSE.forbids(
            "order_items",
            "Пункты правили вручную, а сведения, о которых они говорят, с тех пор изменились",
            "Откройте «Изменить текст»: поправьте пункты или верните их к образцу.",
        )
    for where in signing.unfinished:
        yield COMMON_SENSE.forbids(
            "order_words",
            f"Текст не дописан: {where}",
            "Откройте «Изменить текст»: впишите недостающее вместо черты или фигурных скобок.",
        )
    if not signing.confirmed and (strange := _strange_day(signing)):
        yield COMMON_SENSE.forbids("order_date", strange, CONFIRM)
    if signing.missing:
        yield COMMON_SENSE.forbids(
            "order_institution",
            f"Для приказа не хватает сведений об учреждении: {', '.join(signing.missing)}",
            "Заполните их на странице «Оформление бумаг».",
        )


def _strange_day(signing: Signing) -> str:
    """What is unusual about the day, in words; empty when it is an ordinary day."""
    day, shown = signing.signed_on, f"Дата приказа {signing.signed_on:%d.%m.%Y}"
    if day.year != signing.today.year:
        return f"{shown} — другого года"
    if (signing.today - day).days > LONG_AGO_DAYS:
        return f"{shown} — больше месяца назад"
    if signing.last_signed_on and day < signing.last_signed_on:
        return f"{shown} раньше последнего приказа журнала, от {signing.last_signed_on:%d.%m.%Y}"
    if signing.acts_by_date and day < signing.today:
        return f"Приказ действует со своей даты, {day:%d.%m.%Y}, то есть задним числом"
    if signing.acts_from and signing.acts_from < day:
        return f"Приказ действует с {signing.acts_from:%d.%m.%Y}, это раньше его даты, {day:%d.%m.%Y}"
    return ""


def unfinished(heading: str, preamble: str, items: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Where lines to write on or braces are left in the words of an order; items come as (number, text)."""
    parts = [("заголовок", heading), ("основания", preamble), *((f"пункт {number}", text) for number, text in items)]
    return tuple(where.rstrip(".") for where, text in parts if "___" in text or "{" in text or "}" in text)


def signed_violations(is_signed: bool) -> Iterator[Violation]:
    """The mark of an electronic signature belongs to a signed order (legal.md 5.10)."""
    if not is_signed:
        yield COMMON_SENSE.forbids(
            "order_mark", "Приказ ещё не подписан", "Сначала подпишите приказ, потом загрузите файл подписи."
        )


def acquaintance_violations(on: date, signed_on: date | None, today: date) -> Iterator[Violation]:
    """An order is read from the day it is signed until today."""
    if signed_on is not None and on < signed_on:
        yield COMMON_SENSE.forbids(
            "acquaintance", f"День {on:%d.%m.%Y} раньше приказа, {signed_on:%d.%m.%Y}", "Укажите день с листа."
        )
    elif on > today:
        yield COMMON_SENSE.forbids("acquaintance", f"День {on:%d.%m.%Y} ещё не наступил", "Укажите день с листа.")


@dataclass(frozen=True, slots=True)
class Mark:
    """The facts of a mark about an electronic signature."""

    signed_on: date | None
    starts_on: date
    ends_on: date


def mark_violations(mark: Mark) -> Iterator[Violation]:
    """Only a signed order bears the mark, and only of a certificate that was valid on its day (legal.md 5.10)."""
    yield from signed_violations(mark.signed_on is not None)
    if mark.signed_on is not None and not mark.starts_on <= mark.signed_on <= mark.ends_on:
        yield COMMON_SENSE.forbids(
            "order_mark",
            f"Сертификат действует с {mark.starts_on:%d.%m.%Y} по {mark.ends_on:%d.%m.%Y}, "
            f"а приказ подписан {mark.signed_on:%d.%m.%Y}",
            "Загрузите сертификат, которым подписан этот приказ.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """The facts about an order that is to be revoked by another one."""

    in_force: bool
    status_word: str
    kind: str
    revocable: bool
    prepared: bool


def revocation_violations(facts: Revocation) -> Iterator[Violation]:
    """Why this order may not be revoked."""
    if not facts.in_force:
        yield COMMON_SENSE.forbids(
            "order_revoke",
            f"Отменить можно только действующий приказ, а этот — {facts.status_word}",
            "Проект отклоняют, а не отменяют; уже отменённый приказ отменять не нужно.",
        )
    elif not facts.revocable:
        yield COMMON_SENSE.forbids(
            "order_revoke",
            f"Приказ вида «{facts.kind}» не отменяют",
            "Подготовьте новый приказ, который меняет положение дел дальше.",
        )
    elif facts.prepared:
        yield COMMON_SENSE.forbids(
            "order_revoke", "Проект приказа об отмене уже подготовлен", "Подпишите или отклоните его."
        )


def signing_duty(order_id: int, heading: str) -> Duty:
    """The director signs what has been prepared."""
    return COMMON_SENSE.owes(
        "order_needed",
        what="Подписать приказ или отклонить проект",
        about=heading,
        due_on=None,
        target="orders:card",
        pk=order_id,
        office="director",
    )


def acquaintance_duty(order_id: int, title: str, person_id: int, name: str, signed_on: date) -> Duty:
    """Everybody whom an order names reads it."""
    return COMMON_SENSE.owes(
        "acquaintance",
        what="Ознакомиться с приказом",
        about=f"{title} — {name}",
        due_on=None,
        target="orders:card",
        pk=order_id,
        owner=person_id,
        since=signed_on,
    )


def collecting_duty(order_id: int, title: str, people: int) -> Duty:
    """Whoever has no login reads the order on paper, and somebody brings it to them."""
    return COMMON_SENSE.owes(
        "acquaintance",
        what="Ознакомить с приказом под подпись",
        about=f"{title} — без логина {people} {plural(people, 'человек', 'человека', 'человек')}",
        due_on=None,
        target="orders:card",
        pk=order_id,
        office="clerk",
    )
