"""Hours by month, what calendars show of the journal."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorship.journal import queries
from mentorship.journal.models import HelpRequest, Meeting
from tests.factories.journal import MeetingFactory, helped
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.booleans(), st.dates(dt.date(2026, 8, 25), dt.date(2027, 9, 5)), st.integers(1, 720), st.booleans()
        ),
        max_size=12,
    )
)
def test_the_months_add_up_to_the_work_of_the_year(edition, django_db_blocker, records):
    Meeting.objects.all().delete()
    HelpRequest.objects.all().delete()
    curator = UserFactory(office="curator")
    pairs = {side: PairFactory(active=True) for side in (True, False)}
    for side, day, minutes, is_help in records:
        if is_help:
            helped(pairs[side], day, minutes)
        else:
            MeetingFactory(pair=pairs[side], held_on=day, minutes=minutes)
    MeetingFactory(pair=pairs[True], planned=True, held_on=dt.date(2026, 12, 1))
    first, last = dt.date(2026, 9, 1), dt.date(2027, 8, 31)

    table = dict(queries.hours(curator, 2026))

    inside = [(side, day, minutes) for side, day, minutes, _ in records if first <= day <= last]
    assert sum(map(sum, table.values())) == sum(minutes for _, _, minutes in inside)
    for side, pair in pairs.items():
        months = table.get(pair.mentor, [0] * 12)
        for number, month in enumerate([*range(9, 13), *range(1, 9)]):
            assert months[number] == sum(m for s, day, m in inside if s == side and day.month == month)
        assert sum(months) == queries.hours_of(pair, first, last).minutes


@pytest.mark.parametrize("count", [1, 3])
def test_hours_cost_the_same_queries_however_many_mentors(as_user, curator, count, django_assert_num_queries):
    MeetingFactory.create_batch(count)
    with django_assert_num_queries(3):
        queries.hours(curator, 2026)  # the offices of the user, the figures, the names


def test_meetings_for_a_calendar(curator, mentee, pair):
    planned = MeetingFactory(pair=pair, planned=True, held_on=dt.date(2026, 10, 25), starts_at=dt.time(14))
    MeetingFactory(pair=pair, held_on=dt.date(2026, 9, 30))
    MeetingFactory(planned=True, held_on=dt.date(2026, 10, 26))
    days = (dt.date(2026, 10, 1), dt.date(2026, 10, 31))

    (row,) = queries.meetings_between(mentee, *days)

    assert (row.day, row.time, row.url, row.is_planned) == (
        planned.held_on,
        planned.starts_at,
        planned.get_absolute_url(),
        True,
    )
    assert len(queries.meetings_between(curator, *days)) == 2
    assert queries.meetings_between(curator, *days, own=True) == []
