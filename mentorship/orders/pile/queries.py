"""The drafts that wait for a signature: which they are, which comes next, how each is signed on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from mentorship.core.forms import shown
from mentorship.core.forms.shown import Before
from mentorship.core.refusal import Violation
from mentorship.orders.models import Order
from mentorship.orders.papers import effects
from mentorship.orders.queries import obstacles
from mentorship.orders.services import shown_on
from mentorship.people.models import User

MOST = 9999  # no pile is higher: what an address says beyond that is not read


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a draft stands among those that the head signs in a row, and which comes after it."""

    number: int
    total: int
    next: Order | None


@dataclass(frozen=True, slots=True)
class Row:
    """A draft as the pile shows it: `paper`, `shown` and what has changed are those of `forms/shown.py`."""

    order: Order
    seen: dict[str, Any]
    effects: tuple[str, ...]
    obstacles: list[tuple[Violation, str]]


def waiting(user: User) -> QuerySet[Order]:
    """The drafts that this user may sign, as they were filed."""
    return Order.objects.visible_to(user).drafts().order_by("pk")


def turn(order: Order, user: User, asked: str) -> Turn:
    """The place of the draft in the row: the one that the address says, or the one among all that wait."""
    others = waiting(user).exclude(pk=order.pk)
    counts = others.aggregate(before=Count("pk", Q(pk__lt=order.pk)), after=Count("pk", Q(pk__gt=order.pk)))
    number = int(asked) if _is_number(asked) else counts["before"] + 1
    return Turn(number, number + counts["after"], others.filter(pk__gt=order.pk).first())


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) and int(text) > 0


def row_of(order: Order, day: date, user: User, before: Before) -> Row:
    """The draft as it is signed on the day."""
    now = shown_on(order, day, by=user)
    return Row(order, shown.context(now, before), effects(order, day), obstacles(order, user, day))


def rows(orders: Iterable[Order], day: date, user: User, post: QueryDict) -> list[Row]:
    """The drafts of a page of the pile; `post` is what an earlier page has carried of them."""
    return [row_of(order, day, user, shown.read(post, name_of(order.pk))) for order in orders]


def name_of(key: int) -> str:
    """The hidden field that carries what was shown of the order."""
    return f"{shown.NAME}_{key}"


def ticked(keys: Iterable[int], post: QueryDict) -> Iterator[tuple[int, str]]:
    """Each ticked order, as it was filed, with the mark of what was shown of it."""
    for key in sorted(set(keys)):
        yield key, shown.read(post, name_of(key)).mark
