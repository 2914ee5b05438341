"""What a pair is on any day: a function of what orders have said and of that day (C1–C3)."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.models.pair import State, state_column
from mentorship.pairs.queries import summary
from mentorship.people.models import Consent, Person, Position
from mentorship.people.models.bank import MentorEntry
from tests.factories.pairs import PairFactory
from tests.factories.people import ConsentFactory, PersonFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 12, 15)
DAY = dt.timedelta(days=1)


@pytest.fixture
def pair(edition):
    return PairFactory(active=True, starts_on=FIRST, ends_on=dt.date(2027, 7, 31))


@pytest.fixture
def closed(edition):
    """Its closing has been signed ahead."""
    return PairFactory(ended=True, starts_on=FIRST, ends_on=dt.date(2027, 7, 31), ending_on=LAST, ended_on=LAST)


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [
        (FIRST - DAY, State.ANNOUNCED, "начнётся 01.10.2026"),
        (FIRST, State.RUNNING, "действует по 15.12.2026"),
        (LAST - DAY, State.RUNNING, "действует по 15.12.2026"),
        (LAST, State.RUNNING, "действует по 15.12.2026"),
        (LAST + DAY, State.ENDED, "завершена"),
    ],
)
def test_a_pair_signed_ahead_begins_and_ends_on_its_own_days(closed, day, state, words):
    part = closed.participations.get()

    assert (closed.state_on(day), closed.words_on(day)) == (state, words)
    assert Participation.objects.running(day).filter(pk=part.pk).exists() is (state == State.RUNNING)
    assert summary(day)[state] == 1


def test_a_pair_without_an_end_signed_runs_past_its_plan(pair):
    assert pair.words_on(dt.date(2027, 9, 1)) == "действует"


states = st.sampled_from(["proposed", "active", "ended", "cancelled"])
near = st.integers(-40, 40).map(lambda days: FIRST + days * DAY)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.tuples(states, near, near), min_size=1, max_size=4), day=near)
def test_memory_and_database_answer_alike(edition, rows, day):
    """One place tells the state: `Pair.state_on` and its twins in the database."""
    pairs = []
    for status, starts_on, ended_on in rows:
        traits = {"ended": True, "ended_on": max(starts_on, ended_on)} if status == "ended" else {}
        traits |= {"active": True} if status == "active" else {}
        made = PairFactory(starts_on=starts_on, ends_on=starts_on + 300 * DAY, **traits)
        if status == "cancelled":
            Pair.objects.filter(pk=made.pk).update(status=status)
        pairs.append(Pair.objects.get(pk=made.pk))

    for pair in pairs:
        mine, state = Pair.objects.filter(pk=pair.pk), pair.state_on(day)
        assert [one for one in State if mine.in_state(one, day).exists()] == [state]
        assert mine.annotate(state=state_column(day)).get().state == state
        assert mine.not_over(day).exists() == (state in (State.RUNNING, State.ANNOUNCED))
        parts = Participation.objects.filter(pair=pair)
        assert parts.running(day).exists() == (state == State.RUNNING)
        assert parts.not_over(day).exists() == (state in (State.RUNNING, State.ANNOUNCED))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=st.none() | near, last=st.none() | near, day=near)
def test_people_posts_and_banks_answer_alike(edition, first, last, day):
    last = max(first, last) if first and last else last
    person = PersonFactory(hired_on=first, admitted_on=first, left_on=last, left_reason="Переезд" if last else "")
    post = Position.objects.create(person=person, title="учитель", starts_on=first, ends_on=last)
    entry = MentorEntry.objects.create(person=person, starts_on=first or FIRST - 99 * DAY, ends_on=last)

    assert Person.objects.working_on(day).filter(pk=person.pk).exists() == person.employed_on(day)
    assert Position.objects.on(day).filter(pk=post.pk).exists() == post.held_on(day)
    assert MentorEntry.objects.on(day).filter(pk=entry.pk).exists() == entry.holds_on(day)


@pytest.mark.parametrize(("days", "withdrawn"), [(-1, False), (0, True), (1, True)])
def test_a_consent_taken_back_is_so_in_both(edition, days, withdrawn):
    consent = ConsentFactory(given_on=FIRST - 9 * DAY, withdrawn_on=FIRST)

    assert consent.is_withdrawn_by(FIRST + days * DAY) == withdrawn
    assert Consent.objects.withdrawn_by(FIRST + days * DAY).exists() == withdrawn


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-09-30", "начнётся 01.10.2026"), ("2026-12-15", "действует по"), ("2026-12-16", "завершена")],
)
def test_card_and_list_say_the_state_of_the_day(as_user, curator, closed, day, words):
    with time_machine.travel(f"{day} 12:00:00+03:00"):
        client = as_user(curator)
        pages = [client.get(url).content.decode() for url in (closed.get_absolute_url(), reverse("pairs:list"))]

    assert all(words in page for page in pages)


def test_the_list_is_filtered_by_the_state_of_today(as_user, curator, closed, pair):
    with time_machine.travel("2026-12-16 12:00:00+03:00"):
        client = as_user(curator)
        found = {
            state: {row.pk for row in client.get(reverse("pairs:list"), {"state": state}).context["listing"].page}
            for state in ("running", "ended", "announced")
        }

    assert found == {"running": {pair.pk}, "ended": {closed.pk}, "announced": set()}
