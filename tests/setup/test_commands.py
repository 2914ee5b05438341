"""The commands of the first run."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.people.factors.services import new_sheet
from mentorship.people.models import Person
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory


def test_the_presets_are_listed():
    output = StringIO()
    call_command("institutions", stdout=output)

    assert "gofitskoe  МКДОУ ДС № 39 «Золотой петушок» с. Гофицкое" in output.getvalue()


def test_an_empty_installation_starts_with_the_administrators_code(client, db):
    """From nothing to a curator's card: nobody is left outside a locked door."""
    output = StringIO()
    call_command("start", "gofitskoe", "--name", "Дроздова Инна Ильинична", "--sex", "f", stdout=output)
    code = output.getvalue().split("код: ")[1].split()[0]

    client.post(
        reverse("people:accept_invitation"), {"code": code, "password": "dve vorony 7", "again": "dve vorony 7"}
    )
    card = {
        "last_name": "Соколова",
        "first_name": "Ирина",
        "sex": "f",
        "title": "заместитель заведующего",
        "is_deputy": "on",
    }
    client.post(reverse("people:add"), card)
    curator = Person.objects.get(last_name="Соколова")
    client.post(reverse("people:grant_office", args=[curator.pk]), {"office": "curator", "starts_on": "01.09.2026"})

    assert [term.office for term in curator.office_terms.all()] == ["curator"]
    assert client.post(reverse("people:invite", args=[curator.pk]), {"username": "sokolova"}).status_code == 200


def test_an_institution_is_started_once(edition):
    with pytest.raises(CommandError, match="уже заведено"):
        call_command("start", "gofitskoe")


def restored(who):
    """The code that the command prints."""
    output = StringIO()
    call_command("administrator", who, stdout=output)
    return output.getvalue().split("код: ")[1].split()[0]


def enter(client, code):
    typed = {"code": code, "password": "dve vorony 7", "again": "dve vorony 7"}
    return client.post(reverse("people:accept_invitation"), typed)


@pytest.mark.today("2026-11-20")
def test_a_locked_out_administrator_is_let_in_from_the_command_line(client, edition):
    """The door was shut, and the office begins some day to come."""
    user = UserFactory(username="drozdova", is_active=False)
    term = OfficeTermFactory(person=user.person, office=Office.ADMIN, starts_on=dt.date(2027, 1, 1))

    assert enter(client, restored("drozdova")).status_code == 302

    term.refresh_from_db()
    assert term.starts_on == dt.date(2026, 11, 20)
    assert client.get(reverse("people:accounts")).status_code == 200
    (said, *_) = term.history.values_list("history_change_reason", flat=True)
    assert said == "Роль «Системный администратор» с 20.11.2026: из командной строки"
    assert user.history.filter(history_change_reason="Вход разрешён, выдан код: из командной строки").exists()


@pytest.mark.today("2026-11-20")
def test_somebody_without_a_login_becomes_the_administrator_by_name(client, edition):
    person = PersonFactory(last_name="Дроздова", first_name="Инна", patronymic="Ильинична")

    assert enter(client, restored("Дроздова Инна Ильинична")).status_code == 302

    term = person.office_terms.get()
    assert (term.office, term.starts_on, term.basis) == (Office.ADMIN, dt.date(2026, 11, 20), "из командной строки")
    assert client.get(reverse("people:accounts")).status_code == 200


@pytest.mark.today("2026-11-20")
def test_who_is_an_administrator_gets_only_a_code(client, edition):
    user = UserFactory(office=Office.ADMIN)

    assert enter(client, restored(user.username)).status_code == 302

    assert user.person.office_terms.count() == 1


@pytest.mark.today("2026-11-20")
def test_an_administrator_who_has_lost_the_second_step_is_let_in_without_it(client, edition):
    user = UserFactory(office=Office.ADMIN)
    new_sheet(user)

    assert enter(client, restored(user.username)).url == "/"

    assert client.get(reverse("people:accounts")).status_code == 200
    assert user.history.filter(history_change_reason="Второй шаг при входе снят: из командной строки").exists()


@pytest.mark.today("2026-11-20")
def test_nobody_else_becomes_the_administrator(edition):
    PersonFactory(last_name="Дроздова", left_on=dt.date(2026, 11, 1), left_reason="переезд")
    for year in (1980, 1990):
        PersonFactory(last_name="Белова", birth_date=dt.date(year, 5, 14))

    for who, why in (
        ("Дроздова Анна Петровна", "последний рабочий день прошёл"),
        ("Белова Анна Петровна", "Таких сотрудников несколько"),
        ("nobody", "Нет такого логина"),
    ):
        with pytest.raises(CommandError, match=why):
            call_command("administrator", who)
    assert not Person.objects.filter(office_terms__office=Office.ADMIN).exists()
