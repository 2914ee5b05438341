"""Dates and terms as the law counts them. Plain Python: the day is always passed in."""

import re
from calendar import monthrange
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month when it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def term_end(starts_on: date, months: int) -> date:
    """The last (inclusive) day of a term: from 01.09.2026 for 12 months ends on 31.08.2027.

    Where the last month has no such day the term ends on the last day of that month (ГК ст. 192 п. 3, ТК ст. 14):
    a month from 31.01 ends on 28.02, a year from 29.02.2028 on 28.02.2029.
    """
    after = add_months(starts_on, months)
    return after - timedelta(days=1) if after.day == starts_on.day else after


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def full_months(starts_on: date, ends_on: date) -> int:
    """How many whole months fit into the inclusive period."""
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1
    while months > 0 and term_end(starts_on, months) > ends_on:
        months -= 1
    return max(months, 0)


def full_years(since: date, on: date) -> int:
    """Whole years between two days; a person of 29.02 grows a year older on 28.02."""
    years = on.year - since.year
    return years if add_months(since, years * 12) <= on else years - 1


def months_since(since: date, on: date) -> int:
    """Whole months between two days, 0 before the first; twelve of them are a whole year."""
    months = max((on.year - since.year) * 12 + on.month - since.month, 0)
    return months if add_months(since, months) <= on else max(months - 1, 0)


def school_year_start(on: date) -> int:
    """The year in whose September the school year with the day in it begins."""
    return on.year if on.month >= 9 else on.year - 1


def parse_date(text: str) -> date | None:
    """The day that people type as 01.09.2026, 1/9/2026 or 2026-09-01, or None when there is no such day."""
    numbers = re.split(r"[\s./\-–—]+", text.strip().removesuffix("г.").strip(" ."))
    if len(numbers) != 3 or not all(number.isascii() and number.isdigit() for number in numbers):
        return None
    if len(numbers[0]) == 4:
        numbers.reverse()
    if len(numbers[2]) != 4:
        return None
    day, month, year = map(int, numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None
