"""Signing in: passwords, paper codes, offices, and the door that exists only in the demo."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from mentorship.access.roles import Joint, Office
from mentorship.people.models import EarlierEmployment, OfficeTerm, User
from mentorship.regulation.models import Institution
from tests.factories.people import PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def printed_code(client, person, username="novaya"):
    page = client.post(reverse("people:invite", args=[person.pk]), {"username": username}).content.decode()
    return re.search(r"<strong>((?:\w{4}-){2}\w{4})</strong>", page).group(1)


def accept(client, code, password="dve vorony 7"):
    data = {"code": code, "password": password, "again": password}
    return client.post(reverse("people:accept_invitation"), data)


def test_a_person_without_mail_enters_with_a_paper_code_once(as_user, curator):
    client = as_user(curator)
    code = printed_code(client, PersonFactory())
    client.logout()

    assert accept(client, code.lower().replace("-", " ")).url == reverse("desk:today")
    client.logout()
    assert "Код не подходит" in accept(client, code).content.decode()
    assert User.objects.get(username="novaya").check_password("dve vorony 7")


def test_a_new_code_makes_the_old_one_void(as_user, curator):
    person = PersonFactory()
    client = as_user(curator)
    old, new = printed_code(client, person), printed_code(client, person)
    client.logout()

    assert "Код не подходит" in accept(client, old).content.decode()
    assert accept(client, new).status_code == 302


def test_a_code_expires_in_two_weeks(as_user, curator):
    with time_machine.travel("2026-11-01 12:00:00+03:00"):
        code = printed_code(as_user(curator), PersonFactory())
    with time_machine.travel("2026-11-15 12:00:01+03:00"):
        client = as_user(curator)
        client.logout()
        assert "Код не подходит" in accept(client, code).content.decode()


def test_a_weak_password_is_refused_and_the_code_stays_good(as_user, curator):
    client = as_user(curator)
    code = printed_code(client, PersonFactory())
    client.logout()

    assert accept(client, code, "12345678").status_code == 422
    assert accept(client, code).status_code == 302


def test_the_personas_exist_in_the_demo_only(client, settings):
    user = UserFactory(username="curator")
    address = reverse("people:enter_as_persona", args=["curator"])

    assert client.post(address).status_code == 404
    assert "Войти: curator" not in client.get(reverse("people:login")).content.decode()
    settings.DEMO = True
    assert "Войти: curator" in client.get(reverse("people:login")).content.decode()
    assert client.post(address).url == reverse("desk:today")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_curator_from_the_deputies_needs_no_explanation_others_do(as_user, director):
    person = PersonFactory(position="воспитатель")
    client = as_user(director)
    address = reverse("people:grant_office", args=[person.pk])
    office = {"office": "curator", "starts_on": "01.09.2026"}

    refused = client.post(address, office)
    assert "из числа заместителей" in refused.content.decode()
    assert client.post(address, {**office, "basis": "приказ № 3, заместителей нет"}).status_code == 302
    assert OfficeTerm.objects.get(person=person).office == Office.CURATOR


def test_an_office_ends_with_its_last_day(edition):
    user = UserFactory(office=Office.CURATOR)
    OfficeTerm.objects.update(ends_on="2026-11-20")

    with time_machine.travel("2026-11-20 12:00:00+03:00"):
        assert User.objects.get(pk=user.pk).offices == {Office.CURATOR}
    with time_machine.travel("2026-11-21 12:00:00+03:00"):
        assert User.objects.get(pk=user.pk).offices == set()


def test_a_blocked_account_cannot_be_used(as_user):
    admin, other = UserFactory(office=Office.ADMIN), UserFactory()

    as_user(admin).post(reverse("people:block_account", args=[other.pk]))

    assert not User.objects.get(pk=other.pk).is_active


def test_a_curator_gets_no_code_to_the_directors_account(as_user, curator, director):
    """Whoever holds a code holds the account: otherwise a curator could sign orders."""
    address = reverse("people:invite", args=[director.person_id])

    refused = as_user(curator).post(address, {"username": "director"})
    assert "выдаёт только администратор" in refused.content.decode()
    assert printed_code(as_user(UserFactory(office=Office.ADMIN)), director.person, "director")


def test_an_administrator_does_not_lock_the_own_door(as_user):
    admin = UserFactory(office=Office.ADMIN)

    as_user(admin).post(reverse("people:block_account", args=[admin.pk]))

    assert User.objects.get(pk=admin.pk).is_active


def test_an_administrator_keeps_the_banks_by_the_edition_in_force_and_nobody_is_granted_it(
    as_user, edition, director, django_assert_num_queries
):
    admin, other = UserFactory(office=Office.ADMIN), UserFactory(office=Office.CLERK)
    assert User.objects.get(pk=admin.pk).offices == {Office.ADMIN}
    register = reverse("archive:paper", args=["D47", Institution.objects.get().pk, "pdf"])
    assert as_user(admin).get(register).status_code == 403
    edition.admin_keeps_banks = True
    edition.save()

    found = User.objects.get(pk=admin.pk)
    with django_assert_num_queries(1):
        assert found.offices == {Office.ADMIN, Joint.KEEPER}
    assert User.objects.get(pk=other.pk).offices == {Office.CLERK}
    assert as_user(admin).get(register).status_code == 200
    assert "Наставляемые" in as_user(admin).get("/").content.decode()
    answer = as_user(director).post(
        reverse("people:grant_office", args=[other.person_id]), {"office": "keeper", "starts_on": "01.09.2026"}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(("moment", "held"), [("2026-12-01 00:30", True), ("2026-11-30 23:30", False)])
def test_a_code_knows_the_day_of_the_institution_not_of_greenwich(as_user, curator, moment, held):
    """C19: at half past midnight in Moscow it is still yesterday in UTC."""
    head, leaver = UserFactory().person, PersonFactory()
    OfficeTerm.objects.create(person=head, office=Office.DIRECTOR, starts_on="2026-11-01", ends_on="2026-11-30")
    type(leaver).objects.filter(pk=leaver.pk).update(left_on="2026-11-30", left_reason="переезд")

    with time_machine.travel(f"{moment}:00+03:00"):
        client = as_user(curator)
        of_head = client.post(reverse("people:invite", args=[head.pk]), {"username": "head"}).content.decode()
        of_leaver = client.post(reverse("people:invite", args=[leaver.pk]), {"username": "leaver"}).content.decode()

    assert ("выдаёт только администратор" in of_head) != held
    assert ("последний рабочий день прошёл" in of_leaver) == held


def test_an_office_that_ends_later_is_not_said_to_be_over(as_user, director):
    """N6: the last day is a month ahead."""
    user = UserFactory(office=Office.CLERK)
    term = OfficeTerm.objects.get(person=user.person)

    with time_machine.travel("2026-11-30 12:00:00+03:00"):
        end = reverse("people:end_office", args=[term.pk])
        page = as_user(director).post(end, {"on": "31.12.2026"}, follow=True).content.decode()

    assert "Роль снята" not in page
    assert "Последний день роли записан" in page
    assert "по 31.12.2026" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert term.history.filter(history_change_reason="Роль по 31.12.2026").exists()


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-11-30", ""),
        ("2026-12-01", "приём на работу 10.12.2026 ещё не наступил"),
        ("2026-12-09", "приём на работу 10.12.2026 ещё не наступил"),
        ("2026-12-10", ""),
    ],
)
def test_a_code_of_who_is_hired_again_waits_for_the_day(as_user, curator, today, words):
    person = PersonFactory(hired_on=dt.date(2026, 12, 10), admitted_on=dt.date(2026, 12, 10))
    EarlierEmployment.objects.create(person=person, left_on=dt.date(2026, 11, 30), left_reason="переезд")

    with time_machine.travel(f"{today} 12:00:00+03:00"):
        page = as_user(curator).post(reverse("people:invite", args=[person.pk]), {"username": "back"}).content.decode()

    assert (words in page) if words else User.objects.filter(username="back").exists()
    assert "последний рабочий день прошёл" not in page
