"""Whose office, address or password has changed is told; of heads and administrators all of them are."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.people.accounts.services import edit_office, end_office, grant_office
from mentorship.people.models import Alert, OfficeTerm, Person, User
from mentorship.people.services import edit_person
from mentorship.regulation.edition.services import set_rules
from mentorship.reminders.services.outbox import deliver
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory
from tests.people.imports.lists import counts, load, reasons, send

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
NAMES = ("Главная", "Другая")
TODAY, LATER = dt.date(2026, 9, 20), dt.date(2026, 10, 1)


def given(edition, person, office, by):
    return grant_office(person, office=office, starts_on=LATER, basis="приказ", limits=edition.limits(), by=by)


def told():
    """Who has been told what since the last time."""
    found = {alert.person_id: alert.text for alert in Alert.objects.all()}
    Alert.objects.all().delete()
    return found


def letters():
    deliver(timezone.now())
    return {letter.to[0]: letter.body for letter in mail.outbox}


@pytest.mark.parametrize("office", [Office.ADMIN, Office.DIRECTOR])
def test_an_office_of_the_head_or_an_administrator_is_told_to_all_of_them_and_its_holder(edition, director, office):
    admin, other, curator = (UserFactory(office=o) for o in (Office.ADMIN, Office.ADMIN, Office.CURATOR))
    if office == Office.DIRECTOR:
        end = OfficeTerm.objects.filter(person=director.person)
        end.update(ends_on=dt.date(2026, 9, 30))
    person = PersonFactory(email="new@sad.example")
    term = given(edition, person, office, admin)
    everybody = {person.pk, director.person_id, other.person_id}
    found = told()
    assert found.keys() == everybody
    assert f"{admin} назначила роль «{term.title}» ({person.short_name}, с 01.10.2026)." in found[director.person_id]
    assert letters().keys() >= {"new@sad.example", "director@sad.example"}

    term = edit_office(term, fields={"starts_on": dt.date(2026, 10, 2)}, by=admin, confirmed=True)
    assert told().keys() == everybody
    end_office(term, ends_on=dt.date(2026, 12, 31), by=admin, confirmed=True)
    found = told()
    assert found.keys() == everybody
    assert "записала последний день роли" in found[person.pk]
    assert curator.person_id not in found


def test_another_office_is_told_to_its_holder_alone(edition, director):
    person = PersonFactory()
    given(edition, person, Office.CLERK, director)

    assert told().keys() == {person.pk}


@pytest.mark.parametrize("office", [Office.CURATOR, Office.CLERK, Office.COUNCIL])
def test_whoever_gives_themselves_an_office_gets_the_letter_and_the_others_who_give_offices_are_told(
    edition, director, office
):
    admin, other = UserFactory(office=Office.ADMIN, email="admin@sad.example"), UserFactory(office=Office.ADMIN)
    term = given(edition, admin.person, office, admin)

    found = told()
    assert found.keys() == {director.person_id, other.person_id}
    assert f"{admin} назначила роль «{term.title}» ({admin.person.short_name}" in found[director.person_id]
    assert f"назначила роль «{term.title}»" in letters()["admin@sad.example"]
    edit_office(term, fields={"starts_on": TODAY}, by=admin)
    assert told().keys() == {director.person_id, other.person_id}


@pytest.mark.parametrize(("office", "told_of_it"), [(Office.ADMIN, True), (Office.CURATOR, False)])
def test_an_administrator_who_lets_administrators_keep_the_banks_is_told_of(edition, director, office, told_of_it):
    by, other = UserFactory(office=office), UserFactory(office=Office.ADMIN)
    more = {"clauses": {}, "reason": "", "confirmed": True, "today": TODAY, "by": by}
    set_rules(edition, values={"admin_keeps_banks": True}, **more)

    found = told()
    assert found.keys() == ({director.person_id, other.person_id} if told_of_it else set())
    assert all(f"{by} записала в правилах, что системный администратор" in words for words in found.values())
    set_rules(edition, values={"admin_keeps_banks": False}, **more)
    assert told() == {}


def test_a_changed_address_is_told_at_the_former_one_and_on_the_first_page(as_user, curator):
    owner = UserFactory(email="old@sad.example")
    edit_person(owner.person, card={"email": "new@sad.example"}, by=curator, today=TODAY)

    assert letters().keys() == {"old@sad.example"}
    page = as_user(owner).get("/").content.decode()
    assert f"{curator} изменила адрес почты в вашей карточке: теперь new@sad.example" in page
    assert reverse("people:alert_seen", args=[Alert.objects.get().pk]) in page


@pytest.mark.parametrize("own", [True, False])
def test_an_address_that_its_owner_has_not_confirmed_is_written_nothing(edition, curator, own):
    """Whoever has put it into the card would read, and keep from the owner, what is told of the account."""
    owner = UserFactory(email="old@sad.example", office=Office.CLERK)
    by = owner if own else curator
    for address in ("evil@sad.example", "other@sad.example"):
        edit_person(Person.objects.get(pk=owner.person_id), card={"email": address}, by=by, today=TODAY)
    edit_office(owner.person.office_terms.get(), fields={"basis": "приказ № 1"}, by=curator)

    assert letters().keys() == {"old@sad.example"}
    assert "изменила срок или основание роли" in owner.person.alerts.last().text


def test_of_an_address_of_somebody_with_an_office_the_head_and_the_administrators_learn_too(edition, curator, director):
    clerk, admin = UserFactory(office=Office.CLERK), UserFactory(office=Office.ADMIN)
    edit_person(curator.person, card={"email": "new@sad.example"}, by=clerk, today=TODAY)
    found = told()
    assert found.keys() == {curator.person_id, director.person_id, admin.person_id}
    assert (
        f"{clerk} изменила адрес почты: {curator.person.short_name}, теперь new@sad.example" in found[admin.person_id]
    )

    edit_person(Person.objects.get(pk=curator.person_id), card={"email": "own@sad.example"}, by=curator, today=TODAY)
    assert told().keys() == {curator.person_id}


def test_a_card_without_a_password_or_with_the_same_address_tells_nobody(curator):
    stranger, owner = PersonFactory(email="old@sad.example"), UserFactory(email="own@sad.example")
    edit_person(stranger, card={"email": "new@sad.example"}, by=curator, today=TODAY)
    edit_person(owner.person, card={"phone": "+7 900 000-00-00"}, by=curator, today=TODAY)

    assert told() == {}


@pytest.mark.parametrize("office", [Office.DIRECTOR, Office.ADMIN])
def test_the_address_to_which_the_heads_password_would_go_is_changed_by_an_administrator_alone(edition, office):
    """N8: otherwise a link for a new password opens what a code does not."""
    clerk, admin, owner = (UserFactory(office=o) for o in (Office.CLERK, Office.ADMIN, None))
    OfficeTermFactory(person=owner.person, office=office, starts_on=LATER)
    new = {"email": "new@sad.example"}

    with pytest.raises(RuleBroken, match="меняет только администратор"):
        edit_person(owner.person, card=new, by=clerk, today=TODAY)
    assert edit_person(owner.person, card=new, by=admin, today=TODAY).email == "new@sad.example"


def test_nor_does_a_list_which_tells_others_of_theirs(as_user, curator):
    head = UserFactory(office=Office.DIRECTOR, person__last_name="Главная").person
    other = UserFactory(person__last_name="Другая", email="old@sad.example").person
    rows = [[f"{name} Анна Петровна", "14.05.1990", f"{number}@sad.example"] for number, name in enumerate(NAMES)]
    client = as_user(curator)
    page = send(client, ["ФИО", "Дата рождения", "Эл. почта"], *rows)

    assert counts(page) == (0, 1, 0, 1)
    assert "меняет администратор на карточке" in reasons(page)
    load(client, page)
    head.refresh_from_db(), other.refresh_from_db()
    assert not User.objects.get(person=other).mail_confirmed
    assert (head.email, other.email) == (f"{head.user.username}@sad.example", "1@sad.example")
    assert told().keys() == {other.pk}
    assert letters().keys() == {"old@sad.example"}
