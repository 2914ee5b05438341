"""Intervals of the interim reports and the day by which each is due."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.calendar.dates import term_end
from mentorship.regulation.limits import Limits
from mentorship.reports import rules

days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@given(starts_on=days, length=st.integers(0, 1000), months=st.integers(1, 14))
def test_intervals_follow_each_other_and_leave_the_last_one_to_the_final_report(starts_on, length, months):
    ends_on = starts_on + dt.timedelta(days=length)
    found = list(rules.intervals(starts_on, ends_on, months))

    borders = [starts_on, *(interval.ends_on + dt.timedelta(days=1) for interval in found)]
    assert [interval.starts_on for interval in found] == borders[:-1]
    lasts = [term_end(starts_on, number * months) for number in range(1, len(found) + 1)]
    assert borders[1:] == [last + dt.timedelta(days=1) for last in lasts]
    assert all(interval.starts_on <= interval.ends_on < ends_on for interval in found)
    assert term_end(starts_on, (len(found) + 1) * months) >= ends_on


@pytest.mark.parametrize("months", [None, 0])
def test_no_rule_no_intervals(months):
    assert list(rules.intervals(dt.date(2026, 9, 1), dt.date(2027, 8, 31), months)) == []


@pytest.mark.parametrize(
    ("limits", "due_on"),
    [
        ({}, dt.date(2026, 12, 13)),
        ({"due_rolls": True}, dt.date(2026, 12, 14)),
        ({"mentor_report_days": 10}, dt.date(2026, 12, 23)),
        ({"mentor_report_days": 10, "report_working": True}, dt.date(2026, 12, 25)),
    ],
)
def test_it_is_due_by_the_term_of_the_mentors_report_or_on_the_last_day(limits, due_on):
    interval = rules.Interval(1, dt.date(2026, 9, 14), dt.date(2026, 12, 13))

    assert rules.interim_due(interval, Limits(**limits)) == due_on
