"""What the curator decides after a transfer and during a long absence."""

import datetime as dt

import pytest
import time_machine

from mentorship.desk.duties import collect, url_of
from mentorship.leaving import services
from mentorship.leaving.models import Decision
from mentorship.pairs.models import Pair
from mentorship.people.employment import services as employment
from mentorship.regulation.duties import Scope
from mentorship.regulation.queries import limits_by_edition
from tests.duties import owed_in
from tests.factories.pairs import PairFactory
from tests.factories.people import (
    MentorEntryFactory,
)
from tests.leaving.given import POST, TODAY, away, leaves, moved, stands_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-20")]


def owed(on=TODAY, **more):
    return [duty for duty in owed_in("leaving", Scope(everything=True, on=on, **more)) if duty.rule == "replacement"]


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_after_a_transfer_the_curator_decides_once(as_user, edition, curator, side):
    pair = PairFactory(active=True)
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    PairFactory(active=True)
    assert owed() == []
    moved(person, curator)

    (duty,) = owed()
    assert (duty.due_on, duty.pk, duty.clause) == (TODAY, pair.pk, edition.limits().clause("replacement"))
    client = as_user(curator)
    assert "«методист»" in client.get(url_of(duty)).content.decode()
    client.post(url_of(duty), {"reason": "должность другая, группа та же"})

    assert owed() == []
    assert Decision.objects.get().reason == "должность другая, группа та же"
    again = client.post(url_of(duty), {"reason": "ещё раз"})
    assert "решать больше нечего" in again.content.decode().lower()
    assert Decision.objects.count() == 1
    with time_machine.travel("2026-12-01 12:00:00+03:00"):
        employment.transfer(
            person,
            on=dt.date(2026, 12, 1),
            position={"title": "логопед", **POST},
            by=curator,
            today=dt.date(2026, 12, 1),
        )
    assert [len(owed(day)) for day in (TODAY, dt.date(2026, 12, 1))] == [0, 1]


def test_a_transfer_before_the_pair_began_asks_for_nothing(curator):
    person = MentorEntryFactory().person
    moved(person, curator, on=dt.date(2026, 10, 1))
    PairFactory(active=True, mentor=person, starts_on=dt.date(2026, 10, 1))

    assert owed() == []


@pytest.mark.parametrize(
    ("until", "on", "count"),
    [
        (None, TODAY, 1),
        (TODAY + dt.timedelta(days=14), TODAY, 0),
        (TODAY + dt.timedelta(days=15), TODAY, 1),
        (TODAY + dt.timedelta(days=14), TODAY + dt.timedelta(days=14), 0),
        (TODAY + dt.timedelta(days=14), TODAY + dt.timedelta(days=15), 1),
    ],
)
def test_a_long_absence_of_a_mentor_is_a_duty(curator, until, on, count):
    pair = PairFactory(active=True)
    away(pair.mentor, curator, until)
    away(PairFactory(active=True).mentees[0], curator)

    found = owed(on)

    assert len(found) == count
    assert all(duty.due_on == TODAY + dt.timedelta(days=14) for duty in found)


def test_the_duty_ends_with_the_return_a_decision_or_the_end(curator):
    pair = PairFactory(active=True)
    away(pair.mentor, curator)
    assert len(owed()) == 1

    services.carry_on(pair, reason="вернётся к экзаменам", on=TODAY, by=curator)
    assert owed() == []
    employment.record_return(pair.mentor, returned_on=dt.date(2026, 12, 1), by=curator, today=TODAY)
    away(pair.mentor, curator, starts_on=dt.date(2026, 12, 10))
    assert len(owed()) == 1
    Pair.objects.update(ending_on=TODAY, ending_reason="конец")
    assert owed() == []


def test_only_the_curator_owes_it(curator):
    away(PairFactory(active=True).mentor, curator)

    for offices, count in ((frozenset(), 0), (frozenset({"director"}), 0), (frozenset({"curator"}), 1)):
        assert len(owed_in("leaving", Scope(person=1, offices=offices, on=TODAY))) == count


def test_duties_cost_the_same_queries_however_many_pairs(curator, django_assert_num_queries):
    own = limits_by_edition()
    for _ in range(3):
        away(PairFactory(active=True).mentor, curator)
        moved(PairFactory(active=True).mentor, curator)
    with django_assert_num_queries(2):  # for the pairs, and for those who should be back
        assert len(owed_in("leaving", Scope(everything=True, on=TODAY), own=own)) == 6


def test_every_duty_leads_to_a_page_of_the_curator(as_user, edition, curator):
    away(PairFactory(active=True).mentor, curator)
    moved(PairFactory(active=True).mentor, curator)
    keys = [duty.key for duty in collect(edition.limits(), Scope(everything=True, on=TODAY))]

    for duty in owed():
        assert as_user(curator).get(url_of(duty)).status_code == 200
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("gone", [leaves, away])
def test_a_stand_in_who_is_not_at_work_covers_nobody(curator, gone):
    pair = PairFactory(active=True)
    row = stands_in(pair, MentorEntryFactory().person)
    away(pair.mentor, curator)
    assert owed() == []

    gone(row.person, curator)

    assert len(owed(TODAY + dt.timedelta(days=1))) == 1
