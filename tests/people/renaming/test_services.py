"""A name on every day, on pages and in papers: on the eve, on the day and the day after, asked then and later."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorship.core.naming import names_of
from mentorship.core.refusal import RuleBroken
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.tree import from_json
from mentorship.orders import services as orders
from mentorship.orders.papers import build_paper
from mentorship.pairs.models import Pair
from mentorship.people import services as people
from mentorship.people.models import FormerName, Person
from mentorship.people.names import name_in, paper_name
from mentorship.people.queries import names_of as short_names
from mentorship.people.renaming.services import rename, undo
from tests import papers
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import MentorEntryFactory, PersonFactory
from tests.pages import text
from tests.papers import kept_pdf

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 5)
EVE, AFTER, LATER = DAY - dt.timedelta(1), DAY + dt.timedelta(1), dt.date(2027, 3, 1)
LISTS = ("people:list", "people:mentors", "pairs:list")
BASIS = "свидетельство о заключении брака от 28.11.2026"


def teacher(**facts):
    return PersonFactory(**{"last_name": "Иванова", "first_name": "Анна", "patronymic": "Васильевна", **facts})


def married(person, by, last_name="Петрова", on=DAY, cases=None, today=EVE):
    name = {"last_name": last_name, "first_name": person.first_name, "patronymic": person.patronymic}
    return rename(person, name=name, cases=cases or {}, on=on, basis=BASIS, by=by, today=today)


@pytest.mark.parametrize("asked", [EVE, DAY, LATER])
@pytest.mark.parametrize(("day", "surname"), [(EVE, "Иванова"), (DAY, "Петрова"), (AFTER, "Петрова")])
def test_a_name_is_a_matter_of_the_day_whenever_it_is_asked(curator, asked, day, surname):
    person = teacher()
    married(person, curator)

    with time_machine.travel(f"{asked} 12:00:00+03:00"):
        found = Person.objects.get(pk=person.pk)
        assert found.full_name_on(day) == f"{surname} Анна Васильевна"
        with names_of(day):
            assert found.full_name == f"{surname} Анна Васильевна"
            assert name_in(found, "dat") == f"{surname[:-1]}ой Анне Васильевне"
            assert paper_name(found, "acc", initials_first=False).replace("\xa0", " ") == f"{surname[:-1]}у А.В."
            assert short_names([person.pk]) == {person.pk: f"{surname}\xa0А.\xa0В."}


@pytest.mark.parametrize(("today", "surname"), [(EVE, "Иванова"), (DAY, "Петрова"), (AFTER, "Петрова")])
def test_lists_and_cards_show_the_name_of_today(as_user, curator, today, surname):
    mentor = MentorEntryFactory(person=teacher()).person
    pair = PairFactory(mentor=mentor)
    married(mentor, curator)

    with time_machine.travel(f"{today} 12:00:00+03:00"):
        client = as_user(curator)
        card = text(client.get(mentor.get_absolute_url()))
        pages = [text(client.get(reverse(name))) for name in LISTS]
        pages.append(text(client.get(pair.get_absolute_url())))

    assert f"<title>{surname} Анна Васильевна" in " ".join(card.split()).replace("<title> ", "<title>")
    assert all(surname in page for page in pages)
    assert ("прежде Иванова\xa0А.\xa0В. (до 04.12.2026;" in card) == (today >= DAY)
    assert ("с 05.12.2026 — Петрова Анна Васильевна" in card) == (today < DAY)


@pytest.mark.today("2027-03-01")
@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("typed", ["иванова", "Петрова", "анна иванова"])
def test_lists_find_people_by_their_former_names(as_user, curator, address, typed):
    mentor = MentorEntryFactory(person=teacher()).person
    PairFactory(mentor=mentor)
    MentorEntryFactory(person__last_name="Сидорова")
    married(mentor, curator)

    page = text(as_user(curator).get(reverse(address), {"q": typed}))

    assert "Петрова" in page
    assert "Сидорова" not in page
    if address == "people:list":
        assert "прежде Иванова\xa0А.\xa0В." in page


@pytest.mark.today("2027-03-01")
def test_lists_ask_no_more_for_people_of_several_names(as_user, curator):
    entries = [MentorEntryFactory() for _ in range(3)]
    client = as_user(curator)
    before = [queries(client, name) for name in LISTS]

    for entry in entries:
        married(entry.person, curator, f"Петрова-{entry.person.last_name[:-1]}{'абв'[entries.index(entry)]}")

    assert [queries(client, name) for name in LISTS] == before


def queries(client, name):
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(name))
    return len(asked)


def draft_of(person, curator):
    return orders.draft_worded(
        "incentive", values={"заслуги": "за труд"}, people={"благодарность": [person]}, by=curator
    )


@pytest.mark.today("2027-03-01")
@pytest.mark.parametrize(("day", "surname"), [(EVE, "Ивановой"), (DAY, "Петровой"), (AFTER, "Петровой")])
def test_an_order_that_is_not_kept_prints_the_name_of_its_day(curator, director, day, surname):
    person = teacher()
    order = draft_of(person, curator)
    married(person, curator)

    printed = papers.text(build_paper(order, "1", day, day))

    assert surname in printed
    assert {"Ивановой", "Петровой"} & set(printed.split()) == {surname}


@pytest.mark.today("2027-03-01")
@pytest.mark.parametrize(("day", "surname"), [(EVE, "Иванова"), (DAY, "Петрова"), (AFTER, "Петрова")])
def test_a_register_and_a_paper_about_the_person_bear_the_names_of_their_day(curator, director, day, surname):
    mentor = MentorEntryFactory(person=teacher()).person
    married(mentor, curator)

    assert surname in papers.text(papers.paper("D47", on=day))
    assert surname in papers.text(PAPERS["D20"].document(Person.objects.get(pk=mentor.pk), day))


@pytest.mark.today("2026-12-04")
def test_a_kept_order_is_the_same_after_the_change_and_its_signer_is_called_as_then(curator, director):
    person = teacher()
    order = draft_of(person, curator)
    married(person, curator)
    married(director.person, curator, "Новая")
    signed = orders.sign(order, signed_on=EVE, number="", proposed="", by=director, now=timezone.now())
    before = kept_pdf(signed)

    with time_machine.travel(f"{LATER} 12:00:00+03:00"):
        assert kept_pdf(signed) == before
        signed.refresh_from_db()
        printed = papers.text(from_json(signed.snapshot))
    assert "Иванов" in printed
    assert "Петров" not in printed
    assert "Новая" not in printed
    assert "Новая" not in papers.kept_of(signed).signers[0]


def test_a_name_may_come_back_and_its_cases_with_its_own_days(curator):
    person = teacher(name_forms={"gen": "Ивановы Анны Васильевны"})
    married(person, curator, on=dt.date(2026, 10, 1), cases={"gen": ("Петровы Анны Васильевны", "Петровы")})
    married(person, curator, "Иванова", on=dt.date(2026, 11, 1))

    now = Person.objects.get(pk=person.pk)
    days = (dt.date(2026, 9, 30), dt.date(2026, 10, 31), dt.date(2026, 11, 1))
    genitives = []
    for day in days:
        with names_of(day):
            genitives.append(name_in(now, "gen"))
    assert genitives == ["Ивановы Анны Васильевны", "Петровы Анны Васильевны", "Ивановой Анны Васильевны"]
    assert now.former_key == "иванова анна васильевна петрова анна васильевна"


def test_a_change_taken_back_leaves_the_name_with_its_cases_and_says_so(curator):
    person = teacher(name_forms={"gen": "Ивановы Анны Васильевны"})
    married(person, curator)

    undo(person, reason="свидетельство другого сотрудника", by=curator, today=EVE)

    now = Person.objects.get(pk=person.pk)
    assert (now.last_name, now.renamed_on, now.former_key) == ("Иванова", None, "")
    assert now.name_forms == {"gen": "Ивановы Анны Васильевны"}
    assert not FormerName.objects.exists()
    assert now.history.first().history_change_reason == "Смена имени отменена: свидетельство другого сотрудника"
    with pytest.raises(RuleBroken, match="смена имени не записана"):
        undo(person, reason="ещё раз", by=curator, today=EVE)


def test_the_history_says_from_when_and_why(curator):
    person = teacher()
    married(person, curator)

    reason = Person.objects.get(pk=person.pk).history.first().history_change_reason
    assert reason == f"С 05.12.2026 имя: Петрова Анна Васильевна. Основание: {BASIS}"


def test_somebody_who_has_or_had_the_name_is_told_of(curator):
    person, born = teacher(), dt.date(1990, 5, 14)
    married(person, curator)
    card = {"last_name": "Иванова", "first_name": "Анна", "patronymic": "Васильевна", "sex": "f", "birth_date": born}
    with time_machine.travel("2027-03-01 12:00:00+03:00"), pytest.raises(RuleBroken) as refused:
        people.add_person(card=card, position={"title": "воспитатель"}, by=curator, today=LATER)
    assert "Петрова Анна Васильевна, прежде Иванова" in str(refused.value).replace("\xa0", " ")

    other = teacher(last_name="Другая")
    with pytest.raises(RuleBroken, match="уже есть: Иванова|уже есть: Петрова"):
        married(other, curator)


def test_the_database_takes_one_change_a_day_and_none_without_a_basis(curator):
    person = teacher()
    married(person, curator)
    row = {"person": person, "last_name": "Я", "first_name": "Я", "search_key": "я"}

    for wrong in ({"until_on": EVE, "basis": "паспорт"}, {"until_on": AFTER, "basis": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FormerName.objects.create(**row, **wrong)


@pytest.mark.today("2026-12-04")
def test_a_pair_is_found_and_called_by_the_name_of_the_day(curator):
    pair = PairFactory(mentor=teacher())
    married(pair.mentor, curator)

    assert str(Pair.objects.get()).startswith("Иванова")
    assert Pair.objects.search("петрова").get() == pair == Pair.objects.search("иванова").get()


def test_the_card_and_the_journal_name_the_signer_as_the_paper_does(as_user, curator):
    signer = teacher()
    order = SignedOrderFactory(signed_by=signer, signed_on=EVE)
    married(signer, curator)

    with time_machine.travel(f"{AFTER} 12:00:00+03:00"):
        assert "Подпись: Иванова" in text(as_user(curator).get(order.get_absolute_url()))
        assert "Иванова" in papers.text(papers.paper("D50", on=AFTER))
