"""The day whose names are read: a paper bears those of its own day, a page those of today."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.utils import timezone

_day: ContextVar[date | None] = ContextVar("naming_day", default=None)


@contextmanager
def names_of(day: date) -> Iterator[None]:
    """Inside, people, their posts and the institution are called as they were on the day."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)


def naming_day() -> date:
    """The day of the paper that is being made; outside of papers today."""
    return _day.get() or timezone.localdate()
