"""When something of a roadmap is to be done: words to print, days to remind. Plain Python, no clock (RM-03)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mentorship.core.calendar.dates import add_months
from mentorship.core.calendar.months import IN_MONTH, MONTHS

DEFAULT_WORDS = {"whole": "в течение всего периода", "schedule": "по отдельному графику", "yearly": "ежегодно"}
SCHOOL_YEAR = re.compile(r"\b(20\d\d)(\s?[/–-]\s?)(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a roadmap, both included."""

    starts_on: date
    ends_on: date

    def __str__(self) -> str:
        return f"{self.starts_on:%d.%m.%Y}–{self.ends_on:%d.%m.%Y}"

    def months(self) -> Iterator[date]:
        """The first day of every month that the period touches."""
        month = self.starts_on.replace(day=1)
        while month <= self.ends_on:
            yield month
            month = add_months(month, 1)

    def distance(self, day: date) -> int:
        """How many days lie between the day and the period."""
        return max((self.starts_on - day).days, (day - self.ends_on).days, 0)

    def clip(self, starts_on: date, ends_on: date) -> "Period":
        """The part of other days that lies inside."""
        return Period(max(starts_on, self.starts_on), min(ends_on, self.ends_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of one of the shapes: date, months, text, whole, yearly, schedule; an empty kind is no term.

    `text` is the term itself for `text`, the institution's own wording for whole, yearly and schedule.
    """

    kind: str = ""
    day: date | None = None
    month: int | None = None
    month_to: int | None = None
    year: int | None = None
    text: str = ""

    def words(self, shown: Callable[[date], str] = "{:%d.%m.%Y}".format) -> str:
        """What is printed: «31.05.2027», «май-июнь», «ежегодно, в мае»; `shown` writes a day."""
        if self.text:
            return self.text
        if self.kind == "date" and self.day:
            return shown(self.day)
        if self.kind == "months" and self.month:
            return self._months(self.month)
        if self.kind == "yearly" and self.month:
            return f"{DEFAULT_WORDS['yearly']}, {IN_MONTH[self.month - 1]}"
        return DEFAULT_WORDS.get(self.kind, "")

    def _months(self, month: int) -> str:
        first, year = MONTHS[month - 1], f" {self.year}" if self.year else ""
        if self.month_to in (None, month):
            return first + year
        last = MONTHS[(self.month_to or month) - 1]
        if self.year and (self.month_to or month) < month:
            return f"{first}{year} – {last} {self.year + 1}"
        return f"{first}-{last}{year}"

    def spans(self, period: Period) -> list[Period]:
        """The days it takes inside the period, soonest first; nothing for words, a schedule, another time."""
        match self.kind:
            case "date" if self.day and period.starts_on <= self.day <= period.ends_on:
                return [Period(self.day, self.day)]
            case "months":
                return self._run(period)[:1]
            case "whole":
                return [period]
            case "yearly" if self.month:
                found = [month for month in period.months() if month.month == self.month]
                return [period.clip(month, _last_day(month)) for month in found]
            case "yearly":
                return _years(period)
        return []

    def _run(self, period: Period) -> list[Period]:
        found = []
        for month in period.months():
            if month.month == self.month and self.year in (None, month.year):
                last = add_months(month, ((self.month_to or self.month) - self.month) % 12)
                if last <= period.ends_on:
                    found.append(period.clip(month, _last_day(last)))
        return found

    def problem(self, period: Period) -> tuple[str, str] | None:
        """The field and the words of what is wrong with a term that the period cannot hold."""
        if self.kind == "date" and self.day and not self.spans(period):
            return "term_day", f"День {self.day:%d.%m.%Y} не входит в период дорожной карты {period}."
        if self.kind in ("months", "yearly") and self.month and not self.spans(period):
            name = replace(self, text="", kind="months").words()
            field = "term_year" if self.year else "term_month"
            return field, f"Срок «{name}» не входит в период дорожной карты {period}. Укажите месяц этого периода."
        return None

    def due_after(self, done_on: date | None, period: Period) -> Period | None:
        """The days it must be done in next; a yearly one comes again after it has been done."""
        spans = self.spans(period)
        done = self.span_of(done_on, period) if done_on else None
        if done and self.kind == "yearly":
            return next((span for span in spans if span.starts_on > done.ends_on), None)
        return spans[0] if spans and done_on is None else None

    def span_of(self, done_on: date, period: Period) -> Period | None:
        """The days in which it was to be done when it was: the nearest, so that early is not too early."""
        return min(self.spans(period), key=lambda span: span.distance(done_on), default=None)

    def shifted(self, years: int) -> "Term":
        """The same term so many years later."""
        day = add_months(self.day, 12 * years) if self.day else None
        return replace(self, day=day, year=self.year + years if self.year else None, text=shift_years(self.text, years))


def shift_years(text: str, years: int) -> str:
    """«на 2026-2027 учебный год» → «на 2027-2028 учебный год»; other numbers stay."""

    def moved(match: re.Match[str]) -> str:
        first, between, second = match.groups()
        if int(second) != int(first) + 1:
            return match.group()
        return f"{int(first) + years}{between}{int(second) + years}"

    return SCHOOL_YEAR.sub(moved, text)


def whole_years(period: Period) -> int:
    """By how many years the next roadmap of the same length is later: one for a part of a year."""
    years = 1
    while add_months(period.starts_on, 12 * years) <= period.ends_on:
        years += 1
    return years


def _years(period: Period) -> list[Period]:
    starts = [add_months(period.starts_on, 12 * number) for number in range(whole_years(period))]
    return [period.clip(start, add_months(start, 12) - timedelta(days=1)) for start in starts]


def _last_day(month: date) -> date:
    return add_months(month, 1) - timedelta(days=1)
