"""The production calendar against the published numbers of working days, and what the law moves by itself."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.calendar.workdays import (
    HOLIDAYS,
    STANDARD,
    Calendar,
    Year,
    add_working_days,
    due_after,
    moves,
    shipped,
    wrong_moves,
)

SIX = Calendar(shipped(), six_days=True)


@pytest.mark.parametrize(("year", "days"), [(2024, 248), (2025, 247), (2026, 247)])
def test_known_years_have_the_published_number_of_working_days(year, days):
    assert STANDARD.working_days(year) == days


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ((2024, 4, 27), True),
        ((2024, 4, 29), False),
        ((2024, 5, 10), False),
        ((2024, 11, 2), True),
        ((2024, 12, 28), True),
        ((2024, 12, 31), False),
        ((2025, 2, 24), True),
        ((2025, 3, 10), True),
        ((2025, 5, 8), False),
        ((2025, 11, 1), True),
        ((2025, 11, 3), False),
        ((2026, 1, 8), False),
        ((2026, 1, 9), False),
        ((2026, 1, 12), True),
        ((2026, 2, 23), False),
        ((2026, 3, 9), False),
        ((2026, 5, 11), False),
        ((2026, 6, 11), True),
        ((2026, 6, 12), False),
        ((2026, 12, 31), False),
        ((2026, 12, 30), True),
    ],
)
def test_days_of_the_known_years(day, working):
    assert STANDARD.is_working(dt.date(*day)) is working


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ((2026, 1, 9), True),
        ((2026, 1, 10), True),
        ((2026, 12, 31), False),
        ((2026, 5, 11), True),
        ((2026, 3, 9), False),
    ],
)
def test_a_week_of_six_days_works_on_saturdays_and_ignores_their_moves(day, working):
    assert SIX.is_working(dt.date(*day)) is working


def test_an_unknown_year_is_counted_by_the_labour_code():
    assert not STANDARD.knows(2027)
    # 01.05.2027 and 12.06.2027 are Saturdays, 09.05.2027 a Sunday: the next working days are off
    off = [dt.date(2027, 5, 3), dt.date(2027, 5, 10), dt.date(2027, 6, 14)]
    assert not any(map(STANDARD.is_working, off))
    assert STANDARD.is_working(dt.date(2027, 1, 11))


@given(st.integers(2027, 2090), st.booleans())
def test_no_holiday_is_lost_whatever_the_year(year, six_days):
    calendar = Calendar({}, six_days)
    weekdays = [
        day
        for day in (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(365))
        if day.weekday() < (6 if six_days else 5)
    ]
    january = sum(1 for day in weekdays if (day.month, day.day) in HOLIDAYS and day.month == 1)
    spring = sum(1 for _, day in HOLIDAYS) - 8

    assert sum(map(calendar.is_working, weekdays)) == len(weekdays) - january - spring


def test_a_year_that_is_entered_counts_at_once():
    moved = moves("с субботы 2 января на пятницу 5 ноября;\n03.01.2027 — 31.12.2027", 2027)
    calendar = Calendar({2027: Year("постановление", moved)})

    assert [calendar.is_working(dt.date(2027, *day)) for day in ((11, 5), (12, 31), (11, 8))] == [False, False, True]
    assert list(wrong_moves(moved)) == []


@pytest.mark.parametrize(
    "line", ["завтра", "03.01.2027", "31.02.2027 — 09.03.2027", "03.01.2026 — 09.01.2026", "с 31 апреля на 5 мая"]
)
def test_a_line_without_two_days_of_the_year_is_named(line):
    with pytest.raises(ValueError, match=line.split()[0]):
        moves(line, 2027)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("12.01.2027 — 05.11.2027", "не суббота и не воскресенье"),
        ("02.01.2027 — 06.11.2027", "и так выходной"),
        ("02.01.2027 — 23.02.2027", "и так выходной"),
        ("02.01.2027 — 05.11.2027\n03.01.2027 — 05.11.2027", "переносят дважды"),
    ],
)
def test_what_cannot_be_moved_is_refused(text, problem):
    assert any(problem in found for found in wrong_moves(moves(text, 2027)))


def test_working_days_skip_weekends_and_the_new_year_holidays():
    assert add_working_days(dt.date(2026, 12, 31), 1) == dt.date(2027, 1, 11)
    assert due_after(dt.date(2026, 11, 20), 3, working=True) == dt.date(2026, 11, 25)
    assert due_after(dt.date(2026, 11, 20), 10, working=False) == dt.date(2026, 11, 30)
