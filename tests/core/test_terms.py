"""Whether something lasts on a day: the same in memory and in the database."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.core.terms import lasts_on

DAY = dt.date(2026, 9, 15)
EVE, MORROW = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "lasts"),
    [
        (DAY, DAY, (False, True, False)),
        (EVE, None, (True, True, True)),
        (None, EVE, (True, False, False)),
        (DAY, MORROW, (False, True, True)),
        (MORROW, None, (False, False, True)),
    ],
)
def test_the_first_and_the_last_day_belong_to_a_term(starts_on, ends_on, lasts):
    assert tuple(lasts_on(day, starts_on, ends_on) for day in (EVE, DAY, MORROW)) == lasts


@settings(max_examples=50)
@given(day=st.dates(), starts_on=st.none() | st.dates(), ends_on=st.none() | st.dates())
def test_a_term_lasts_on_no_day_outside_it(day, starts_on, ends_on):
    outside = (starts_on is not None and day < starts_on) or (ends_on is not None and day > ends_on)

    assert lasts_on(day, starts_on, ends_on) is not outside
