"""The Russian production calendar: weekends, holidays, days off moved by law and by the government.

Plain Python. Like the words of `core/words/titles.py`, the institution's calendar is active in a thread: its week of
five or six days and the years it has entered stand beside those shipped in `fixtures/calendar.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from mentorship.core.calendar.months import OF_MONTH

SHIPPED = Path(__file__).resolve().parents[3] / "fixtures" / "calendar.toml"

# Non-working holidays of ТК ст. 112 as (month, day).
HOLIDAYS = {(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
DAY = timedelta(days=1)

DECREE_LINE = re.compile(rf"(\d{{1,2}})\s+({'|'.join(OF_MONTH)})(?:\s+\d{{4}}\s*(?:г\.?|года)?)?")

Move = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Year:
    """What an act moved in a year: each day off, and the day that is off instead of it."""

    act: str
    moved: tuple[Move, ...]

    @classmethod
    def of(cls, data: Mapping[str, object]) -> "Year":
        """Read a year as it is stored; days may be texts of ISO form. ValueError for anything else."""
        rows: Iterable[tuple[object, object]] = data["moved"]  # type: ignore[assignment]
        return cls(str(data["act"]), tuple((_day(one), _day(other)) for one, other in rows))


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


@dataclass(frozen=True)
class Calendar:
    """Which days are working ones; a year without an act is computed from ТК ст. 112 alone."""

    years: Mapping[int, Year]
    six_days: bool = False
    _exceptions: dict[int, tuple[frozenset[date], frozenset[date]]] = field(default_factory=dict, compare=False)

    def knows(self, year: int) -> bool:
        """Whether the government's act of the year is there."""
        return year in self.years

    def awaits(self, year: int) -> bool:
        """Whether the act of the year is still to be entered; nobody asks about years before the first known one."""
        return not self.knows(year) and year > min(self.years, default=0)

    def is_working(self, day: date) -> bool:
        off, working = self._exceptions.get(day.year) or self._count(day.year)
        return day in working or (self._usual(day) and day not in off)

    def working_days(self, year: int) -> int:
        """How many working days the year has."""
        days = (date(year, 1, 1) + DAY * number for number in range(366))
        return sum(self.is_working(day) for day in days if day.year == year)

    def _usual(self, day: date) -> bool:
        return not self._weekend(day) and (day.month, day.day) not in HOLIDAYS

    def _weekend(self, day: date) -> bool:
        return day.weekday() >= (6 if self.six_days else 5)

    def _count(self, year: int) -> tuple[frozenset[date], frozenset[date]]:
        """Days off and working days of the year that weekends and holidays alone do not tell."""
        known = self.years.get(year)
        moved = [(one, other) for one, other in (known.moved if known else ()) if self._weekend(one)]
        off = {other for _, other in moved}
        working = {one for one, _ in moved if (one.month, one.day) not in HOLIDAYS}
        for day in self._lost_holidays(year, {one for one, _ in moved}):
            while not self._usual(day) or day in off:
                day += DAY
            off.add(day)
        self._exceptions[year] = frozenset(off), frozenset(working)
        return self._exceptions[year]

    def _lost_holidays(self, year: int, moved: set[date]) -> list[date]:
        """Holidays on a weekend that no act has moved: they go to the next working day (ТК ст. 112 ч. 2)."""
        holidays = (date(year, month, day) for month, day in sorted(HOLIDAYS) if month > 1)
        return [day for day in holidays if self._weekend(day) and day not in moved]


@cache
def shipped() -> Mapping[int, Year]:
    """The years that come with the program."""
    return {int(year): Year.of(row) for year, row in tomllib.loads(SHIPPED.read_text(encoding="utf-8")).items()}


def moves(text: str, year: int) -> tuple[Move, ...]:
    """The days moved, as people paste them: «03.01.2026 — 09.01.2026» or «с субботы 3 января на пятницу 9 января».

    ValueError with the line that holds no two days of the year.
    """
    lines = [line.strip() for line in re.split(r"[\n;]", text)]
    return tuple(_move(line, year) for line in lines if line)


def _move(line: str, year: int) -> Move:
    named = [(int(day), OF_MONTH.index(month) + 1) for day, month in DECREE_LINE.findall(line.lower())]
    typed = [
        (int(day), int(month))
        for day, month, of in re.findall(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", line)
        if int(of) == year
    ]
    found = named or typed
    if len(found) != 2:
        raise ValueError(line)
    try:
        one, other = (date(year, month, day) for day, month in found)
    except ValueError:
        raise ValueError(line) from None
    return one, other


def wrong_moves(moved: Iterable[Move]) -> Iterable[str]:
    """What cannot be: a day off is moved, to a day that would be a working one, each once."""
    pairs = list(moved)
    for one, other in pairs:
        if one.weekday() < 5:
            yield f"{one:%d.%m.%Y} — не суббота и не воскресенье: переносят выходной день."
        if other.weekday() >= 5 or (other.month, other.day) in HOLIDAYS:
            yield f"{other:%d.%m.%Y} — и так выходной или праздник: на него ничего не переносят."
    for name, days in (("С", [one for one, _ in pairs]), ("На", [other for _, other in pairs])):
        for day in sorted({day for day in days if days.count(day) > 1}):
            yield f"{name} {day:%d.%m.%Y} переносят дважды: оставьте одну строку."


STANDARD = Calendar(shipped())

_active: ContextVar[Calendar | None] = ContextVar("calendar", default=None)
_source: list[Callable[[], Calendar]] = [lambda: STANDARD]


def install(source: Callable[[], Calendar]) -> None:
    """Where the calendar comes from when nothing is active yet."""
    _source[0] = source


def use(active: Calendar | None) -> None:
    """Make the calendar active in this thread; None: ask the source when it is next needed."""
    _active.set(active)


def calendar() -> Calendar:
    """The active calendar."""
    active = _active.get()
    if active is None:
        active = _source[0]()
        use(active)
    return active


def is_working_day(day: date) -> bool:
    """By the institution's production calendar: its week, holidays, days off moved by law (legal.md §9)."""
    return calendar().is_working(day)


def next_working_day(day: date) -> date:
    """The day itself when it is a working one, otherwise the first working day after it (ТК ст. 14)."""
    while not is_working_day(day):
        day += DAY
    return day


def add_working_days(day: date, days: int) -> date:
    """The day that is `days` working days after `day`."""
    while days > 0:
        day += DAY
        days -= is_working_day(day)
    return day


def days_since(event: date, day: date, *, working: bool) -> int:
    """How many days of such a term have passed by the day; below nought before the event."""
    if day <= event or not working:
        return (day - event).days
    return sum(is_working_day(event + DAY * number) for number in range(1, (day - event).days + 1))


def due_after(event: date, days: int, *, working: bool) -> date:
    """The last day of a term that begins the day after the event (ТК ст. 14)."""
    return add_working_days(event, days) if working else event + timedelta(days=days)
