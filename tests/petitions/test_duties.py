"""Whose turn it is, by when, and that asking costs the same however many wait."""

import datetime as dt

import pytest

from mentorship.desk.duties import collect, scope_of
from mentorship.petitions import services
from mentorship.regulation.duty import Scope
from mentorship.regulation.queries import limits_by_edition
from tests.duties import owed_in
from tests.factories.petitions import TODAY, decided, petition

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]


def own(edition, user, rule="petition_decision"):
    return [duty for duty in collect(edition.limits(), scope_of(user, TODAY)) if duty.rule == rule]


def test_the_term_of_the_edition_is_on_the_desk_the_day_before_on_and_after(edition, pair, people):
    row = petition("ending", pair)
    assert [duty.due_on for duty in own(edition, people["curator"])] == [None]
    for days, working, due in ((10, False, dt.date(2026, 10, 15)), (10, True, dt.date(2026, 10, 19))):
        edition.petition_days, edition.petition_working = days, working
        edition.save()
        (duty,) = own(edition, people["curator"])
        assert (duty.due_on, duty.pk) == (due, row.pk)
        left = [duty.days_left(due + dt.timedelta(days=shift)) for shift in (-1, 0, 1)]
        assert left == [1, 0, -1]


@pytest.mark.parametrize(
    ("kind", "author", "owner", "executor"),
    [
        ("resignation", "mentor", "director", "curator"),
        ("replacement", "mentee", "director", "curator"),
        ("ending", "mentee", "curator", "curator"),
        ("proposal", "mentee", "mentor", "mentor"),
        ("proposal", "mentor", "curator", "curator"),
        ("personal_file", "mentor", "director", "curator"),
    ],
)
def test_whose_turn_it_is(edition, pair, people, kind, author, owner, executor):
    row = petition(kind, pair, author=people[author].person)
    for role, user in people.items():
        assert bool(own(edition, user)) == (role == owner), role
    decided(row, by=people["director"])
    for role, user in people.items():
        assert not own(edition, user)
        assert bool(own(edition, user, "petition_execution")) == (role == executor), role
        assert bool(own(edition, user, "petition_answer")) == (role == author), role
    keys = [duty.key for duty in collect(edition.limits(), Scope(everything=True)) if duty.target == "petitions:card"]
    assert len(keys) == len(set(keys)) == 2
    services.mark_read(row, on=TODAY, by=people[author])
    assert not own(edition, people[author], "petition_answer")


def test_nobody_is_asked_to_read_an_answer_without_a_login(edition, pair, director):
    decided(petition("ending", pair), by=director)

    found = collect(edition.limits(), Scope(everything=True))
    assert "petition_answer" not in {duty.rule for duty in found}


@pytest.mark.parametrize("count", [1, 3])
def test_duties_and_the_card_cost_the_same_however_many(client, edition, people, count, django_assert_num_queries):
    for _ in range(count):
        row = petition("ending")
        petition("mediation", row.pair)
    limits = limits_by_edition()
    with django_assert_num_queries(2):
        assert len(owed_in("petitions", own=limits)) == 2 * count
    with django_assert_num_queries(0):
        nobody = Scope(person=1, mentors=False, mentees=False)
        assert owed_in("petitions", nobody, own=limits) == []
    client.force_login(people["curator"])
    client.get("/")
    with django_assert_num_queries(9):
        client.get(row.get_absolute_url())
