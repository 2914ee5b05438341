"""The hint says exactly what the rule takes."""

import datetime as dt
import re

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


def test_a_stand_in_that_has_ended_ends_no_second_time():
    (violation,) = ended_violations(True)

    assert "уже закончено" in violation.message
