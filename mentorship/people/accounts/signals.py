"""What heads have signed: rooms above tell of it, so that no change of a term contradicts a signature."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from mentorship.people.accounts.rules import Signature

Signed = Callable[[date, date | None], Iterable[Signature]]  # on the days from the first to the last

SIGNED: list[Signed] = []


def signed(source: Signed) -> Signed:
    """Register what tells of a head's signatures."""
    SIGNED.append(source)
    return source


def signatures(first: date, last: date | None) -> Iterator[Signature]:
    """Everything signed by a head on these days."""
    for source in SIGNED:
        yield from source(first, last)
