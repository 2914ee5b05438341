"""What the curator decides after a transfer and during a long absence."""

import datetime as dt

import pytest
import time_machine

from mentorship.desk.duties import collect, url_of
from mentorship.leaving import services
from mentorship.leaving.models import Decision
from mentorship.leaving.outcome import outcome
from mentorship.leaving.rules import LEAVE, StaffChange
from mentorship.pairs.models import Pair
from mentorship.people.employment import services as employment
from mentorship.regulation.duty import Scope
from mentorship.regulation.queries import limits_by_edition
from tests.duties import owed_in
from tests.factories.pairs import PairFactory
from tests.factories.people import (
    MenteeEntryFactory,
    MentorEntryFactory,
)
from tests.leaving.given import POST, TODAY, away, leaves, moved, stands_in, url

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
    with django_assert_num_queries(4):  # for the pairs, who stands in, who should be back, whether the head is away
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


def departures(on=TODAY):
    return [duty.what for duty in owed_in("pairs", Scope(everything=True, on=on)) if duty.rule == "replacement"]


@pytest.mark.parametrize("side", ["mentor", "mentee", "one of a group"])
@pytest.mark.parametrize(("days", "told"), [(-10, True), (-1, True), (0, False), (1, False)])
def test_a_signed_last_day_after_the_leavers_is_told_to_the_curator(as_user, curator, side, days, told):
    """Until the order is revoked, and while the pair is to work on."""
    last = TODAY + dt.timedelta(days=20)
    people = [MenteeEntryFactory().person for _ in range(1 + (side == "one of a group"))]
    pair = PairFactory(ended=True, ended_on=last, ending_on=last, mentees=people)
    person = pair.mentor if side == "mentor" else people[0]
    leaves(person, curator, on=last + dt.timedelta(days=days))

    told = told and side != "one of a group"
    words = ["Отменить приказ, где последний день пары 10.12.2026: увольнение"] * told
    assert [departures(on) for on in (TODAY, last, last + dt.timedelta(days=1))] == [words, words, []]
    with time_machine.travel("2027-01-20 12:00:00+03:00"):
        assert departures() == words
    if told:
        page = as_user(curator).get(pair.get_absolute_url() + f"?person={person.pk}")
        assert page.status_code == 200


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_who_leaves_about_the_first_day_of_a_pair_is_told_of_before_it(as_user, edition, curator, side, days):
    """Until it has begun there is nothing to end: its order is revoked."""
    first = TODAY + dt.timedelta(days=10)
    pair = PairFactory(active=True, starts_on=first)
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    last = first + dt.timedelta(days=days)
    page = as_user(curator).get(url("what_if", person, event="leave", on=f"{last:%d.%m.%Y}"))
    leaves(person, curator, on=last)

    (what,) = departures()

    assert what == "Отменить приказ о закреплении: увольнение"
    text = page.content.decode()
    assert "отмените приказ о закреплении" in text
    (row,) = outcome(person, StaffChange(LEAVE, last), curator, edition.limits()).pairs
    opened = [button.url for button in row.buttons if button.label == "Открыть приказ"]
    assert opened == [pair.order.get_absolute_url()]
