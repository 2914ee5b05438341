"""Periods of roadmaps, some of them and any."""

import datetime as dt

from hypothesis import strategies as st

from mentorship.roadmap.terms import Period

SPRING = Period(dt.date(2022, 2, 1), dt.date(2022, 6, 30))
YEAR = Period(dt.date(2026, 9, 1), dt.date(2027, 8, 31))
THREE = Period(dt.date(2026, 9, 1), dt.date(2029, 8, 31))


def day(text):
    return dt.datetime.strptime(text, "%d.%m.%Y").date()


DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2080, 1, 1))
PERIODS = st.builds(lambda start, length: Period(start, start + dt.timedelta(days=length)), DAYS, st.integers(0, 1800))
