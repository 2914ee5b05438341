"""The notice that the law advises."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.calendar.workdays import is_working_day
from mentorship.pairs.agreements.notices import working
from mentorship.petitions import rules


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), st.integers(1, 10))
def test_the_notice_leaves_exactly_so_many_working_days(filed_on, days):
    last = filed_on
    while sum(is_working_day(filed_on + dt.timedelta(days=n + 1)) for n in range((last - filed_on).days)) < days:
        last += dt.timedelta(days=1)

    assert rules.notice_advice(filed_on, last + dt.timedelta(days=1), days) == ""
    advice = rules.notice_advice(filed_on, last, days)
    assert f"за {working(days)}, то есть освободить можно с {last + dt.timedelta(days=1):%d.%m.%Y}" in advice
