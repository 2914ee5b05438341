"""Who is responsible for an item of the plan owes it, is reminded of it and marks it; the mentor confirms (PRN-07)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.desk.duties import collect, fulfilled, scope_for, url_of
from mentorship.people.models import Person
from tests.factories import programs as made
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.programs.writing import url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-20")]
TODAY, DUE = dt.date(2026, 11, 20), dt.date(2026, 12, 1)


@pytest.fixture
def item(mentee, pair, curator):
    program = made.approved(pair, curator)
    return made.activity(program, DUE, responsible=mentee.person, title="Посетить урок")


def owed(edition, user, on=TODAY):
    return [
        (duty.what, url_of(duty))
        for duty in collect(edition.limits(), scope_for(user.person_id, on))
        if duty.rule == "activity_due"
    ]


def mark(client, item, page="do", **changes):
    return client.post(url(page, item.pk), {"done_on": "19.11.2026", "result": "Посетил", **changes})


def test_the_responsible_mentee_owes_it_and_the_mentor_does_not(edition, mentor, mentee, item):
    assert owed(edition, mentee) == [("Выполнить: Посетить урок", reverse("programs:do", args=[item.pk]))]
    assert owed(edition, mentor) == []


def test_the_mentee_marks_and_the_mentor_confirms(as_user, edition, mentor, mentee, item):
    assert mark(as_user(mentee), item).status_code == 302
    item.refresh_from_db()
    assert (item.reported_on, item.done_on, item.is_reported) == (dt.date(2026, 11, 19), None, True)
    assert owed(edition, mentee) == []
    confirming = ("Подтвердить выполнение: Посетить урок", reverse("programs:perform", args=[item.pk]))
    assert owed(edition, mentor) == [confirming]
    assert "ждёт подтверждения наставника" in as_user(mentor).get(item.program.get_absolute_url()).text
    assert owed(edition, mentee, dt.date(2026, 11, 18)) == [("Выполнить: Посетить урок", url("do", item.pk))]

    assert "Посетил" in as_user(mentor).get(url("perform", item.pk)).text
    mark(as_user(mentor), item, "perform")

    item.refresh_from_db()
    assert item.done_on == dt.date(2026, 11, 19)
    assert owed(edition, mentor) == owed(edition, mentee) == []
    done = [row.duty.what for row in fulfilled(edition.limits(), scope_for(mentee.person_id, TODAY))]
    assert "Выполнить: Посетить урок" in done


def test_what_is_not_confirmed_is_owed_again_and_says_why(as_user, edition, mentor, mentee, item):
    mark(as_user(mentee), item)

    answer = as_user(mentor).post(url("not_done", item.pk), {"reason": "Урок перенесли"})

    assert answer.status_code == 302
    assert owed(edition, mentee) == [("Выполнить: Посетить урок", url("do", item.pk))]
    assert "Урок перенесли" in as_user(mentee).get(item.program.get_absolute_url()).text
    assert as_user(mentor).post(url("not_done", item.pk), {"reason": "Ещё раз"}).status_code == 422


@pytest.mark.parametrize(("done_on", "code"), [("20.11.2026", 302), ("21.11.2026", 422), ("14.09.2026", 422)])
def test_a_day_outside_the_pair_or_ahead_is_refused(as_user, mentee, item, done_on, code):
    assert mark(as_user(mentee), item, done_on=done_on).status_code == code
    item.refresh_from_db()
    assert (item.reported_on is not None) == (code == 302)


def test_it_is_marked_once(as_user, mentee, mentor, item):
    mark(as_user(mentee), item)
    assert "уже отмечено 19.11.2026" in mark(as_user(mentee), item).text
    mark(as_user(mentor), item, "perform")
    assert mark(as_user(mentee), item).status_code == 422


def test_nobody_else_marks_it_and_the_mentee_neither_performs_nor_cancels(as_user, mentor, mentee, curator, item):
    for user in (mentor, curator):
        assert mark(as_user(user), item).status_code == 403
    for page in ("perform", "cancel_activity", "not_done"):
        assert mark(as_user(mentee), item, page, reason="Нет").status_code == 403
    assert mark(as_user(UserFactory()), item).status_code == 404


def test_the_item_of_another_pair_is_not_owed(edition, curator, mentee, item):
    other = PairFactory(active=True)
    made.activity(made.approved(other, curator), DUE)

    assert len(owed(edition, mentee)) == 1


def test_the_mentors_own_item_is_marked_at_once(as_user, edition, mentor, pair, curator):
    item = made.activity(made.approved(pair, curator), DUE)

    assert owed(edition, mentor) == [("Выполнить: Открытое занятие", url("perform", item.pk))]
    mark(as_user(mentor), item, "perform")
    item.refresh_from_db()
    assert item.done_on == dt.date(2026, 11, 19)


@pytest.mark.parametrize("left", ["group", "work"])
def test_whoever_has_left_the_group_owes_its_items_no_more(edition, curator, left):
    gone, stays = UserFactory(), UserFactory()
    pair = PairFactory(active=True, mentees=[gone.person, stays.person])
    made.activity(made.approved(pair, curator), DUE, responsible=gone.person, title="Посетить урок")
    last, mentor = dt.date(2026, 11, 18), UserFactory(person=pair.mentor)
    if left == "group":
        pair.participations.filter(mentee=gone.person).update(closed_on=last)
    else:
        Person.objects.filter(pk=gone.person_id).update(left_on=last, left_reason="own")

    assert owed(edition, gone) == []
    assert [what for what, _ in owed(edition, mentor)] == ["Выполнить: Посетить урок"]
    assert [what for what, _ in owed(edition, gone, last)] == ["Выполнить: Посетить урок"]
    assert owed(edition, mentor, last) == []
