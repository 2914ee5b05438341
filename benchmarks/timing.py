"""Clocks: calls taken in turn, so that whatever else the machine does falls on all of them."""

import statistics
import time
from collections.abc import Callable, Sequence

BURST = 40  # milliseconds
WARM = 3  # turns before the clock starts
LEAST = 5  # turns of which a median may be taken
PATIENCE = 8  # seconds after which slow calls are not repeated any more


def timed(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Milliseconds of one call: the processor's own, so that other programs of the machine are not counted.

    A call that waits for a server is to be timed by the clock on the wall.
    """
    start = clock()
    call()
    return (clock() - start) * 1000


def burst(call: Callable[[], object], clock: Callable[[], float]) -> float:
    """Milliseconds of one call among as many as fill BURST.

    What other processes push out of the processor's caches comes back within the first milliseconds: a quick page would
    never see the end of that, and look slower beside a slow one than it is.
    """
    spent = [timed(call, clock)]
    while sum(spent) < BURST:
        spent.append(timed(call, clock))
    return statistics.mean(spent)


def in_turn(clocks: Sequence[Callable[[], float]], turns: int) -> list[float]:
    """The median answer of each clock, A B C A B C…"""
    for _ in range(min(WARM, turns - 1)):
        for clock in clocks:
            clock()
    rounds: list[list[float]] = []
    start = time.perf_counter()
    while len(rounds) < turns and (len(rounds) < LEAST or time.perf_counter() - start < PATIENCE):
        rounds.append([clock() for clock in clocks])
    return [statistics.median(spent) for spent in zip(*rounds, strict=True)]


def ratio(ours: Callable[[], object], base: Callable[[], object], turns: int) -> float:
    """How many times longer the first call takes."""
    mine, floor = in_turn([lambda: timed(ours), lambda: timed(base)], turns)
    return mine / floor
