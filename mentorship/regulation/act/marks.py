"""Marks of approval («УТВЕРЖДЕНО приказом …»): which ones a text bears, how they stand, what is wrong with their days.

A mark says by what this very version is approved: the number and the day of another one become lines to write on.

Plain Python: no database.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mentorship.core.refusal import Violation
from mentorship.regulation.limits import COMMON_SENSE

if TYPE_CHECKING:
    from mentorship.documents.layout import Profile

PLACE = "[грифы]"  # where the marks stand in a text
COLUMNS = "стороны:"  # how two columns begin
SIDES = ("left", "right")
DAY = re.compile(r"(?<!\d)(\d{2})\.(\d{2})\.(\d{4})(?!\d)")
Mark = tuple[str, str, str]  # column, word, lines joined by «;»
MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
NUMBER = r"№\s*[^\s;,]+"
# «31.03.2022», «31 марта 2022 г.», «___» ____________ 20___ г.
WHEN = (
    rf"(?:(?<!\d)\d\d\.\d\d\.\d{{4}}(?!\d)|«?\d\d?»?\s+(?:{'|'.join(MONTHS)})\s+\d{{4}}|«_+»\s*_+\s*20[\d_]*)"
    r"(?:\s*г(?:ода|\.)?(?!\w))?"
)
DATED = re.compile(rf"(?:({NUMBER})(\s+от\s+))?({WHEN})(?:(,?\s*)({NUMBER}))?")
NUMBERED = re.compile(rf"^((?:(?:приказ|протокол)\w*\s+)?)({NUMBER})$", re.IGNORECASE)
YEAR = re.compile(r"20\d\d")
DAY_LINE, NUMBER_LINE = "«___» ____________ 20___ г.", "№ ____"
APPROVING = "УТВЕРЖД"
DEEDS = ("приказ", "распоряжени", "протокол", "решени")


@dataclass(frozen=True, slots=True)
class Approval:
    """By what a version is approved; `day` as papers write it."""

    basis: str
    number: str
    on: date
    day: str


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
    return f"{COLUMNS} " + " | ".join("; ; ".join(side).replace("|", "/") for side in sides.values())


def marks_of(
    body: str, own: Iterable[Iterable[str]], look: Callable[[], "Profile"], approval: Approval | None
) -> list[Mark]:
    """The marks that print on a version: its own, or those of the look of papers or of the text, if it has a place.

    Those of the look were typed for one version: for any other than the one whose approval they cite, they are anew.
    """
    typed = [(column, word, lines) for column, word, lines in own]
    if not typed and PLACE in body and not look().approved_by_order:
        common = list(look().approvals)
        typed = (common if _cites(common, approval) else renewed(common)) or marks_in(body)
    return approved(typed, approval) if approval else typed


def marks_in(body: str) -> list[Mark]:
    """The marks that stand in the text itself at their place, where they stand in columns."""
    line = next((line.strip() for line in body.splitlines() if line.strip().startswith(PLACE)), "")
    columns = line.removeprefix(PLACE).strip()
    if not columns.startswith(COLUMNS):
        return []
    found = []
    for side, text in zip(SIDES, columns.removeprefix(COLUMNS).split("|"), strict=False):
        for mark in re.split(r";\s*;", text):
            word, *lines = (line.strip() for line in mark.split(";"))
            found.append((side, word, "; ".join(lines)))
    return [mark for mark in found if mark[1]]


def renewed(marks: Iterable[Iterable[str]]) -> list[Mark]:
    """The marks for a version of which nobody has said yet by what it is considered and approved."""
    return [(column, word, _said(lines, _day_line, _number_line)) for column, word, lines in marks]


def renewed_text(body: str) -> str:
    """The text with its own marks so, to begin the next version with."""
    anew = marks_line(renewed(marks_in(body)))
    lines = body.splitlines()
    return "\n".join(f"{PLACE} {anew}" if anew and line.strip().startswith(PLACE) else line for line in lines)


def approved(marks: Iterable[Mark], approval: Approval) -> list[Mark]:
    """УТВЕРЖДЕНО bears the number and the day of the approval; where it names another deed, lines to write on."""
    return [
        (column, word, _by(lines, approval) if word.startswith(APPROVING) else lines) for column, word, lines in marks
    ]


def _by(lines: str, approval: Approval) -> str:
    named = [deed for deed in DEEDS if deed in lines.lower()]
    if named and not any(deed in approval.basis.lower() for deed in named):
        return _said(lines, _day_line, _number_line)
    number = f"№ {approval.number}"
    return _said(lines, lambda day: approval.day, lambda typed: number if approval.number else _number_line(typed))


def _said(lines: str, day: Callable[[str], str], number: Callable[[str], str]) -> str:
    """The lines with other days and numbers; the number of an institution, which stands at no day, is let be."""

    def dated(found: re.Match[str]) -> str:
        before, of, when, gap, after = (part or "" for part in found.groups())
        return "".join((number(before) if before else "", of, day(when), gap, number(after) if after else ""))

    def line(text: str) -> str:
        said = DATED.sub(dated, text)
        return said if said != text else NUMBERED.sub(lambda found: found[1] + number(found[2]), text)

    return "; ".join(line(text.strip()) for text in lines.split(";"))


def _day_line(day: str) -> str:
    return day if "_" in day and not YEAR.search(day) else DAY_LINE


def _number_line(number: str) -> str:
    return number if "_" in number else NUMBER_LINE


def _cites(marks: Iterable[Mark], approval: Approval | None) -> bool:
    """Whether the marks were typed for the version that is approved so."""
    if approval is None:
        return False
    on = approval.on
    days = (f"{on:%d.%m.%Y}", f"{on.day} {MONTHS[on.month - 1]} {on.year}")
    return any(word.startswith(APPROVING) and any(day in lines for day in days) for _, word, lines in marks)


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
