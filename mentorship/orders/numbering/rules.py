"""What an order's number must be like. Plain Python."""

import re
from collections.abc import Iterator

from mentorship.core.refusal import Violation
from mentorship.orders.rules import CONFIRM
from mentorship.regulation.limits import COMMON_SENSE

FAR_NUMBER = 20  # a number so far ahead of the journal may be a slip


def count_in(number: str, mask: str) -> int | None:
    """16 of «01-06/16-од» by the mask «01-06/{n}-од»; None when the number is not made by the mask."""
    before, _, after = mask.partition("{n}")
    found = re.fullmatch(f"{re.escape(before)}(\\d{{1,6}}){re.escape(after)}", number, re.ASCII)
    return int(found.group(1)) if found else None


def number_violations(number: str, taken_by: str, free: str) -> Iterator[Violation]:
    """A number is used once a year in a journal (ORD-03)."""
    if taken_by:
        yield COMMON_SENSE.forbids(
            "order_number",
            f"Номер {number} уже занят: {taken_by}",
            f"Поставьте свободный номер, например {free}.",
        )


def strange_number(number: str, count: int | None, last: int) -> Iterator[Violation]:
    """A number that is not like the others of its journal: one slip would spoil the count of the year."""
    if count is None:
        yield COMMON_SENSE.forbids("order_number", f"Номер {number} не такой, как другие в журнале", CONFIRM)
    elif count > last + FAR_NUMBER:
        yield COMMON_SENSE.forbids(
            "order_number", f"Номер {number} далеко впереди: последний в журнале — {last}", CONFIRM
        )
