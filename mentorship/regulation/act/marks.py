"""Marks of approval («УТВЕРЖДЕНО приказом …»): which ones a text bears, how they stand, what is wrong with their days.

Plain Python: no database.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE

if TYPE_CHECKING:
    from mentorship.documents.layout import Profile

PLACE = "[грифы]"  # where the marks stand in a text
SIDES = ("left", "right")
DAY = re.compile(r"(?<!\d)(\d{2})\.(\d{2})\.(\d{4})(?!\d)")
Mark = tuple[str, str, str]  # column, word, lines joined by «;»


def marked(body: str, own: Collection[Mark], look: Callable[[], "Profile"]) -> str:
    """The body with its own marks of approval, or those of the look of papers; else with what follows `[грифы]`.

    An act that an order approves as its appendix has none at all (INS-04). Its own marks,
    when the body has no place for them, stand at its head.
    """
    given = marks_line(own)
    if PLACE not in body:
        return f"{given}\n{body}" if given else body
    profile = look()
    lines = [line.strip() for line in body.splitlines()]
    if profile.approved_by_order and not given:
        return "\n".join(line for line in lines if not line.startswith(PLACE))
    shown = given or marks_line(profile.approvals)
    return "\n".join((shown or line.removeprefix(PLACE)) if line.startswith(PLACE) else line for line in lines)


def marks_line(marks: Collection[Mark]) -> str:
    """The marks as two columns of the markup; an empty line parts two marks."""
    sides = {side: ["; ".join(filter(None, mark[1:])) for mark in marks if mark[0] == side] for side in SIDES}
    if not any(sides.values()):
        return ""
    return "стороны: " + " | ".join("; ; ".join(side).replace("|", "/") for side in sides.values())


def marks_of(body: str, own: Iterable[Iterable[str]], look: Callable[[], "Profile"]) -> list[Mark]:
    """The marks that print on a text: its own, or those of the look of papers where it has a place for them."""
    common = look().approvals if PLACE in body else ()
    return [(column, word, lines) for column, word, lines in own or common]


def mark_warnings(marks: Iterable[Mark], approved_on: date | None = None) -> Iterator[Violation]:
    """A protocol dated later than the order, where both days can be read in the marks (INS-14)."""
    texts = [f"{word} {lines}" for _, word, lines in marks]
    protocols = [day for text in texts if "протокол" in text.lower() for day in _days(text)]
    orders = [day for text in texts if "приказ" in text.lower() for day in _days(text)]
    orders += [approved_on] if approved_on else []
    if protocols and orders and max(protocols) > min(orders):
        yield COMMON_SENSE.warns(
            "act_marks",
            f"В грифах протокол от {max(protocols):%d.%m.%Y} позже приказа от {min(orders):%d.%m.%Y}",
            "Сначала Положение рассматривают, потом утверждают. Исправьте день или отметьте, что даты верные.",
        )


def _days(text: str) -> Iterator[date]:
    for day, month, year in DAY.findall(text):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue  # «31.02.2026» is no day, so it cannot be compared
