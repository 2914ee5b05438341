import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.pairs.waiting.queries import waiting
from mentorship.people.employment import services as employment
from mentorship.people.models import MenteeEntry, MentorEntry
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, NeedFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
ENTRY = {"experience_years": "5", "starts_on": "01.09.2026", "psychological_ready": "on", "pedagogical_ready": "on"}


def test_the_curator_puts_a_person_into_the_bank_of_mentors(as_user, curator):
    person = PersonFactory()

    as_user(curator).post(
        reverse("people:keep_mentor", args=[person.pk]), {**ENTRY, "own_limit": "2", "kinds": ["group"]}
    )

    entry = MentorEntry.objects.get(person=person)
    assert (entry.own_limit, entry.kinds, entry.trained_on) == (2, ["group"], None)


def test_an_own_limit_above_the_common_one_is_refused_with_numbers(as_user, curator):
    person = PersonFactory()

    answer = as_user(curator).post(reverse("people:keep_mentor", args=[person.pk]), {**ENTRY, "own_limit": "4"})

    assert "Собственный предел 4 больше общего: одновременно не больше 3 (п. 3.7)" in answer.content.decode()
    assert not MentorEntry.objects.exists()


@pytest.mark.parametrize(("typed", "category", "by_hand"), [("", "young", False), ("returned", "returned", True)])
def test_the_category_is_computed_and_can_be_overridden(as_user, curator, typed, category, by_hand):
    person = PersonFactory(birth_date=dt.date(2001, 1, 1))

    as_user(curator).post(reverse("people:keep_mentee", args=[person.pk]), {"category": typed, "note": "по справке"})

    entry = MenteeEntry.objects.get(person=person)
    assert (entry.category, entry.category_by_hand) == (category, by_hand)


@time_machine.travel("2026-09-23 12:00:00+03:00", tick=False)
def test_those_without_a_mentor_come_first_with_their_countdown(as_user, curator):
    MenteeEntryFactory(person__last_name="Аверина")
    PairFactory(active=True, mentees=[MenteeEntryFactory(person__last_name="Абрамова").person])

    answer = as_user(curator).get(reverse("people:mentees"))

    assert [row.person.last_name for row in answer.context["listing"].page] == ["Аверина", "Абрамова"]
    page = answer.content.decode()
    assert "день 22 из 30" in page
    assert "крайний срок 01.10.2026" in page


@time_machine.travel("2027-09-02 12:00:00+03:00", tick=False)
def test_data_not_confirmed_for_a_year_is_red_until_confirmed(as_user, curator):
    entry = MenteeEntryFactory()
    client = as_user(curator)
    assert "01.09.2026 — пора обновить" in client.get(reverse("people:mentees")).content.decode()

    client.post(reverse("people:confirm_mentee", args=[entry.person_id]))

    assert "пора обновить" not in client.get(reverse("people:mentees")).content.decode()


@pytest.mark.today("2026-11-30")
def test_a_mentor_leaves_the_bank_on_the_day_and_stays_on_file(as_user, curator):
    """C13: until the last day, and on it, nothing has changed; keeping the entry undoes what was recorded ahead."""
    entry = MentorEntryFactory(person__last_name="Уходящева")
    leave = reverse("people:leave_mentor_bank", args=[entry.person_id])

    as_user(curator).post(leave, {"ends_on": "01.12.2026", "reason": "Перегрузка"})

    days = (dt.date(2026, 11, 30), dt.date(2026, 12, 1), dt.date(2026, 12, 2))
    assert [MentorEntry.objects.on(day).exists() for day in days] == [True, True, False]
    assert [MentorEntry.objects.of_staff(day).exists() for day in days] == [True, True, False]
    for asked, stands in (("2026-11-30", True), ("2026-12-01", True), ("2026-12-02", False), ("2027-01-02", False)):
        with time_machine.travel(f"{asked} 12:00:00+03:00"):
            client = as_user(curator)
            assert ("Уходящева" in client.get(reverse("people:mentors")).content.decode()) == stands
            filtered = client.get(reverse("people:list"), {"bank": "mentor"}).context["listing"].page
            assert (entry.person in filtered) == stands
            card = client.get(entry.person.get_absolute_url()).content.decode()
            assert ("Исключить из банка наставников" in card) == stands
    entry.refresh_from_db()
    assert entry.end_reason == "Перегрузка"

    as_user(curator).post(reverse("people:keep_mentor", args=[entry.person_id]), ENTRY)
    assert MentorEntry.objects.on(dt.date(2027, 1, 2)).get().end_reason == ""


