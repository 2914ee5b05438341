"""When one edition of the Положение may follow another. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.text import plural
from mentorship.regulation.clauses import Violation


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A new edition after the last one; `orders` of pairs were signed under it from the new day on."""

    last_starts_on: date
    starts_on: date
    orders: int
    last_order_on: date | None


def succession_violations(facts: Succession) -> Iterator[Violation]:
    """Why the new edition cannot start on that day: running pairs keep the edition they were appointed under."""
    if facts.starts_on <= facts.last_starts_on:
        yield Violation(
            "edition", "",
            f"Новая редакция не может начаться раньше прежней: та действует с {facts.last_starts_on:%d.%m.%Y}",
            f"Укажите день позже {facts.last_starts_on:%d.%m.%Y}.",
        )  # fmt: skip
    elif facts.orders and facts.last_order_on:
        count = f"{facts.orders} {plural(facts.orders, 'приказ', 'приказа', 'приказов')}"
        yield Violation(
            "edition", "",
            f"С {facts.starts_on:%d.%m.%Y} по прежней редакции уже подписано: {count} о закреплении, "
            f"последний — {facts.last_order_on:%d.%m.%Y}",
            f"Начните новую редакцию с {facts.last_order_on + timedelta(days=1):%d.%m.%Y} или позже.",
        )  # fmt: skip
