import datetime as dt

import pytest
import time_machine
from django.urls import reverse

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

    as_user(curator).post(reverse("people:keep_mentee", args=[person.pk]), {"category": typed})

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


def test_a_mentor_leaves_the_bank_and_stays_on_file(as_user, curator):
    entry = MentorEntryFactory()

    as_user(curator).post(
        reverse("people:leave_mentor_bank", args=[entry.person_id]), {"ends_on": "01.12.2026", "reason": "Перегрузка"}
    )

    assert not MentorEntry.objects.open().exists()
    entry.refresh_from_db()
    assert entry.end_reason == "Перегрузка"


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
