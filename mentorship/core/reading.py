"""One reading of what a paper or a card asks for again and again: the institution and its head, a plan, its gaps."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Inside, `read_once` functions keep their first answers; nothing is written there. Inner readings join it."""
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def read_once(function: Callable[P, T]) -> Callable[P, T]:
    """The function, asked once for the same arguments during a reading and as always outside of one."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        answers = _answers.get()
        if answers is None:
            return function(*args, **kwargs)
        key = (function, args, *sorted(kwargs.items()))
        if key not in answers:
            answers[key] = function(*args, **kwargs)
        found: T = answers[key]
        return found

    return asked
