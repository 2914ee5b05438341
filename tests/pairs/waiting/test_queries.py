"""Who waits for a mentor on a day: one answer in memory, in the database, in the papers and among the duties."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorship.pairs.waiting.queries import given_by, waiting, waits_on
from mentorship.people.models import EarlierEmployment, MenteeEntry, Person
from mentorship.people.past import Employment
from mentorship.regulation.duty import Scope
from mentorship.reports.analytics.figures import Period
from mentorship.reports.analytics.queries import analyse
from tests.duties import owed_in
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import MenteeEntryFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-01")]

TODAY = dt.date(2026, 12, 1)
DAY = dt.timedelta(days=1)
near = st.integers(-40, 40).map(lambda days: TODAY + days * DAY)
terms = st.lists(near, min_size=2, max_size=4, unique=True).map(sorted)


def bank(person):
    return MenteeEntry.objects.create(
        person=person, category="beginner", starts_on=TODAY - 99 * DAY, confirmed_on=TODAY, waits_since=TODAY
    )


def employments(person):
    earlier = [Employment(row.hired_on, row.admitted_on, row.left_on) for row in person.earlier.all()]
    return [*earlier, Employment(person.hired_on, person.admitted_on, person.left_on)]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    times=terms,
    known=st.booleans(),
    admitted=st.integers(0, 3),
    orders=st.lists(st.tuples(near, near, st.none() | near), max_size=2),
    day=near,
)
def test_memory_and_database_answer_alike(edition, times, known, admitted, orders, day):
    """Hired once or twice, admitted on the day or later, given mentors by orders of any day."""
    *before, hired_on = times if len(times) % 2 else times[:-1]
    left_on = None if len(times) % 2 else times[-1]
    begun_on = hired_on + admitted * DAY
    begun_on = min(begun_on, left_on) if left_on else begun_on
    person = PersonFactory(
        hired_on=hired_on if known else None,
        admitted_on=begun_on if known else None,
        left_on=left_on,
        left_reason="переезд" if left_on else "",
    )
    if before and known:
        EarlierEmployment.objects.create(
            person=person, hired_on=before[0], admitted_on=before[0], left_on=before[1], left_reason="переезд"
        )
    entry = bank(person)
    for signed_on, starts_on, ended_on in orders:
        ends = {"ended": True, "ended_on": max(starts_on, ended_on)} if ended_on else {"active": True}
        order = SignedOrderFactory(signed_on=signed_on)
        term = {"starts_on": starts_on, "ends_on": starts_on + 300 * DAY}
        PairFactory(mentees=[person], order=order, **term, **ends)

    given_then = given_by(day).filter(mentee=person)
    found = waits_on(day, employments(person), [part.closed_on for part in given_then])

    waits = list(waiting(MenteeEntry.objects.filter(pk=entry.pk), day))
    assert [row.admitted for row in waits] == ([found.admitted_on] if found else [])


@pytest.mark.parametrize(
    ("day", "waits"),
    [
        (dt.date(2026, 11, 20), False),  # the eve of the admission
        (dt.date(2026, 11, 21), True),
        (dt.date(2026, 12, 9), True),  # the eve of the order
        (dt.date(2026, 12, 10), False),
        (dt.date(2027, 1, 31), False),
    ],
)
def test_every_room_says_it_of_the_same_day(edition, day, waits):
    hired = dt.date(2026, 11, 21)
    person = MenteeEntryFactory(person=PersonFactory(hired_on=hired, admitted_on=hired)).person
    order, term = SignedOrderFactory(signed_on=dt.date(2026, 12, 10)), (dt.date(2026, 12, 20), dt.date(2027, 9, 30))
    PairFactory(mentees=[person], active=True, order=order, starts_on=term[0], ends_on=term[1])

    assert waiting(MenteeEntry.objects.on(day), day).exists() == waits
    assert analyse(Period(dt.date(2026, 9, 1), day), day).banks.waiting == waits
    owed = owed_in("pairs", Scope(on=day, everything=True), edition.limits())
    due = [duty for duty in owed if duty.what == "Назначить наставника" and duty.since <= day]
    assert [duty.about for duty in due] == [person.short_name] * waits


@pytest.mark.parametrize(("days", "waits"), [(-1, True), (0, True), (1, False)])
def test_the_last_working_day_is_still_a_day_of_waiting(edition, days, waits):
    """The bank, the register of those who wait and the statistics end with the same day."""
    last = dt.date(2026, 12, 15)
    hired = dt.date(2026, 11, 21)
    person = PersonFactory(hired_on=hired, admitted_on=hired, left_on=last, left_reason="переезд")
    MenteeEntryFactory(person=person)
    day = last + days * DAY

    assert waiting(MenteeEntry.objects.on(day), day).exists() == waits
    assert analyse(Period(dt.date(2026, 9, 1), day), day).banks.waiting == waits
    assert Person.objects.working_on(day).filter(pk=person.pk).exists() == waits
