"""The hint says exactly what the rule takes."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.calendar.dates import parse_date
from mentorship.pairs.stand_ins.rules import early_end_violations, ended_violations

FROM = dt.date(2026, 12, 7)
DAY = dt.timedelta(days=1)


def taken(starts_on, ends_on, on):
    return not list(early_end_violations(starts_on, ends_on, on))


@given(length=st.integers(1, 60))
def test_the_days_that_the_hint_names_are_taken_and_those_beside_them_are_not(length):
    ends_on = FROM + dt.timedelta(days=length)
    (violation,) = early_end_violations(FROM, ends_on, ends_on)

    first, last, never_was = map(parse_date, re.findall(r"\d\d\.\d\d\.\d{4}", violation.fix))

    assert (first, last, never_was) == (FROM, ends_on - DAY, FROM - DAY)
    assert [taken(FROM, ends_on, day) for day in (never_was - DAY, never_was, first, last, last + DAY)] == [
        False, True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("met", "on", "refused"),
    [
        (FROM + 3 * DAY, FROM + 2 * DAY, True),
        (FROM + 3 * DAY, FROM + 3 * DAY, False),
        (FROM + 3 * DAY, FROM + 4 * DAY, False),
        (FROM, FROM - DAY, True),  # it did come about
        (FROM - DAY, FROM, False),  # somebody else stood in then
        (FROM + 11 * DAY, FROM + 2 * DAY, False),
    ],
)
def test_it_does_not_end_before_a_meeting_of_its_own(met, on, refused):
    found = [violation.message for violation in early_end_violations(FROM, FROM + 10 * DAY, on, [met])]

    assert found == [f"Последний день {on:%d.%m.%Y}, а замещающий провёл встречу {met:%d.%m.%Y}"] * refused


def test_a_stand_in_that_has_ended_ends_no_second_time():
    (violation,) = ended_violations(True)

    assert "уже закончено" in violation.message
