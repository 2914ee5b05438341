"""The last administrator keeps the office; the last head, and the last curator of pairs, do not leave it without a word."""

import datetime as dt
from functools import partial

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.people.accounts.rules import first_gap
from mentorship.people.employment.services import record_leaving
from mentorship.people.models import OfficeTerm, User
from mentorship.people.services import edit_person
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-20")]
DAY = {"on": "20.11.2026"}
PASSES = {Office.ADMIN: 422, Office.DIRECTOR: 302}  # what is answered to the confirmation


@pytest.fixture(params=[(Office.ADMIN, "некому будет выдавать коды"), (Office.DIRECTOR, "некому будет подписывать")])
def last(request, edition):
    """The only holder of the office and what becomes impossible without one."""
    office, impossible = request.param
    return UserFactory(office=office), office, impossible


def term_of(user, office):
    return OfficeTerm.objects.get(person=user.person_id, office=office)


def test_the_own_last_office_is_ended_only_with_a_word(as_user, last):
    user, office, impossible = last
    client, address = as_user(user), reverse("people:end_office", args=[term_of(user, office).pk])

    refused = client.post(address, DAY)

    assert refused.status_code == 422
    assert f"После 20.11.2026 этой роли не будет ни у кого ({user.person.short_name}" in refused.content.decode()
    assert impossible in refused.content.decode()
    assert term_of(user, office).ends_on is None
    confirmed = client.post(address, {**DAY, "confirmed": "on"})
    assert confirmed.status_code == PASSES[office]
    assert term_of(user, office).ends_on == (dt.date(2026, 11, 20) if office == Office.DIRECTOR else None)


def test_nor_is_it_given_an_end_on_the_page_of_its_term(as_user, last):
    user, office, impossible = last
    term = term_of(user, office)
    client, address = as_user(user), reverse("people:edit_office", args=[term.pk])
    page = client.get(address)
    typed = {"starts_on": f"{term.starts_on:%d.%m.%Y}", "ends_on": "20.11.2026", "_seen": page.context["seen"]}

    refused = client.post(address, typed)

    assert impossible in refused.content.decode()
    assert client.post(address, {**typed, "confirmed": "on"}).status_code == PASSES[office]


def test_whoever_is_followed_by_another_leaves_at_once(as_user, edition):
    user = UserFactory(office=Office.ADMIN)
    UserFactory(office=Office.ADMIN)

    as_user(user).post(reverse("people:end_office", args=[term_of(user, Office.ADMIN).pk]), DAY)

    assert term_of(user, Office.ADMIN).ends_on == dt.date(2026, 11, 20)


def test_another_without_a_login_is_no_other(as_user, edition):
    user, other = UserFactory(office=Office.ADMIN), UserFactory(office=Office.ADMIN)
    other.is_active = False
    other.save()

    as_user(user).post(reverse("people:end_office", args=[term_of(user, Office.ADMIN).pk]), DAY)

    assert term_of(user, Office.ADMIN).ends_on is None


def test_another_who_has_not_opened_the_login_is_no_other(as_user, edition):
    user = UserFactory(office=Office.ADMIN)
    other = UserFactory(office=Office.ADMIN, password="!unopened")
    client, address = as_user(user), reverse("people:end_office", args=[term_of(user, Office.ADMIN).pk])

    refused = client.post(address, DAY)

    assert refused.status_code == 422
    assert "дождитесь, пока он задаст пароль по коду с листка" in refused.content.decode()
    User.objects.filter(pk=other.pk).update(password="opened")
    assert client.post(address, DAY).status_code == 302


def test_nor_does_the_office_of_the_last_begin_later_without_a_word(as_user, last):
    user, office, impossible = last
    term = term_of(user, office)
    client, address = as_user(user), reverse("people:edit_office", args=[term.pk])
    typed = {"starts_on": "01.12.2026", "ends_on": "", "_seen": client.get(address).context["seen"]}

    refused = client.post(address, typed)

    assert refused.status_code == 422
    assert "После 19.11.2026 этой роли не будет ни у кого" in refused.content.decode()
    assert impossible in refused.content.decode()
    assert term_of(user, office).starts_on == term.starts_on
    assert client.post(address, {**typed, "confirmed": "on"}).status_code == PASSES[office]


