"""The staff card over HTTP: what is refused, and that nothing typed is lost."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.history import record
from mentorship.people import services
from mentorship.people.models import EarlierEmployment, Person
from tests.documents.texts import pdf_pages
from tests.factories.pairs import PairFactory
from tests.factories.people import ConsentFactory, MenteeEntryFactory, PersonFactory, UserFactory
from tests.pages import confirm

pytestmark = pytest.mark.django_db

CARD = {
    "last_name": "Фёдорова", "first_name": "Яна", "patronymic": "Кирилловна", "sex": "f", "birth_date": "14.03.1999",
    "hired_on": "01.09.2026", "admitted_on": "02.09.2026", "title": "воспитатель", "is_teaching": "on",
}  # fmt: skip


def test_the_curator_opens_a_card(as_user, curator):
    answer = as_user(curator).post(reverse("people:add"), CARD)

    person = Person.objects.get(last_name="Фёдорова")
    assert answer.url == person.get_absolute_url()
    assert person.position == "воспитатель"
    assert person.history.get().history_change_reason == "Заведена карточка сотрудника"
    assert person.history.get().history_user == curator


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"birth_date": "31.02.1999"}, "Такой даты нет"),
        ({"admitted_on": "31.08.2026"}, "раньше приёма"),
        ({"birth_date": "01.01.2020"}, "моложе 14 лет"),
        ({"last_name": "Я" * 10_000}, "можно до 80 знаков, у вас 10000"),
        ({"first_name": "<script>alert(1)</script>"}, "только буквы"),
        ({"last_name": "Петрова\u202eавортеП"}, "невидимые управляющие знаки"),
        ({"last_name": ""}, "Обязательное поле"),
        ({"experience_years": "-1"}, "больше либо равно 0"),
        ({"sex": "x"}, "Выберите корректный вариант"),
    ],
)
def test_wrong_input_is_named_kept_and_changes_nothing(as_user, curator, change, words):
    answer = as_user(curator).post(reverse("people:add"), {**CARD, **change})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Кирилловна"' in page
    assert not Person.objects.filter(patronymic="Кирилловна").exists()


def test_the_same_person_is_not_added_twice(as_user, curator):
    client = as_user(curator)
    client.post(reverse("people:add"), CARD)

    answer = client.post(reverse("people:add"), {**CARD, "last_name": "Федорова"})

    assert "уже есть: Фёдорова Яна Кирилловна" in answer.content.decode()
    assert Person.objects.filter(first_name="Яна").count() == 1


@pytest.mark.parametrize("text", ["федорова", "ФЁДОРОВА", "фёд ян", "кирилл"])
def test_search_ignores_case_and_yo(as_user, curator, text):
    PersonFactory(last_name="Фёдорова", first_name="Яна", patronymic="Кирилловна")
    PersonFactory(last_name="Сидорова")

    rows = as_user(curator).get(reverse("people:list"), {"q": text}).context["listing"].page

    assert [row.last_name for row in rows] == ["Фёдорова"]


def test_the_history_tells_who_changed_what(as_user, curator):
    person = PersonFactory(last_name="Белова", phone="111")
    client = as_user(curator)
    card = {
        "last_name": "Белова",
        "first_name": "Анна",
        "patronymic": "Петровна",
        "sex": "f",
        "birth_date": "14.05.1990",
        "hired_on": "01.09.2026",
        "admitted_on": "01.09.2026",
        "phone": "222",
        "experience_years": "0",
    }
    client.post(reverse("people:edit", args=[person.pk]), card)

    entry = client.get(person.get_absolute_url()).context["timeline"][0]

    assert entry.reason == "Изменена карточка сотрудника"
    assert entry.who == str(curator)
    assert entry.changes == (("телефон", "111", "222"),)


def test_a_leaver_stays_on_file(as_user, curator):
    person = PersonFactory()

    client = as_user(curator)
    assert client.get(reverse("people:leave", args=[person.pk])).url == reverse("leaving:what_if", args=[person.pk])
    url = reverse("leaving:what_if", args=[person.pk]) + "?event=leave&on=30.10.2026"
    client.post(url, {"reason": "по собственному желанию"})

    person.refresh_from_db()
    assert f"{person.left_on:%d.%m.%Y}" == "30.10.2026"


def test_a_consent_is_withdrawn_but_never_deleted(as_user, curator):
    consent = ConsentFactory()

    as_user(curator).post(reverse("people:withdraw_consent", args=[consent.pk]), {"on": "01.10.2026"})

    consent.refresh_from_db()
    assert f"{consent.withdrawn_on:%d.%m.%Y}" == "01.10.2026"


@pytest.mark.today("2026-10-20")
@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("31.08.2026", "раньше дня согласия, 01.09.2026"),
        ("01.09.2026", ""),
        ("20.10.2026", ""),
        ("21.10.2026", "День отзыва 21.10.2026 ещё не наступил"),
    ],
)
def test_a_consent_is_withdrawn_from_its_day_to_today(as_user, curator, on, words):
    consent = ConsentFactory(given_on=dt.date(2026, 9, 1))

    answer = as_user(curator).post(reverse("people:withdraw_consent", args=[consent.pk]), {"on": on})

    assert answer.status_code == (422 if words else 302)
    assert words in answer.content.decode()
    assert not words or answer.context["form"].errors["on"]
    consent.refresh_from_db()
    assert (consent.withdrawn_on is None) is bool(words)


@pytest.mark.today("2026-10-20")
@pytest.mark.parametrize("office", ["curator", "clerk"])
@pytest.mark.parametrize("name", ["withdraw_consent", "record_consent"])
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_an_office_of_an_open_pair_says_nothing_of_the_others_consent(as_user, edition, office, name, side):
    user, other = UserFactory(office=office), PersonFactory()
    mentor, mentee = (user.person, other) if side == "mentor" else (other, user.person)
    PairFactory(active=True, mentor=mentor, mentees=[mentee], consents=False)
    consent = ConsentFactory(person=other, given_on=dt.date(2026, 9, 1))
    client, kept = as_user(user), consent.history.count()
    address = reverse(f"people:{name}", args=[consent.pk if name == "withdraw_consent" else other.pk])
    assert address not in client.get(other.get_absolute_url()).content.decode()

    answer = client.post(address, {"on": "01.10.2026", "kind": "data", "given_on": "01.10.2026", "place": "папка № 4"})

    assert "сами участник этой пары" in answer.content.decode()
    assert (consent.history.count(), other.consents.filter(kind="data", place="папка № 4").count()) == (kept, 0)


def test_a_person_gives_the_consent_under_their_own_login(as_user, edition):
    user = UserFactory()

    confirm(as_user(user), reverse("people:give_data_consent", args=[user.person_id]))

    assert [consent.method for consent in user.person.consents.all()] == ["online"]


def test_the_consent_paper_is_a_pdf_under_a_russian_name(as_user, curator):
    answer = as_user(curator).get(reverse("archive:paper", args=["D20", PersonFactory().pk, "pdf"]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def cases_page(person):
    return reverse("people:cases", args=[person.pk])


def typed_cases(client, person, **changes):
    return {**client.get(cases_page(person)).context["form"].initial, **changes}


def test_cases_mended_by_hand_stand_in_every_paper(as_user, curator):
    person = PersonFactory(last_name="Заяц", first_name="Олег", patronymic="", sex="m", position="воспитатель")
    client = as_user(curator)
    data = typed_cases(client, person, name_gen="Заяца Олега", surname_dat="Заяцу", position_gen="старшего воспитателя")
    client.post(cases_page(person), data)

    paper = client.get(reverse("archive:paper", args=["D20", person.pk, "pdf"])).content
    text = " ".join(" ".join(pdf_pages(paper)).split())
    page = client.get(person.get_absolute_url()).content.decode()
    person.refresh_from_db()

    assert "от старшего воспитателя Заяца Олега" in text
    assert (person.name_forms, person.surname_forms) == ({"gen": "Заяца Олега"}, {"dat": "Заяцу"})
    assert "исправлено вручную" in page


def test_cases_as_the_rules_make_them_are_not_kept(as_user, curator):
    person = PersonFactory(last_name="Белова", name_forms={"gen": "Не Так"})
    client = as_user(curator)
    client.post(cases_page(person), typed_cases(client, person, name_gen=""))

    person.refresh_from_db()
    assert (person.name_forms, person.surname_forms) == ({}, {})


@pytest.mark.parametrize("typed", ["<b>Ким</b>", "Кима 123"])
def test_a_case_that_is_no_name_is_refused(as_user, curator, typed):
    person = PersonFactory(last_name="Белова")
    client = as_user(curator)

    answer = client.post(cases_page(person), typed_cases(client, person, name_gen=typed))

    assert "В имени могут быть только буквы" in str(answer.context["form"].errors["name_gen"])


def test_a_new_name_loses_the_cases_of_the_old_one(as_user, curator):
    person = PersonFactory(name_forms={"gen": "Как Было"}, surname_forms={"dat": "Было"})
    client = as_user(curator)
    card = reverse("people:edit", args=[person.pk])
    form = client.get(card).context["form"]
    kept = {name: form[name].value() or "" for name in form.fields}

    client.post(card, {**kept, "last_name": "Новикова"})

    person.refresh_from_db()
    assert (person.last_name, person.name_forms, person.surname_forms) == ("Новикова", {}, {})


def test_a_name_that_no_rule_declines_is_shown_to_whoever_can_mend_it(as_user, curator):
    client = as_user(curator)
    strange = PersonFactory(last_name="Smith", first_name="John", patronymic="")

    assert "не знает, как склонять" in client.get(strange.get_absolute_url()).content.decode()
    usual = PersonFactory(last_name="Белова", first_name="Анна", patronymic="Львовна", sex="f")
    assert "не знает, как склонять" not in client.get(usual.get_absolute_url()).content.decode()


@pytest.mark.today("2026-11-30")
@pytest.mark.parametrize(
    ("is_main", "starts_on", "status"),
    [("on", "01.12.2026", 422), ("on", "30.11.2026", 302), ("on", "", 302), ("", "01.12.2026", 302)],
)
def test_a_post_to_come_is_not_the_main_one_before_its_day(as_user, curator, is_main, starts_on, status):
    """C12: orders name the present post until the day, whichever page writes the next one."""
    person = PersonFactory(position="воспитатель")
    post = {"title": "методист", "is_teaching": "on", "starts_on": starts_on, "is_main": is_main}

    page = as_user(curator).post(reverse("people:add_position", args=[person.pk]), post)

    assert page.status_code == status
    if status == 422:
        assert "Запишите перевод в этот день" in page.content.decode()
    now = Person.objects.get(pk=person.pk)
    assert now.position == ("методист" if is_main and status == 302 else "воспитатель")


@pytest.mark.today("2026-11-30")
def test_a_post_that_ends_later_is_held_until_its_last_day(as_user, curator):
    """C12: on the eve and on the day everything is as before, asked then and a month later."""
    person = PersonFactory(position="воспитатель")
    position = person.positions.get()
    end = reverse("people:end_position", args=[person.pk, position.pk])

    as_user(curator).post(end, {"on": "31.12.2026"})

    person = Person.objects.get(pk=person.pk)
    for asked in ("2026-11-30", "2026-12-31", "2027-01-31"):
        with time_machine.travel(f"{asked} 12:00:00+03:00"):
            held = [person.main_position_on(dt.date(2026, 12, day)) == position for day in (30, 31)]
            assert (held, person.main_position_on(dt.date(2027, 1, 1))) == ([True, True], None)
            page = as_user(curator).get(person.get_absolute_url()).content.decode()
            assert (end in page) == (asked <= "2026-12-31")
            assert ("должность не указана" in page) == (asked > "2026-12-31")


@pytest.mark.today("2026-11-30")
@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("now", {"Работает", "Уходит", "Уйдёт и вернётся"}),
        ("left", {"Ушла"}),
        ("coming", {"Придёт", "Вернётся"}),
        ("", {"Работает", "Уходит", "Ушла", "Придёт", "Вернётся", "Уйдёт и вернётся"}),
    ],
)
def test_who_works_is_told_by_the_day(as_user, curator, state, names):
    for name, days in (
        ("Работает", {}),
        ("Уходит", {"left_on": dt.date(2026, 11, 30), "left_reason": "-"}),
        ("Ушла", {"left_on": dt.date(2026, 11, 29), "left_reason": "-"}),
        ("Придёт", {"hired_on": dt.date(2026, 12, 1), "admitted_on": dt.date(2026, 12, 1)}),
    ):
        PersonFactory(last_name=name, **days)
    back = {"hired_on": dt.date(2026, 12, 10), "admitted_on": dt.date(2026, 12, 10)}
    for name, left_on in (("Вернётся", dt.date(2026, 11, 20)), ("Уйдёт и вернётся", dt.date(2026, 12, 5))):
        EarlierEmployment.objects.create(
            person=PersonFactory(last_name=name, **back), hired_on=None, left_on=left_on, left_reason="-"
        )

    answer = as_user(curator).get(reverse("people:list"), {"state": state})

    assert {row.last_name for row in answer.context["listing"].page} - {curator.person.last_name} == names
    text = answer.content.decode()
    assert ("с 01.12.2026" in text, "с 10.12.2026" in text) == (("Придёт" in names),) * 2


@pytest.mark.parametrize("office", [Office.DIRECTOR, Office.CURATOR, Office.CLERK])
def test_the_history_tells_of_a_record_to_whoever_reads_the_record(as_user, curator, office):
    person = MenteeEntryFactory(note="Прежняя заметка").person
    services.add_need(person, need={"kind": "difficulty", "text": "Трудно построить день"}, by=curator)
    entry = person.mentee_entry
    entry.note, entry.request = "Новая заметка", "Новый запрос"
    record(entry, "Изменена запись банка", curator)
    ConsentFactory(person=person)

    page = as_user(UserFactory(office=office)).get(person.get_absolute_url()).content.decode()

    assert 'id="history"' in page
    for words in ("Записано: Трудно построить день", "Прежняя заметка", "Новый запрос", "Изменена запись банка"):
        assert (words in page) == (office != Office.CLERK)


@pytest.mark.parametrize(
    ("office", "reads"), [(Office.ADMIN, False), (Office.CLERK, False), (Office.COUNCIL, True), (Office.CURATOR, True)]
)
def test_only_an_office_that_reads_needs_lifts_the_limit_of_a_mentor_before(as_user, curator, office, reads):
    pair = PairFactory(
        ended=True, ended_on=dt.date(2026, 5, 29), ending_on=dt.date(2026, 5, 29), starts_on="2026-01-12"
    )
    mentee = pair.mentees[0]
    services.add_need(mentee, need={"kind": "difficulty", "text": "Новое затруднение"}, by=curator)

    page = as_user(UserFactory(person=pair.mentor, office=office)).get(mentee.get_absolute_url()).content.decode()

    assert ("Новое затруднение" in page) == reads
