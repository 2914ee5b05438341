import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.calendar.dates import add_months, full_months, full_years, parse_date, term_end

DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2090, 12, 31))


@given(DAYS, st.integers(1, 36))
def test_a_term_of_whole_months_counts_as_so_many_months(day, months):
    end = term_end(day, months)

    # The last day of a short month may already complete a month, never lose one.
    assert full_months(day, end) >= months
    assert full_months(day, end - dt.timedelta(days=5)) < months


@given(DAYS, st.integers(1, 48))
def test_adding_months_lands_in_the_right_month(day, months):
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (dt.date(2028, 2, 29), 12, dt.date(2029, 2, 28)),
        (dt.date(2027, 1, 31), 1, dt.date(2027, 2, 28)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
        (dt.date(2027, 5, 31), 1, dt.date(2027, 6, 30)),
        (dt.date(2027, 3, 1), 12, dt.date(2028, 2, 29)),
        (dt.date(2027, 1, 28), 1, dt.date(2027, 2, 27)),
    ],
)
def test_a_term_from_a_day_that_the_last_month_lacks_ends_on_its_last_day(first, months, last):
    """C8; ГК ст. 192 п. 3, ТК ст. 14."""
    assert term_end(first, months) == last
    assert full_months(first, last) == months


def test_a_school_year_from_the_first_of_september_ends_on_the_last_of_august():
    assert term_end(dt.date(2026, 9, 1), 12) == dt.date(2027, 8, 31)


@pytest.mark.parametrize(("on", "age"), [(dt.date(2026, 3, 13), 35), (dt.date(2026, 3, 14), 36)])
def test_a_person_is_thirty_five_until_the_eve_of_the_next_birthday(on, age):
    assert full_years(dt.date(1990, 3, 14), on) == age


@pytest.mark.parametrize(
    "text", ["01.09.2026", "1.9.2026", "1/9/2026", "2026-09-01", " 01 09 2026 ", "1-9-2026", "01.09.2026 г."]
)
def test_a_date_is_read_however_it_is_typed(text):
    assert parse_date(text) == dt.date(2026, 9, 1)


@pytest.mark.parametrize("text", ["31.02.2026", "1.13.2026", "вчера", "01.09.26", "²/9/2026", "2026", ""])
def test_an_impossible_date_is_no_date(text):
    assert parse_date(text) is None
