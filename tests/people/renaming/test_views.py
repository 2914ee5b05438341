"""The page of a new name: the cases are offered before it is written, bad input is named, two do not collide."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.people.models import FormerName, Person
from mentorship.people.names import name_in
from mentorship.people.renaming.services import rename
from tests.factories.people import PersonFactory, UserFactory
from tests.pages import text
from tests.people.imports.lists import counts, reasons, send
from tests.threads import in_threads

NEW = {
    "last_name": "Заяц", "first_name": "Анна", "patronymic": "Васильевна", "on": "05.12.2026", "basis": "свидетельство",
}  # fmt: skip


@pytest.fixture
def person(db):
    return PersonFactory(last_name="Иванова", first_name="Анна", patronymic="Васильевна")


def fields_of(page):
    return {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}


@pytest.mark.today("2026-11-21")
def test_a_new_name_is_written_once_its_cases_have_been_seen(as_user, curator, person):
    person.name_forms = {"gen": "Ивановы Анны Васильевны"}
    person.save()
    client, address = as_user(curator), reverse("people:rename", args=[person.pk])
    assert "Ивановы Анны Васильевны" in text(client.get(address))

    offered = client.post(address, NEW)
    assert offered.status_code == 422
    assert "Проверьте новое имя в падежах" in text(offered)
    assert not FormerName.objects.exists()
    typed = fields_of(offered)
    assert typed["name_gen"] == "Заяц Анны Васильевны"

    another = client.post(address, {**typed, "last_name": "Лев"})
    assert fields_of(another)["name_gen"] == "Лев Анны Васильевны"

    client.post(address, {**typed, "name_gen": "Зайца Анны Васильевны"})
    now = Person.objects.get(pk=person.pk)
    assert (now.last_name, now.renamed_on) == ("Заяц", dt.date(2026, 12, 5))
    assert now.name_forms == {"gen": "Зайца Анны Васильевны"}
    assert name_in(now, "gen") == "Ивановы Анны Васильевны"
    assert FormerName.objects.get().until_on == dt.date(2026, 12, 4)


@pytest.mark.today("2026-11-21")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"on": "31.02.2026"}, "Такой даты нет"),
        ({"on": "05.12.2028"}, "до этого дня больше года"),
        ({"on": "01.09.2026"}, "не позже приёма на работу 01.09.2026"),
        ({"on": "01.01.1985"}, "не позже дня рождения"),
        ({"basis": ""}, "Обязательное поле"),
        ({"last_name": "Иванова"}, "смены нет"),
        ({"last_name": "<b>"}, "только буквы"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(as_user, curator, person, change, words):
    client, address = as_user(curator), reverse("people:rename", args=[person.pk])
    first = client.post(address, {**NEW, **change})
    answer = first if words in text(first) else client.post(address, fields_of(first))

    assert answer.status_code == 422
    assert words in text(answer)
    assert not FormerName.objects.exists()


@pytest.mark.today("2026-11-21")
def test_a_mistake_is_mended_on_the_card_and_the_cases_are_looked_at_next(as_user, curator, person):
    client, address = as_user(curator), reverse("people:edit", args=[person.pk])
    page = client.get(address)
    assert reverse("people:rename", args=[person.pk]) in text(page)

    answer = client.post(address, {**fields_of(page), "last_name": "Ивонова"})

    assert answer.url == reverse("people:cases", args=[person.pk])
    assert not FormerName.objects.exists()
    assert (
        client.post(address, {**fields_of(page), "last_name": "Ивонова", "phone": "1"}).url == person.get_absolute_url()
    )


@pytest.mark.today("2026-11-21")
def test_a_change_is_taken_back_with_a_reason(as_user, curator, person):
    client, address = as_user(curator), reverse("people:undo_renaming", args=[person.pk])
    assert "Смена имени не записана" in text(client.get(address))
    assert "смена имени не записана" in text(client.post(address, {"reason": "ошибка"}))
    changed(person, curator)()

    client.post(address, {"reason": "ошибка"})

    assert Person.objects.get(pk=person.pk).last_name == "Иванова"


@pytest.mark.today("2026-11-21", tick=False)
@pytest.mark.parametrize(
    ("on", "row", "outcome"),
    [
        ("2026-11-01", ["Иванова Анна Васильевна", ""], (0, 0, 0, 1)),
        ("2026-11-01", ["Иванова Анна Васильевна", "14.05.1990"], (0, 0, 0, 1)),
        ("2026-11-01", ["Иванова Анна Васильевна", "15.05.1990"], (1, 0, 0, 0)),
        ("2026-11-01", ["Петрова Анна Васильевна", ""], (0, 0, 1, 0)),
        ("2026-11-22", ["Иванова Анна Васильевна", ""], (0, 0, 1, 0)),
        ("2026-11-21", ["Иванова Анна Васильевна", ""], (0, 0, 0, 1)),
    ],
)
def test_a_list_with_a_former_name_says_whom_it_looks_like(as_user, curator, person, on, row, outcome):
    changed(person, curator, "Петрова", dt.date.fromisoformat(on))()

    page = send(as_user(curator), ["ФИО", "Дата рождения"], row)

    assert counts(page) == outcome
    if outcome[3]:
        assert "Похоже на карточку «Петрова Анна Васильевна», прежде Иванова Анна Васильевна" in reasons(page)


def changed(person, by, last_name="Петрова", on=dt.date(2026, 11, 1)):
    name = {"last_name": last_name, "first_name": "Анна", "patronymic": "Васильевна"}
    today = dt.date(2026, 11, 21)
    return lambda: rename(person, name=name, cases={}, on=on, basis="свидетельство", by=by, today=today)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_changes_from_one_day_the_second_is_told():
    curator = UserFactory(office="curator")
    person = PersonFactory(last_name="Иванова", first_name="Анна", patronymic="Васильевна")

    assert in_threads([changed(person, curator), changed(person, curator, "Сидорова")]) == 1
    assert FormerName.objects.get().last_name == "Иванова"
