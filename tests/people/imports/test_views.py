"""Loading a list of staff through the pages: what is asked, shown, saved and refused."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

import pytest
import time_machine
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal
from mentorship.people.imports import services
from mentorship.people.imports.check import check
from mentorship.people.models import MenteeEntry, Person, Position, StaffImport
from tests.factories.people import MenteeEntryFactory, PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.factories.tables import HEADINGS, ROW, book, read_book, upload

pytestmark = pytest.mark.django_db
START = reverse("people:import")
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(as_user, curator):
    return as_user(curator)


def send(client, *rows, **columns):
    """Upload, accept the columns as recognised but for those given, and see the page before loading."""
    client.post(START, {"file": upload(book(*rows))})
    found = StaffImport.objects.latest("pk")
    mapping = {f"column_{index}": name for index, name in enumerate(found.mapping)} | columns
    client.post(reverse("people:import_columns", args=[found.pk]), mapping)
    return client.get(found.get_absolute_url())


def load(client, page):
    outcome, found = page.context["outcome"], page.context["found"]
    return client.post(reverse("people:import_apply", args=[found.pk]), {"seen": outcome.fingerprint}, follow=True)


def counts(page):
    return tuple(page.context["outcome"].counts.values())


def reasons(page):
    return " ".join(reason for line in page.context["outcome"].of("wrong") for reason in line.reasons)


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


def test_a_new_day_of_admission_reaches_the_bank(client):
    entry = MenteeEntryFactory(person__last_name="Новикова", person__admitted_on=dt.date(2026, 9, 1))

    load(client, send(client, ["ФИО", "Допущен к работе"], ["Новикова Анна Петровна", "10.09.2026"]))

    assert MenteeEntry.objects.get(pk=entry.pk).waits_since == dt.date(2026, 9, 10)


def test_any_number_of_mentees_costs_as_many_queries_as_one(client):
    def queries(names):
        for name in names:
            MenteeEntryFactory(person__last_name=name, person__admitted_on=dt.date(2026, 9, 1))
        page = send(client, ["ФИО", "Допущен к работе"], *([f"{name} Анна Петровна", "10.09.2026"] for name in names))
        with CaptureQueriesContext(connection) as asked:
            load(client, page)
        assert set(MenteeEntry.objects.values_list("waits_since", flat=True)) == {dt.date(2026, 9, 10)}
        return len(asked)

    assert queries(["Новикова"]) == queries(["Белова", "Серова", "Громова", "Зимина"])


def test_a_list_says_the_experience_of_today_a_card_keeps_that_of_the_first_day(client):
    headings = ["ФИО", "Дата приёма", "Пед. стаж"]
    load(client, send(client, headings, ["Новикова Анна Петровна", "01.09.2020", "10 лет"]))
    person = Person.objects.get(last_name="Новикова")

    assert (person.experience_years, person.experience_on(NOW.date())) == (4, 10)
    assert counts(send(client, headings, ["Новикова Анна Петровна", "01.09.2020", "10"])) == (0, 0, 1, 0)


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


def test_every_error_names_the_person(client):
    page = send(client, ["Фамилия", "Имя", "Пол"], ["Ли", "Женя", ""], ["Борисов", "П.", "м"], ["", "Мария", "ж"])

    text = page.content.decode()
    for name in ("Ли Женя", "Борисов П.", "Мария"):
        assert f"<strong>{name}</strong>, строка" in text
    assert "Добавьте столбец «Пол»" in text
    assert "полностью" in text


def test_the_second_click_loads_nothing_again(client):
    page = send(client, HEADINGS, ROW)

    load(client, page)
    again = load(client, page)

    assert "Список загружен" in again.content.decode()
    assert Person.objects.filter(last_name="Новикова").count() == 1
    assert Position.history.filter(person__last_name="Новикова").count() == 1


def test_what_was_agreed_to_must_still_be_true(client):
    page = send(client, HEADINGS, ROW)
    PersonFactory(last_name="Новикова", birth_date=dt.date(1990, 5, 14))

    again = load(client, page)

    assert "карточки изменились. Ничего не загружено" in again.content.decode()
    assert "Пока ничего не сохранено" in again.content.decode()
    assert Person.objects.filter(last_name="Новикова").count() == 1


def test_a_page_looked_at_while_the_list_is_loading_says_so(client):
    page = send(client, HEADINGS, ROW)
    StaffImport.objects.update(state="running", started_at=NOW)

    looked = client.get(page.context["found"].get_absolute_url())

    assert "Список загружается" in looked.content.decode()
    assert looked["Refresh"] == "2"
    load(client, page)
    assert not Person.objects.filter(last_name="Новикова").exists()
    StaffImport.objects.update(started_at=NOW - dt.timedelta(hours=1))  # the server was switched off meanwhile
    load(client, page)
    assert Person.objects.filter(last_name="Новикова").exists()


def test_a_refused_claim_gives_back_only_itself(client):
    """While the refusal is undone, somebody claims the list again: that claim stands."""
    found, later = send(client, HEADINGS, ROW).context["found"], NOW + dt.timedelta(minutes=1)

    def meanwhile(execute, sql, *rest):
        result = execute(sql, *rest)
        if sql.startswith("ROLLBACK TO"):
            StaffImport.objects.update(started_at=later)
        return result

    with connection.execute_wrapper(meanwhile), pytest.raises(Refusal):
        services.apply(found, seen="another", by=found.created_by, now=NOW)

    found.refresh_from_db()
    assert (found.state, found.started_at) == ("running", later)


def test_an_old_list_that_is_loading_right_now_is_not_forgotten(client):
    found = send(client, HEADINGS, ROW).context["found"]
    later = NOW + dt.timedelta(days=3)
    StaffImport.objects.update(state="running", started_at=later)

    services.begin(BytesIO(book(HEADINGS, ROW)), "новый.xlsx", by=found.created_by, now=later)

    found.refresh_from_db()
    assert found.state == "running"
    assert found.content


def test_rows_are_forgotten_after_loading_and_after_giving_up(client):
    load(client, send(client, HEADINGS, ROW))
    given_up = send(client, HEADINGS, ROW).context["found"]
    client.post(reverse("people:import_drop", args=[given_up.pk]))
    client.post(START, {"file": upload(book(HEADINGS, ROW))})
    with time_machine.travel(NOW + dt.timedelta(days=40)):
        services.begin(BytesIO(book(HEADINGS, ROW)), "новый.xlsx", by=given_up.created_by, now=timezone.now())

    assert [bool(found.content) for found in StaffImport.objects.order_by("pk")] == [False, False, False, True]
    assert "Ни одна карточка не изменилась" in client.get(given_up.get_absolute_url()).content.decode()


def test_a_list_lies_open_only_to_whoever_uploaded_it(client, as_user):
    found = send(client, HEADINGS, ROW).context["found"]

    other = as_user(UserFactory(office=Office.CLERK))

    assert other.get(found.get_absolute_url()).status_code == 404
    assert other.post(reverse("people:import_apply", args=[found.pk]), {"seen": "x"}).status_code == 404


def test_a_list_whose_loading_was_cut_off_is_loaded_again_and_once(client):
    page = send(client, HEADINGS, ROW)
    found = page.context["found"]
    StaffImport.objects.filter(pk=found.pk).update(state="running", started_at=NOW - dt.timedelta(minutes=11))

    page = client.get(found.get_absolute_url())
    assert "Пока ничего не сохранено" in page.content.decode()
    load(client, page)
    load(client, page)

    assert Person.objects.filter(last_name="Новикова").count() == 1
    assert StaffImport.objects.get(pk=found.pk).state == "done"


def test_a_loading_that_was_never_finished_is_forgotten_too(client):
    found = send(client, HEADINGS, ROW).context["found"]
    StaffImport.objects.filter(pk=found.pk).update(
        state="running", created_at=NOW - dt.timedelta(days=9), started_at=NOW - dt.timedelta(days=9)
    )

    send(client, HEADINGS, ROW)

    assert StaffImport.objects.get(pk=found.pk).content is None


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


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_never_make_a_duplicate():
    regulation()
    by, barrier = UserFactory(office="curator"), Barrier(2)
    row = ["ФИО"], ["Новикова Анна Петровна"]
    lists = [services.begin(BytesIO(book(*row)), f"{n}.xlsx", by=by, now=timezone.now()) for n in range(2)]
    lists = [services.map_columns(found, found.mapping) for found in lists]
    seen = check(lists[0].table, lists[0].mapping, timezone.localdate()).fingerprint

    def run(found):
        close_old_connections()
        barrier.wait()
        try:
            services.apply(found, seen=seen, by=by, now=timezone.now())
        except Refusal:
            return 1
        finally:
            connection.close()
        return 0

    with ThreadPoolExecutor(2) as pool:
        refused = sum(pool.map(run, lists))

    assert refused == 1
    assert Person.objects.filter(last_name="Новикова").count() == 1
    assert sorted(StaffImport.objects.values_list("state", flat=True)) == ["checked", "done"]