def test_nor_is_the_door_of_the_last_shut_without_a_word(as_user, last):
    """An administrator whose own term ends shuts out the one who follows; a head goes on when it is meant."""
    user, office, impossible = last
    by = UserFactory(office=Office.ADMIN)
    if office == Office.ADMIN:
        OfficeTerm.objects.filter(person=by.person_id).update(ends_on=dt.date(2026, 11, 30))
    client, address = as_user(by), reverse("people:block_account", args=[user.pk])

    refused = client.post(address)

    assert refused.status_code == 422
    assert impossible in refused.content.decode()
    assert User.objects.get(pk=user.pk).is_active
    assert client.post(address, {"confirmed": "on"}).status_code == PASSES[office]
    assert User.objects.get(pk=user.pk).is_active == (office == Office.ADMIN)


def test_nor_does_a_day_of_hiring_to_come_shut_it(last, curator):
    user, *_ = last
    card = {"hired_on": dt.date(2026, 12, 1), "admitted_on": dt.date(2026, 12, 1)}

    with pytest.raises(RuleBroken, match="до него войти нельзя, а у сотрудника уже есть роль"):
        edit_person(user.person, card=card, by=curator, today=TODAY)


A, B = (dt.date(2026, 11, day) for day in (10, 25))
TODAY, ALWAYS = dt.date(2026, 11, 20), (dt.date(2020, 1, 1), None)


@pytest.mark.parametrize(
    ("before", "after", "gap"),
    [
        ([ALWAYS], [ALWAYS], None),
        ([ALWAYS], [(ALWAYS[0], B)], dt.date(2026, 11, 26)),
        ([ALWAYS], [(ALWAYS[0], A)], TODAY),
        ([ALWAYS], [(A, None)], None),
        ([ALWAYS], [(TODAY, None)], None),
        ([ALWAYS], [(B, None)], TODAY),
        ([ALWAYS, (B, None)], [(ALWAYS[0], A), (B, None)], TODAY),
        ([ALWAYS, (B, None)], [(ALWAYS[0], B), (B, None)], None),
        ([(ALWAYS[0], B)], [(ALWAYS[0], B)], None),
        ([(ALWAYS[0], A), (B, None)], [(ALWAYS[0], A), (dt.date(2026, 12, 1), None)], B),
    ],
)
def test_a_gap_is_a_day_to_come_that_a_change_takes(before, after, gap):
    assert first_gap(before, after, TODAY) == gap


def test_the_last_curator_ends_at_once_where_no_pair_runs(as_user, director):
    curator = UserFactory(office=Office.CURATOR)

    as_user(director).post(reverse("people:end_office", args=[term_of(curator, Office.CURATOR).pk]), DAY)

    assert term_of(curator, Office.CURATOR).ends_on == dt.date(2026, 11, 20)


def test_the_last_curator_of_running_pairs_goes_only_with_a_word(as_user, director):
    curator = UserFactory(office=Office.CURATOR)
    PairFactory(active=True)
    client, address = as_user(director), reverse("people:end_office", args=[term_of(curator, Office.CURATOR).pk])

    assert "некому будет вести действующие пары" in client.post(address, DAY).content.decode()
    assert client.post(address, {**DAY, "confirmed": "on"}).status_code == 302


def test_a_last_administrator_who_leaves_the_job_does_leave_when_it_is_meant(as_user, director):
    admin = UserFactory(office=Office.ADMIN)
    leaves = partial(record_leaving, admin.person, left_on=TODAY, reason="переезд", by=admin, today=TODAY)

    with pytest.raises(RuleBroken, match="некому будет выдавать коды"):
        leaves()
    assert leaves(emptied=True).left_on == TODAY
    assert "записала увольнение, им заканчивается роль «Системный администратор»" in director.person.alerts.get().text
