"""When one edition of the Положение may follow another, what its lists may hold. Plain Python: no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.regulation.limits import COMMON_SENSE, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A new edition after the last one; `orders` of pairs were signed under it from the new day on."""

    last_starts_on: date
    starts_on: date
    orders: int
    last_order_on: date | None


def dropping_violations(*, is_last: bool, used: bool, has_text: bool) -> Iterator[Violation]:
    """Only the last edition, under which nothing has been done, is taken back."""
    if not is_last or used:
        yield COMMON_SENSE.forbids("editions", "Отменить можно только последнюю редакцию, по которой ещё нет пар", "")
    elif has_text:
        yield COMMON_SENSE.forbids(
            "editions", "К этой редакции уже есть текст Положения: отменить её нельзя", "Измените её правила."
        )


def succession_violations(facts: Succession) -> Iterator[Violation]:
    """Why the new edition cannot start on that day: running pairs keep the edition they were appointed under."""
    if facts.starts_on <= facts.last_starts_on:
        yield COMMON_SENSE.forbids(
            "edition",
            f"Новая редакция не может начаться раньше прежней: та действует с {facts.last_starts_on:%d.%m.%Y}",
            f"Укажите день позже {facts.last_starts_on:%d.%m.%Y}.",
        )
    elif facts.orders and facts.last_order_on:
        count = f"{facts.orders} {plural(facts.orders, 'приказ', 'приказа', 'приказов')}"
        yield COMMON_SENSE.forbids(
            "edition",
            f"С {facts.starts_on:%d.%m.%Y} по прежней редакции уже подписано: {count} о закреплении, "
            f"последний — {facts.last_order_on:%d.%m.%Y}",
            f"Начните новую редакцию с {facts.last_order_on + timedelta(days=1):%d.%m.%Y} или позже.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list that is added or changed; `closed` lists take no new ones, `taken` words stand there twice."""

    limits: Limits
    title: str
    closed: bool
    taken: bool


def item_violations(item: Item) -> Iterator[Violation]:
    """Why the list cannot hold the item."""
    if item.closed:
        yield item.limits.forbids(
            "forms",
            "Перечень форм закрыт",
            "Если изменилось само Положение, отметьте на странице «Пары и сроки», что перечень открытый.",
        )
    elif item.taken:
        yield COMMON_SENSE.forbids("forms", f"«{item.title}» уже есть в перечне", "Назовите иначе.")
