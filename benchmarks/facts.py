"""Figures that say something else than the time of a page: each module measures its own in a copy of the worker."""

from collections.abc import Iterator

from benchmarks.limits import FACTS
from benchmarks.table import Figure, Row
from benchmarks.worker import Worker

FULL = 10_000  # people of a whole measurement; for fewer, less of everything is made


def rows(people: int, workers: dict[str, Worker]) -> Iterator[Row]:
    share = min(people / FULL, 1)
    for module, (size, limits) in FACTS.items():
        try:
            found = workers[size].ask("figures", module, share)
        except RuntimeError as error:
            found, failure = {}, str(error)
        for name, limit in limits.items():
            if name in found:
                yield Row(name, (None, None, None, Figure(found[name], limit, 2)))
            else:
                yield Row(name, failure=failure)