@pytest.mark.today("2026-11-30")
def test_a_leaver_is_still_owed_a_mentor_until_the_last_day(as_user, curator):
    """C11: one leaving does not end the countdown of somebody who still works for four months."""
    entry = MenteeEntryFactory(person__last_name="Уходящева", person__admitted_on=dt.date(2026, 11, 21))
    employment.record_leaving(
        entry.person, left_on=dt.date(2027, 3, 31), reason="переезд", by=curator, today=dt.date(2026, 11, 30)
    )

    for day, waits in ((dt.date(2026, 12, 21), True), (dt.date(2027, 3, 31), True), (dt.date(2027, 4, 1), False)):
        assert waiting(MenteeEntry.objects.on(day), day).exists() == waits
    assert "крайний срок 21.12.2026" in as_user(curator).get(reverse("people:mentees")).content.decode()


@pytest.mark.today("2026-11-30")
def test_nobody_waits_before_the_admission(as_user, curator):
    """N2: neither «день -10 из 30» nor a place among those without a mentor."""
    MenteeEntryFactory(person__hired_on=dt.date(2026, 12, 10), person__admitted_on=dt.date(2026, 12, 10))

    for day, waits in ((dt.date(2026, 11, 30), False), (dt.date(2026, 12, 9), False), (dt.date(2026, 12, 10), True)):
        assert waiting(MenteeEntry.objects.on(day), day).exists() == waits
    page = as_user(curator).get(reverse("people:mentees")).content.decode()
    assert "день -10" not in page
    assert "срок ещё не начался" in page
    assert "крайний срок 09.01.2027" in page


@pytest.mark.today("2026-11-30")
@pytest.mark.parametrize(
    ("by_hand", "asked", "category"),
    [
        (False, "2028-02-28", "young"),
        (False, "2028-02-29", "beginner"),
        (False, "2028-03-01", "beginner"),
        (True, "2028-02-29", "young"),
    ],
)
def test_a_confirmation_computes_the_category_anew(as_user, curator, by_hand, asked, category):
    """C20: born on 29.02.1992, 36 years old on 29.02.2028; a category that somebody has said stays."""
    entry = MenteeEntryFactory(
        person__birth_date=dt.date(1992, 2, 29), category=MenteeEntry.Category.YOUNG, category_by_hand=by_hand
    )

    with time_machine.travel(f"{asked} 12:00:00+03:00"):
        as_user(curator).post(reverse("people:confirm_mentee", args=[entry.person_id]))

    entry.refresh_from_db()
    assert (entry.category, f"{entry.confirmed_on}") == (category, asked)
    said = entry.history.first().history_change_reason
    assert ("категория теперь «начинающий педагог»" in said) == (category == "beginner")


def test_a_mentee_adds_own_needs_and_nobody_elses(as_user):
    user, stranger = UserFactory(), MenteeEntryFactory().person
    client = as_user(user)
    need = {"kind": "difficulty", "text": "Родительское собрание"}

    assert client.post(reverse("people:add_need", args=[user.person_id]), need).status_code == 302
    assert client.post(reverse("people:add_need", args=[stranger.pk]), need).status_code == 404
    assert [row.text for row in user.person.needs.all()] == ["Родительское собрание"]


def test_a_difficulty_is_closed_once(as_user, curator):
    need = NeedFactory()
    client = as_user(curator)

    for _ in range(2):
        client.post(reverse("people:close_need", args=[need.pk]))

    assert [row.history_change_reason for row in need.history.all()] == ["Затруднение снято", None]
