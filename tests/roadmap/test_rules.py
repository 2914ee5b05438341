"""When the next roadmap is due, which periods and columns there may be."""

import datetime as dt

import pytest
from hypothesis import given

from mentorship.roadmap.rules import columns_problem, next_due, period_problem, period_words
from mentorship.roadmap.terms import Period, whole_years
from tests.roadmap.periods import PERIODS, SPRING, THREE, YEAR, day


@given(PERIODS)
def test_the_next_roadmap_is_due_while_the_last_one_still_runs(period):
    due = next_due(period.ends_on)

    assert due <= period.ends_on
    assert due.month <= 6 or due == period.ends_on


@pytest.mark.parametrize(
    ("last_day", "due"),
    [
        ("31.08.2027", "30.06.2027"),
        ("30.06.2022", "30.06.2022"),
        ("31.05.2027", "31.05.2027"),
        ("31.12.2026", "31.12.2026"),
    ],
)
def test_the_next_roadmap_is_due_by_the_end_of_june(last_day, due):
    assert next_due(day(last_day)) == day(due)


@pytest.mark.parametrize(
    ("period", "years", "words"),
    [
        (SPRING, 1, "2021/2022 учебный год"),
        (YEAR, 1, "2026/2027 учебный год"),
        (THREE, 3, "2026/2027–2028/2029 учебные годы"),
    ],
)
def test_a_period_in_words(period, years, words):
    assert (whole_years(period), period_words(period)) == (years, words)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["number", "content"], "от 3 до 6 граф, а выбрано: 2 графы"),
        (["number", "stage", "content", "term", "responsible", "result", "done"], "выбрано: 7 граф"),
        (["number", "stage", "term"], "Без графы с содержанием"),
        (["number", "stage", "content"], ""),
        (["number", "stage", "content", "term", "responsible", "result"], ""),
    ],
)
def test_a_table_has_three_to_six_columns(keys, words):
    found = columns_problem(keys)

    assert words in found
    assert bool(words) == bool(found)


def test_a_period_is_five_years_at_most():
    assert period_problem(Period(dt.date(2026, 9, 1), dt.date(2031, 8, 31))) == ""
    assert "длиннее 5 лет" in period_problem(Period(dt.date(2026, 9, 1), dt.date(2031, 9, 1)))
    assert "раньше начала" in period_problem(Period(dt.date(2026, 9, 1), dt.date(2026, 8, 31)))
