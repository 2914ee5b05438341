"""Medians of repeated requests in one process."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def folder() -> Path:
    """Where measurements keep their databases."""
    path = Path(tempfile.gettempdir()) / "mentorship-bench"
    path.mkdir(exist_ok=True)
    return path


def median_ms(act: Callable[[], object], times: int = 40) -> float:
    """Milliseconds of the median call, after five to warm up."""
    for _ in range(5):
        act()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent) * 1000
