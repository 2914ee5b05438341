"""A card that is true: names in order, addresses, experience with months, no school pupils; categories by the card."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.core.forms.naming import in_order
from mentorship.core.refusal import RuleBroken
from mentorship.core.words import pupils
from mentorship.people import rules, services
from mentorship.people.models import MenteeEntry, Person
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Option
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
TODAY = dt.date(2026, 9, 20)
CARD = {
    "last_name": "Фёдорова", "first_name": "Яна", "patronymic": "Кирилловна", "sex": "f", "birth_date": "14.03.1999",
    "hired_on": "01.09.2026", "admitted_on": "01.09.2026", "title": "воспитатель", "is_teaching": "on",
}  # fmt: skip


def add(client, **changes):
    return client.post(reverse("people:add"), CARD | changes)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("иванова", "Иванова"),
        ("ИВАНОВА", "Иванова"),
        ("салтыкова-щедрина", "Салтыкова-Щедрина"),
        ("РАСУЛ ОГЛЫ", "Расул оглы"),
        ("Иванова", "Иванова"),
        ("де Ла Крус", "де Ла Крус"),
        ("О'Коннор", "О'Коннор"),
    ],
)
def test_a_name_is_offered_in_order(typed, offered):
    assert in_order(typed) == offered


def test_a_name_in_small_letters_is_shown_in_order_and_nothing_is_saved_unseen(as_user, curator, edition):
    client = as_user(curator)

    answer = add(client, last_name="фёдорова")

    assert answer.status_code == 422
    assert "Вы набрали «фёдорова», мы предлагаем «Фёдорова»" in answer.text
    assert answer.context["form"]["last_name"].value() == "Фёдорова"
    assert add(client).status_code == 302
    assert Person.objects.filter(last_name="Фёдорова").count() == 1


def test_the_address_of_another_is_named_at_the_field(as_user, curator, edition):
    other = PersonFactory(email="anna@sad.example")
    client = as_user(curator)

    answer = add(client, email="Anna@sad.example")

    assert f"Это адрес другого человека: {other}" in answer.context["form"].errors["email"][0]
    assert add(client, email="yana@sad.example").status_code == 302
    mine = Person.objects.get(last_name="Фёдорова")
    assert mine.email == "yana@sad.example"


@pytest.mark.parametrize(
    ("on", "months"), [("2027-05-31", 15 + 8), ("2027-06-01", 15 + 9), ("2026-08-31", 15), ("2027-09-01", 15 + 12)]
)
def test_experience_goes_on_by_months(on, months):
    person = PersonFactory.build(experience_years=1, experience_months=3)

    assert person.experience_months_on(dt.date.fromisoformat(on)) == months
    assert person.experience_on(dt.date.fromisoformat(on)) == months // 12


def test_present_experience_stands_beside_that_at_hiring(as_user, curator, edition):
    person = PersonFactory(experience_years=4, experience_months=11, admitted_on=dt.date(2026, 9, 1))
    page = as_user(curator).get(person.get_absolute_url()).text
    assert "4 года 11 мес." in page

    Person.objects.update(hired_on=dt.date(2024, 7, 20), admitted_on=dt.date(2024, 7, 20))
    assert "7 лет 1 мес." in as_user(curator).get(person.get_absolute_url()).text


@pytest.mark.parametrize(("months", "code"), [("11", 302), ("12", 422), ("-1", 422)])
def test_months_are_less_than_a_year(as_user, curator, edition, months, code):
    assert add(as_user(curator), experience_years="2", experience_months=months).status_code == code


def test_months_without_years_are_asked_about(as_user, curator, edition):
    assert "Укажите полные годы" in add(as_user(curator), experience_months="5").text


@pytest.mark.parametrize(
    ("title", "refused"),
    [("ученик", True), ("Ученица 9 класса", True), ("обучающийся", True), ("ученик повара", False), ("учитель", False)],
)
def test_a_pupil_has_no_post(title, refused):
    assert pupils.is_post(title) is refused


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title": "ученик"}, "«ученик» — не должность"),
        ({"birth_date": "20.09.2011", "hired_on": "", "admitted_on": ""}, "Человеку 15 лет, дня приёма на работу нет"),
        ({"birth_date": "21.09.2008", "hired_on": "", "admitted_on": ""}, "Человеку 17 лет"),
        ({"birth_date": "20.09.2008", "hired_on": "", "admitted_on": ""}, ""),
        ({"birth_date": "20.09.2010"}, ""),
    ],
)
def test_a_card_of_a_school_pupil_is_refused_in_plain_words(as_user, curator, edition, changes, refused):
    answer = add(as_user(curator), **changes)

    assert (refused in answer.text) if refused else answer.status_code == 302
    assert Person.objects.filter(last_name="Фёдорова").exists() is not bool(refused)


def test_a_post_of_a_pupil_is_not_added_either(curator):
    with pytest.raises(RuleBroken, match="не должность"):
        services.add_position(PersonFactory(), position={"title": "ученик"}, by=curator, today=TODAY)


STUDENT = {
    "category": "",
    "is_student": True,
    "returned_on": None,
    "request": "",
    "note": "",
    "practice_basis": "договор № 1",
}


@pytest.mark.parametrize(
    ("card", "entry", "form", "refused"),
    [
        ({}, {}, True, ""),
        ({}, {"practice_basis": ""}, True, "нет договора о практике"),
        ({}, {}, False, "формы «работодатель – студент» в Положении нет"),
        ({"birth_date": None}, {}, True, "только взрослых студентов"),
        ({"hired_on": dt.date(2026, 9, 1)}, {"practice_basis": ""}, False, ""),
    ],
)
def test_students_on_practice_are_kept_where_the_edition_has_the_form(curator, edition, card, entry, form, refused):
    person = PersonFactory(**{"hired_on": None, "admitted_on": None, **card})
    if not form:
        edition.options.filter(group=Option.Group.FORM, code="employer-student").update(is_active=False)
    wanted = {"entry": STUDENT | entry, "limits": edition.limits(), "by": curator, "today": TODAY}

    if refused:
        with pytest.raises(RuleBroken, match=refused):
            services.keep_mentee(person, **wanted)
    else:
        assert services.keep_mentee(person, **wanted).category == "student"


LIMITS = Limits(young_max_age=35, beginner_max_years=3, newcomer_months=12)


@pytest.mark.parametrize(
    ("category", "facts", "asked"),
    [
        ("young", {"birth_date": dt.date(1990, 9, 21)}, ""),
        ("young", {"birth_date": dt.date(1990, 9, 20)}, "полных лет 36"),
        ("young", {}, ""),
        ("beginner", {"experience_years": 3}, ""),
        ("beginner", {"experience_years": 4}, "стаж 4"),
        ("newcomer", {"hired_on": dt.date(2025, 9, 21)}, ""),
        ("newcomer", {"hired_on": dt.date(2025, 9, 20)}, "принят 20.09.2025"),
        ("student", {"is_student": True}, ""),
        ("student", {}, "отметки «студент» нет"),
        ("returned", {}, "день выхода"),
        ("experienced", {"experience_years": 0}, ""),
    ],
)
def test_a_category_that_the_card_contradicts_asks(category, facts, asked):
    unknown = dict.fromkeys(("birth_date", "experience_years", "hired_on", "post_since", "returned_on"))
    person = rules.Newcomer(**{**unknown, "is_student": False, **facts})

    found = [str(warning) for warning in rules.category_warnings(category, person, LIMITS, TODAY)]

    assert [asked in words for words in found] == ([True] if asked else [])


def test_words_are_enough_for_such_a_category(curator, edition):
    person = PersonFactory(birth_date=dt.date(1960, 1, 1))
    entry = STUDENT | {"is_student": False, "category": "young"}
    wanted = {"limits": edition.limits(), "by": curator, "today": TODAY}

    with pytest.raises(RuleBroken, match="полных лет 66"):
        services.keep_mentee(person, entry=entry, **wanted)
    services.keep_mentee(person, entry=entry | {"note": "По решению совета"}, **wanted)
    assert MenteeEntry.objects.get().category == "young"


def test_a_form_of_mentoring_with_pupils_says_that_their_data_do_not_belong_here(as_user, curator, edition):
    client, said = as_user(curator), "сведений о школьниках в программе быть не должно"
    page = reverse("regulation:rules")
    assert said not in client.get(page).text

    client.post(reverse("regulation:add_option", args=[edition.pk, "form"]), {"title": "учитель – ученик"})

    for url in (page, reverse("regulation:option_list", args=[edition.pk, "form"])):
        assert said in client.get(url).text
