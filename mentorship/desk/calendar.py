"""A month of the institution: events, what is due, days off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise

from mentorship.core.calendar.dates import add_months
from mentorship.core.calendar.workdays import is_working_day
from mentorship.desk.duties import collect, scope_of, url_of
from mentorship.events.queries import events_between
from mentorship.journal.queries import meetings_between
from mentorship.people.models import User
from mentorship.regulation.duty import Duty, Scope
from mentorship.regulation.queries import limits_by_edition, limits_on

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a day: what it is in a word, when, its title and page."""

    day: date
    sort: str  # событие, встреча, срок
    title: str
    url: str
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month table."""

    day: date
    in_month: bool
    is_today: bool
    works: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month in whole weeks, Monday first."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def previous(self) -> str:
        return f"{add_months(self.first, -1):%Y-%m}"

    @property
    def following(self) -> str:
        return f"{add_months(self.first, 1):%Y-%m}"

    @property
    def days(self) -> list[Day]:
        """The days of the month itself that have something in them, for a narrow screen and for paper."""
        return [day for week in self.weeks for day in week if day.in_month and day.rows]


def asked_month(text: str, today: date) -> date:
    """The first day of the month that an address asks for as «2026-11»; of this month when there is none such."""
    year, _, month = text.partition("-")
    if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
        return today.replace(day=1)
    if not (2000 <= int(year) <= 2100 and 1 <= int(month) <= 12):
        return today.replace(day=1)
    return date(int(year), int(month), 1)


def month(user: User, first: date, today: date) -> Month:
    """The month with everything in it that this user may know of."""
    start = first - DAY * first.weekday()
    last = add_months(first, 1) - DAY
    end = last + DAY * (6 - last.weekday())
    by_day: dict[date, list[Row]] = {}
    for row in rows_between(user, start, end, today):
        by_day.setdefault(row.day, []).append(row)
    days = [
        Day(day, day.month == first.month, day == today, is_working_day(day), _in_order(by_day.get(day, ())))
        for day in (start + DAY * number for number in range((end - start).days + 1))
    ]
    return Month(first, tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7)))


def rows_between(user: User, first: date, last: date, today: date) -> Iterator[Row]:
    """Every line of those days."""
    for event in events_between(user, first, last):
        for number in range((min(event.ends_on, last) - max(event.starts_on, first)).days + 1):
            day = max(event.starts_on, first) + DAY * number
            at = event.starts_at if day == event.starts_on else None
            yield Row(day, "событие", event.title, event.get_absolute_url(), at)
    for meeting in meetings_between(user, first, last, own=True):
        yield Row(meeting.day, "встреча", meeting.title, meeting.url, meeting.time)
    scope = replace(scope_of(user, today), until=last, most=None)
    for duty in coming(scope, today):
        if duty.due_on and first <= duty.due_on <= last:
            yield Row(duty.due_on, "срок", f"{duty.what}: {duty.about}", url_of(duty))


def coming(scope: Scope, today: date) -> list[Duty]:
    """What is owed until the last day of the scope, each by the edition of the day on which it is due.

    A duty that a new edition would have due before its own first day is due on that day.
    """
    own = limits_by_edition()
    later = sorted({found.since for found in own.values() if found.since and today < found.since <= scope.last})
    found: list[Duty] = []
    for begins, ends in pairwise([today, *later, date.max]):
        told = {duty.key for duty in found}
        for duty in collect(limits_on(begins, own, or_first=True), scope, own):
            due_on = max(duty.due_on, begins) if duty.due_on and begins in later else duty.due_on
            if duty.key not in told and (due_on is None or due_on < ends):
                found.append(replace(duty, due_on=due_on))
    return found


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.at is None, row.at or time(), row.sort, row.title)))
