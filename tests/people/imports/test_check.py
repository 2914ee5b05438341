"""What a list would change: new people, changed cards, namesakes, rows that are wrong."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.people.models import Person, StaffImport
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.tables import HEADINGS, ROW, book, upload
from tests.people.imports.lists import NOW, START, counts, load, reasons, send

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-21", tick=False)]


@pytest.fixture
def client(as_user, curator):
    return as_user(curator)


def test_the_same_list_twice_changes_nothing(client):
    load(client, send(client, HEADINGS, ROW))

    page = send(client, HEADINGS, ROW)

    assert counts(page) == (0, 0, 1, 0)
    assert "Загружать нечего" in page.content.decode()
    assert Person.objects.filter(last_name="Новикова").count() == 1


def test_changes_are_shown_before_and_after_and_an_empty_cell_erases_nothing(client):
    person = PersonFactory(
        last_name="Новикова", phone="8 900 000-00-00", email="anna@sad.example", qualification="first"
    )
    page = send(
        client,
        ["ФИО", "Дата рождения", "Телефон", "Категория", "Эл. почта", "Должность"],
        ["новикова  анна петровна", "14.05.1990", "+7(900)0000000", "высшая", "", "Старший воспитатель"],
    )

    assert counts(page) == (0, 1, 0, 0)
    assert "было «первая», станет «высшая»" in page.content.decode()
    load(client, page)
    person.refresh_from_db()
    assert (person.qualification, person.email, person.phone) == ("highest", "anna@sad.example", "8 900 000-00-00")
    assert (person.last_name, person.position) == ("Новикова", "старший воспитатель")
    assert person.history.first().history_change_reason == "Загружено из списка «список.xlsx»"


def test_a_list_says_the_experience_of_today_a_card_keeps_that_of_the_first_day(client):
    headings = ["ФИО", "Дата приёма", "Пед. стаж"]
    load(client, send(client, headings, ["Новикова Анна Петровна", "01.09.2020", "10 лет"]))
    person = Person.objects.get(last_name="Новикова")

    assert (person.experience_years, person.experience_on(NOW.date())) == (4, 10)
    assert counts(send(client, headings, ["Новикова Анна Петровна", "01.09.2020", "10"])) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("text", "known"), [("1 год", "1 год"), ("5 мес.", "5 мес."), ("5 лет 11 мес.", "5 лет 11 мес.")]
)
def test_experience_shorter_than_the_work_here_is_asked_about_not_made_longer(client, text, known):
    """Who was a helper first teaches from the day of admission: that day says it."""
    headings = ["ФИО", "Дата приёма", "Пед. стаж"]
    page = send(client, headings, ["Новикова Анна Петровна", "01.09.2020", text])

    assert f"Стаж {known} меньше работы у нас: с 01.09.2020 прошло 6 лет" in reasons(page)
    headings, row = [*headings, "Допущен к работе"], ["Новикова Анна Петровна", "01.09.2020", text, "20.09.2026"]
    assert counts(send(client, headings, row))[0] == 1


def test_months_over_whole_years_are_at_most_eleven(client):
    page = send(client, ["ФИО", "Дата приёма", "Пед. стаж"], ["Новикова Анна Петровна", "01.09.2020", "12 г. 13 мес."])

    assert "месяцев сверх полных лет бывает от 0 до 11" in reasons(page)


def test_months_of_experience_are_kept_and_a_list_of_whole_years_takes_nothing_from_them(client):
    headings = ["ФИО", "Дата приёма", "Пед. стаж"]
    load(client, send(client, headings, ["Новикова Анна Петровна", "01.09.2020", "10 л. 8 мес."]))
    person = Person.objects.get(last_name="Новикова")

    assert person.experience_months_on(NOW.date()) == 10 * 12 + 8
    assert counts(send(client, headings, ["Новикова Анна Петровна", "01.09.2020", "10 лет"])) == (0, 0, 1, 0)
    assert counts(send(client, headings, ["Новикова Анна Петровна", "01.09.2020", "10 л. 9 мес."])) == (0, 1, 0, 0)
    page = send(client, headings, ["Новикова Анна Петровна", "01.09.2020", "10,3"])
    assert "«10,3» можно понять по-разному" in reasons(page)


def test_a_title_across_the_table_is_no_person_and_a_merged_name_is_explained(client):
    rows = ["ФИО", "Должность"], ["Педагоги"], ["Новикова Анна Петровна", "логопед"], ["", "воспитатель"]
    client.post(START, {"file": upload(book(*rows, merge=("A2:B2", "A3:A4")))})
    found = StaffImport.objects.get()
    client.post(reverse("people:import_columns", args=[found.pk]), {"column_0": "full_name", "column_1": "title"})

    page = client.get(found.get_absolute_url())

    assert counts(page) == (1, 0, 0, 1)
    assert "объединена с соседними (A3:A4)" in reasons(page)


def test_namesakes_are_never_guessed(client):
    for year in (1980, 1990):
        PersonFactory(last_name="Новикова", birth_date=dt.date(year, 1, 1))

    page = send(client, ["ФИО", "Должность"], ["Новикова Анна Петровна", "логопед"])

    assert counts(page) == (0, 0, 0, 1)
    assert "01.01.1980, 01.01.1990. Укажите в файле дату рождения." in reasons(page)


def test_a_day_of_birth_finds_the_card_without_one_and_fills_it(client):
    person = PersonFactory(last_name="Новикова", birth_date=None)

    load(client, send(client, ["ФИО", "Д.р."], ["Новикова Анна Петровна", "01.02.1990"]))

    person.refresh_from_db()
    assert person.birth_date == dt.date(1990, 2, 1)
    assert Person.objects.filter(last_name="Новикова").count() == 1


@pytest.mark.parametrize("born", [("14.05.1990", "14.05.1990"), ("", ""), ("14.05.1990", "")])
def test_two_alike_in_a_file_are_named_with_a_way_out(client, born):
    rows = [["Новикова Анна Петровна", day, post] for day, post in zip(born, ("учитель", "логопед"), strict=True)]

    page = send(client, ["ФИО", "Дата рождения", "Должность"], *rows)

    assert counts(page) == (0, 0, 0, 2)
    assert "стоит в файле дважды: ещё в строке 3" in reasons(page)
    assert "вторую должность этому человеку добавляют на его карточке" in reasons(page)


def test_two_of_one_name_and_different_days_are_two_people(client):
    rows = [["Новикова Анна Петровна", day] for day in ("14.05.1990", "15.05.1990")]

    load(client, send(client, ["ФИО", "Дата рождения"], *rows))

    assert Person.objects.filter(last_name="Новикова").count() == 2


def test_facts_of_the_row_and_of_the_card_are_judged_together(client):
    PersonFactory(last_name="Новикова", hired_on=dt.date(2026, 9, 1), admitted_on=None)

    page = send(client, ["ФИО", "Допущен к работе"], ["Новикова Анна Петровна", "01.08.2026"])

    assert counts(page) == (0, 0, 0, 1)
    assert "Допуск к работе 01.08.2026 раньше приёма 01.09.2026." in reasons(page)
    assert "Новикова Анна Петровна" in page.content.decode()


def test_every_error_names_the_person(client):
    page = send(client, ["Фамилия", "Имя", "Пол"], ["Ли", "Женя", ""], ["Борисов", "П.", "м"], ["", "Мария", "ж"])

    text = page.content.decode()
    for name in ("Ли Женя", "Борисов П.", "Мария"):
        assert f"<strong>{name}</strong>, строка" in text
    assert "Добавьте столбец «Пол»" in text
    assert "полностью" in text


def test_the_card_of_somebody_who_left_is_not_filled_from_a_list(client, curator):
    load(client, send(client, HEADINGS, ROW))
    person = Person.objects.get(last_name="Новикова")
    Person.objects.filter(pk=person.pk).update(left_on="2026-10-01", left_reason="по собственному желанию")

    page = send(client, HEADINGS, [*ROW[:-1], "9"])

    assert counts(page)[3] == 1
    assert "уволенного сотрудника, последний день 01.10.2026" in reasons(page)
    client.post(reverse("leaving:stay", args=[person.pk]), {"reason": "записано по ошибке"})
    person.refresh_from_db()
    assert (person.left_on, person.left_reason) == (None, "")


def test_a_list_shuts_the_door_to_nobody_who_is_needed(client):
    UserFactory(office="admin", person__last_name="Новикова", person__hired_on=dt.date(2026, 9, 1))

    page = send(client, ["ФИО", "Принят на работу"], ["Новикова Анна Петровна", "01.02.2027"])

    assert counts(page) == (0, 0, 0, 1)
    assert "Приём на работу 01.02.2027 ещё не наступил" in reasons(page)
