"""What may be done about a pair after something has happened to one of its people, and with such a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from mentorship.access.acts import Act
from mentorship.leaving.rules import ABSENCE, LEAVE, TRANSFER, StaffChange
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.pairs.pauses.rules import paused_through
from mentorship.people.models import Person

REASONS = {LEAVE: "увольнение", ABSENCE: "длительное отсутствие", TRANSFER: "перевод"}
GROUNDS = {LEAVE: "dismissal", TRANSFER: "transfer", ABSENCE: "other"}  # of the list of п. 3.8


@dataclass(frozen=True, slots=True)
class Consequence:
    """A pair that the change touches, and the case of п. 7.1 that would end it."""

    pair: Pair
    person: Person
    change: StaffChange
    case: int | None

    @property
    def pk(self) -> int:
        return self.pair.pk

    @property
    def reason(self) -> str:
        """What the page of the act begins with."""
        return f"{REASONS[self.change.kind]}: {self.person.short_name}".replace("\N{NO-BREAK SPACE}", " ")

    @property
    def after(self) -> str:
        """The first day without the person."""
        return f"{self.change.last_day + timedelta(days=1):%d.%m.%Y}"

    @property
    def working(self) -> str:
        """The first of them on which no order lets the pair stand still yet."""
        after = self.change.last_day + timedelta(days=1)
        until = paused_through(after, self.pair.spans)
        return f"{until + timedelta(days=1):%d.%m.%Y}" if until else self.after

    @property
    def until(self) -> str:
        """The last day without the person; empty while the return has no day."""
        return f"{self.change.until - timedelta(days=1):%d.%m.%Y}" if self.change.until else ""


def _page(name: str, query: Callable[[Consequence], dict[str, Any]]) -> Callable[[Consequence], str]:
    """The page with everything known already filled in."""
    return lambda row: f"{reverse(name, args=[row.pk])}?{urlencode(query(row))}"


def _order(row: Consequence) -> Order | None:
    return row.pair.closing_order or row.pair.order


def _order_page(row: Consequence) -> str:
    order = _order(row)
    return order.get_absolute_url() if order else ""


def _order_label(row: Consequence) -> str:
    order = _order(row)
    return "Открыть приказ" if order and order.is_signed else "Открыть проект приказа"


FOLLOWING = {
    "replace": Act[Consequence](
        permission="pair.replace",
        page=_page(
            "replacements:replace",
            lambda row: {"ground": GROUNDS[row.change.kind], "reason": row.reason, "from": row.after},
        ),
        label="Заменить наставника",
    ),
    "stand_in": Act[Consequence](
        permission="pair.stand_in",
        page=_page("replacements:stand_in", lambda row: {"reason": row.reason, "from": row.after}),
        label="Назначить замещающего",
    ),
    "pause": Act[Consequence](
        permission="pair.pause",
        page=_page("pairs:pause", lambda row: {"from": row.working, "to": row.until, "reason": row.reason}),
        label="Приостановить пару",
    ),
    "end": Act[Consequence](
        permission="pair.end",
        page=_page(
            "programs:end",
            lambda row: {"case": row.case or "", "on": f"{row.change.last_day:%d.%m.%Y}", "reason": row.reason},
        ),
        label="Завершить пару",
    ),
    "cancel": Act[Consequence](permission="pair.edit", page="pairs:cancel", label="Отменить предложение"),
    "carry_on": Act[Consequence](permission="leaving.decide", page="leaving:decide", label="Решить, продолжать ли"),
    "order": Act[Consequence](permission="order.list", page=_order_page, label=_order_label),
}

RETURN = Act[Person](
    permission="person.edit",
    page="leaving:back",
    label="Записать возвращение на работу",
)
DRAFT_ENDINGS = Act[Person](
    permission="order.draft_pairs",
    page="leaving:draft_endings",
    label="Подготовить проект приказа о завершении",
    level="primary",
)
