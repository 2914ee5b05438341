"""What rooms above are told about pairs, and what they tell of them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.dispatch import Signal

from mentorship.pairs.models import Pair

pair_closed = Signal()  # an order has ended a pair, or it came to nothing: pair, on (the last day), by (the user)
pair_reopened = Signal()  # the order that had ended it is revoked, it works on: pair, by (the user)

Recorded = Callable[[Pair], Iterable[tuple[date, str]]]  # days on which the pair is known to have worked, and by what

RECORDED: list[Recorded] = []


def recorded(source: Recorded) -> Recorded:
    """Register what tells on which days a pair has worked: a meeting held, an activity done."""
    RECORDED.append(source)
    return source


def records_of(pair: Pair) -> Iterator[tuple[date, str]]:
    """The days on which the pair is known to have worked, and by what."""
    for source in RECORDED:
        yield from source(pair)
