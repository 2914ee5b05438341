"""Loading a list of staff through the pages: what is asked, shown, saved and refused."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.people.models import Person, Position, StaffImport
from tests.factories.people import UserFactory
from tests.factories.tables import HEADINGS, ROW, book, read_book, upload
from tests.people.imports.lists import START, counts, load, send

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-21", tick=False)]


@pytest.fixture
def client(as_user, curator):
    return as_user(curator)


def test_the_whole_walk(client):
    first = client.get(START).content.decode()
    assert "Что понадобится" in first
    assert "ничего не сохраняется" in first

    page = send(client, HEADINGS, ROW, [2, "Борисов Пётр Ильич", "1/2/1985", "Учитель математики", "б/к", "10"])

    text = page.content.decode()
    assert "Пока ничего не сохранено" in text
    assert "Загрузить 2 человек" in text
    assert counts(page) == (2, 0, 0, 0)
    assert not Person.objects.filter(last_name="Новикова").exists()

    done = load(client, page).content.decode()

    assert "Список загружен" in done
    anna = Person.objects.get(last_name="Новикова")
    assert (anna.sex, anna.birth_date, anna.qualification, anna.experience_years) == (
        "f",
        dt.date(1990, 5, 14),
        "highest",
        5,
    )
    assert (anna.position, anna.main_position.is_main, anna.main_position.is_teaching) == ("воспитатель", True, True)
    assert "Борисов" in client.get(reverse("people:list"), {"q": "петр борисов"}).content.decode()
    assert "Загружено из списка «список.xlsx»" in client.get(anna.get_absolute_url()).content.decode()


def test_the_sample_can_be_loaded_as_it_is(client):
    sample = read_book(client.get(reverse("people:import_sample")).content)

    page = send(client, *sample)

    assert counts(page) == (1, 0, 0, 0)
    assert page.context["outcome"].of("new")[0].name == sample[1][0]


def test_headings_nobody_knows_are_mapped_by_hand(client):
    client.post(START, {"file": upload(book(["Кто это", "Кем трудится"], ["Новикова Анна Петровна", "логопед"]))})
    found = StaffImport.objects.get()
    url = reverse("people:import_columns", args=[found.pk])

    page = client.get(url).content.decode()
    assert "Например: Новикова Анна Петровна" in page
    nameless = client.post(url, {"column_0": "", "column_1": "title"})
    twice = client.post(url, {"column_0": "full_name", "column_1": "full_name"})

    assert (nameless.status_code, twice.status_code) == (422, 422)
    assert "Отметьте, где имя" in nameless.content.decode()
    assert "Оставьте один" in twice.content.decode()
    client.post(url, {"column_0": "full_name", "column_1": "title"})
    assert counts(client.get(found.get_absolute_url())) == (1, 0, 0, 0)


def test_wrong_rows_come_back_with_reasons_are_corrected_and_loaded(client):
    wrong = [2, "Борисов Пётр Ильич", "31.02.1985", "=1+1 учитель", "б/к", "давно"]
    page = send(client, HEADINGS, ROW, wrong)
    assert counts(page) == (1, 0, 0, 1)
    done = load(client, page)
    found = StaffImport.objects.get()
    assert "Скачать строки с ошибками" in done.content.decode()
    assert Person.objects.filter(last_name__in=["Новикова", "Борисов"]).count() == 1

    back = read_book(client.get(reverse("people:import_wrong", args=[found.pk])).content)

    assert back[0] == [*HEADINGS, "Что исправить"]
    assert "такой даты нет" in back[1][-1]
    assert "Стаж" in back[1][-1]
    back[1][2:6] = ["28.02.1985", "учитель", "б/к", "12"]
    again = send(client, *back)
    assert counts(again) == (1, 0, 0, 0)
    load(client, again)
    assert Person.objects.get(last_name="Борисов").experience_years == 12
    assert counts(send(client, HEADINGS, ROW, wrong)) == (0, 0, 1, 1)


def test_the_second_click_loads_nothing_again(client):
    page = send(client, HEADINGS, ROW)

    load(client, page)
    again = load(client, page)

    assert "Список загружен" in again.content.decode()
    assert Person.objects.filter(last_name="Новикова").count() == 1
    assert Position.history.filter(person__last_name="Новикова").count() == 1


def test_a_list_lies_open_only_to_whoever_uploaded_it(client, as_user):
    found = send(client, HEADINGS, ROW).context["found"]

    other = as_user(UserFactory(office=Office.CLERK))

    assert other.get(found.get_absolute_url()).status_code == 404
    assert other.post(reverse("people:import_apply", args=[found.pk]), {"seen": "x"}).status_code == 404
