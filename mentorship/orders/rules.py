"""What must be true of any order, whatever its kind. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.regulation.clauses import Duty, Violation


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


def signing_violations(signing: Signing) -> Iterator[Violation]:
    """Why this order may not be signed now."""
    if not signing.is_draft:
        yield Violation(
            "order_draft", "", f"Этот приказ уже не проект: он {signing.status_word}",
            "Обновите страницу. Изменить подписанный приказ можно только другим приказом.",
        )  # fmt: skip
    if signing.signed_on > signing.today:
        yield Violation(
            "order_date", "", f"Дата приказа {signing.signed_on:%d.%m.%Y} ещё не наступила",
            "Укажите сегодняшний день или день, когда приказ подписан на бумаге.",
        )  # fmt: skip
    if signing.is_draft and not signing.item_count:
        yield Violation(
            "order_items", "", "В приказе нет ни одного пункта", "Отклоните этот проект и подготовьте новый."
        )

    if signing.items_outdated:
        yield Violation(
            "order_items", "", "Пункты правили вручную, а сведения, о которых они говорят, с тех пор изменились",
            "Откройте «Изменить текст»: поправьте пункты или верните их к образцу.",
        )  # fmt: skip
    if signing.missing:
        yield Violation(
            "order_institution", "", f"Для приказа не хватает сведений об учреждении: {', '.join(signing.missing)}",
            "Заполните их на странице «Оформление бумаг».",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """The facts of a mark about an electronic signature."""

    is_signed: bool
    signed_on: date | None
    starts_on: date
    ends_on: date


def mark_violations(mark: Mark) -> Iterator[Violation]:
    """Only a signed order bears the mark, and only of a certificate that was valid on its day (legal.md 5.10)."""
    if not mark.is_signed or mark.signed_on is None:
        yield Violation(
            "order_mark", "", "Приказ ещё не подписан", "Сначала подпишите приказ, потом загрузите файл подписи."
        )
    elif not mark.starts_on <= mark.signed_on <= mark.ends_on:
        yield Violation(
            "order_mark", "",
            f"Сертификат действует с {mark.starts_on:%d.%m.%Y} по {mark.ends_on:%d.%m.%Y}, "
            f"а приказ подписан {mark.signed_on:%d.%m.%Y}",
            "Загрузите сертификат, которым подписан этот приказ.",
        )  # fmt: skip


def number_violations(number: str, taken_by: str, free: str) -> Iterator[Violation]:
    """A number is used once a year in a journal (ORD-03)."""
    if taken_by:
        yield Violation(
            "order_number", "", f"Номер {number} уже занят: {taken_by}",
            f"Поставьте свободный номер, например {free}.",
        )  # fmt: skip


def signing_duty(order_id: int, heading: str) -> Duty:
    """The director signs what has been prepared."""
    return Duty(
        rule="order_needed", clause="", what="Подписать приказ или отклонить проект", about=heading,
        due_on=None, target="orders:card", pk=order_id, office="director",
    )  # fmt: skip


def acquaintance_duty(order_id: int, title: str, person_id: int, name: str) -> Duty:
    """Everybody whom an order names reads it (B10)."""
    return Duty(
        rule="acquaintance", clause="", what="Ознакомиться с приказом", about=f"{title} — {name}",
        due_on=None, target="orders:card", pk=order_id, owner=person_id,
    )  # fmt: skip
