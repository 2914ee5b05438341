"""Shares, averages, bands and school years. Plain Python: no database, no clock."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentorship.core.calendar.dates import school_year_start

Tally = Mapping[str, int]
Bands = tuple[tuple[int | None, str], ...]

UNKNOWN = "нет сведений"
# Up to which age or length of teaching (exclusive) a band goes, as forms of statistics cut them.
AGES = (
    (25, "моложе 25"), (30, "25–29"), (35, "30–34"), (40, "35–39"), (45, "40–44"), (50, "45–49"),
    (55, "50–54"), (60, "55–59"), (65, "60–64"), (None, "65 и старше"),
)  # fmt: skip
EXPERIENCE = (
    (3, "менее 3"), (5, "3–4"), (10, "5–9"), (15, "10–14"), (20, "15–19"), (None, "20 и более"),
)  # fmt: skip
SCORES = ((5, "1–4"), (7, "5–6"), (9, "7–8"), (None, "9–10"))


def band(value: int | None, bands: Bands) -> str:
    """The name of the band a number falls into."""
    if value is None:
        return UNKNOWN
    return next(name for under, name in bands if under is None or value < under)


def share(part: int, whole: int) -> str:
    """«66,7 %»; a dash of nothing. «100 %» means all and «0 %» means none, whatever the rounding."""
    if whole == 0:
        return "—"
    tenths = (2000 * part + whole) // (2 * whole)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return f"{decimal(tenths)} %"


def mean(values: Sequence[int]) -> int | None:
    """The mean in tenths, rounded half up; None of nothing."""
    return (20 * sum(values) + len(values)) // (2 * len(values)) if values else None


LEAST = 3  # respondents, below whom an answer could be told apart
FEW = f"меньше {LEAST}"
HIDDEN = "скрыто"


def is_few(number: int) -> bool:
    """Some have answered, but so few that neither what they said nor how many they are is told."""
    return 0 < number < LEAST


def answered(number: int) -> str:
    """How many have answered, unless they are too few to stay unknown."""
    return FEW if is_few(number) else str(number)


def answered_share(number: int, whole: int) -> str:
    return HIDDEN if is_few(number) else share(number, whole)


def average(values: Sequence[int]) -> str:
    """«8,5»; a dash of nothing, no figure of too few."""
    if is_few(len(values)):
        return HIDDEN
    found = mean(values)
    return "—" if found is None else decimal(found)


def change(now: Sequence[int], before: Sequence[int]) -> str:
    """By how much the average has changed, «+0,5»; a dash when there is nothing to compare, no figure of too few."""
    if is_few(len(now)) or is_few(len(before)):
        return HIDDEN
    new, old = mean(now), mean(before)
    if new is None or old is None:
        return "—"
    sign = "+" if new > old else "−" if new < old else ""
    return sign + decimal(abs(new - old))


def decimal(tenths: int) -> str:
    """Tenths as Russian readers expect them: 667 is «66,7», 1000 is «100»."""
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}" if rest else str(whole)


@dataclass(frozen=True, slots=True)
class Period:
    """Two inclusive days."""

    starts_on: date
    ends_on: date

    @property
    def title(self) -> str:
        """«2026/2027»."""
        return f"{self.starts_on.year}/{self.ends_on.year}"

    @property
    def january(self) -> date:
        """The 1 January of the school year: the day on which statistics count ages."""
        return date(self.ends_on.year, 1, 1)

    def has(self, day: date | None) -> bool:
        return day is not None and self.starts_on <= day <= self.ends_on

    def until(self, day: date) -> "Period":
        """The part of it that has passed by the day."""
        return Period(self.starts_on, min(self.ends_on, day))

    def before(self, years: int = 1) -> "Period":
        """The school year that many years earlier."""
        return school_year(date(self.starts_on.year - years, 9, 1))


def school_year(on: date) -> Period:
    """The school year with the day in it: 01.09–31.08."""
    first = school_year_start(on)
    return Period(date(first, 9, 1), date(first + 1, 8, 31))


def labels(bands: Bands) -> list[str]:
    """The names of the bands in their order."""
    return [name for _, name in bands]


def tally(values: Iterable[str], known: Iterable[str]) -> Tally:
    """How often each value occurs: the known ones in their order, then those that only occur."""
    counted = Counter(values)
    return {**{name: counted[name] for name in known}, **counted}
