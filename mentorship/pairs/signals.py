"""What rooms above are told about pairs, and what they tell of them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.dispatch import Signal

from mentorship.core.refusal import Violation
from mentorship.pairs.models import Pair

pair_closed = Signal()  # an order has ended a pair, or it came to nothing: pair, on (the last day), by (the user)
pair_reopened = Signal()  # the order that had ended it is revoked, it works on: pair, by (the user)
# A pause has moved the terms: pair, since (the first day that moves), days (by how many, back if negative), order, by.
terms_moved = Signal()

Recorded = Callable[[Pair], Iterable[tuple[date, str]]]  # days on which the pair is known to have worked, and by what

RECORDED: list[Recorded] = []

Hindered = Callable[[Pair, date], Iterable[Violation]]  # what else stands between a proposal and its order on the day

HINDERED: list[Hindered] = []

Moving = Callable[[Pair], Iterable[Violation]]  # what forbids terms of the pair to be moved by a pause

MOVING: list[Moving] = []

Planned = Callable[[Pair, date, date], Iterable[str]]  # what the pair has planned between the days, in sentences

PLANNED: list[Planned] = []


def recorded(source: Recorded) -> Recorded:
    """Register what tells on which days a pair has worked: a meeting held, an activity done."""
    RECORDED.append(source)
    return source


def records_of(pair: Pair) -> Iterator[tuple[date, str]]:
    """The days on which the pair is known to have worked, and by what."""
    for source in RECORDED:
        yield from source(pair)


def hindered(source: Hindered) -> Hindered:
    """Register what a room above knows of a proposal that the gate of the pair itself does not."""
    HINDERED.append(source)
    return source


def hindrances(pair: Pair, on: date) -> Iterator[Violation]:
    """What rooms above say against the order of the proposal on the day."""
    for source in HINDERED:
        yield from source(pair, on)


def moving(source: Moving) -> Moving:
    """Register what a room above knows against moving the terms of a pair by a pause."""
    MOVING.append(source)
    return source


def moving_hindrances(pair: Pair) -> Iterator[Violation]:
    """What rooms above say against moving the terms of the pair."""
    for source in MOVING:
        yield from source(pair)


def planned(source: Planned) -> Planned:
    """Register what tells of plans of a pair for days on which it is to stand still."""
    PLANNED.append(source)
    return source


def planned_on(pair: Pair, first: date, last: date) -> Iterator[str]:
    """What the pair has planned for these days, in sentences for whoever lets it stand still."""
    for source in PLANNED:
        yield from source(pair, first, last)
