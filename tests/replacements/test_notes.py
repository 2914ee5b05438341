"""The interim note of the mentor before."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.replacements.models import Replacement
from tests.factories import replacements as given
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-01")]


NOTE = {"done": "Посетили десять уроков", "left": "Открытый урок", "on": "01.12.2026"}


def address(pair):
    return reverse("replacements:note", args=[pair.pk])


@pytest.mark.parametrize("signed", [False, True])
def test_the_mentor_before_writes_before_the_order_or_after_it(as_user, curator, director, signed):
    order = given.drafted(curator)
    if signed:
        given.sign(order, director)
    row = Replacement.objects.get()
    user = UserFactory(person=row.old.mentor)
    assert "Написать записку" in as_user(user).get(row.old.get_absolute_url()).content.decode()

    assert as_user(user).post(address(row.old), NOTE).status_code == 302

    row.refresh_from_db()
    assert (row.note_done, row.note_on, row.note_by) == (NOTE["done"], dt.date(2026, 12, 1), user.person)
    new_mentor = UserFactory(person=row.pair.mentor)
    found = "Посетили десять уроков" in as_user(new_mentor).get(row.pair.get_absolute_url()).content.decode()
    assert found == signed  # until then the one who is to come may yet not come
    mentee = UserFactory(person=row.pair.mentees[0])
    assert "Посетили десять уроков" not in as_user(mentee).get(row.pair.get_absolute_url()).content.decode()


def test_it_is_read_by_those_whom_its_page_names(as_user, curator, director):
    given.sign(given.drafted(curator), director)
    row = Replacement.objects.get()
    said = as_user(UserFactory(person=row.old.mentor)).post(address(row.old), NOTE, follow=True).content.decode()
    assert "Её увидят куратор и руководитель, а когда приказ подписан — и новый наставник." in said

    council, clerk = UserFactory(office=Office.COUNCIL), UserFactory(office=Office.CLERK)
    mentee = UserFactory(person=row.pair.mentees[0], office=Office.COUNCIL)
    for user, reads in ((curator, True), (director, True), (council, False), (clerk, False), (mentee, False)):
        for pair in (row.old, row.pair):
            page = as_user(user).get(pair.get_absolute_url()).content.decode()
            assert ("Посетили десять уроков" in page) == reads


def test_the_curator_writes_on_behalf(as_user, curator):
    row = given.begun(curator)
    as_user(curator).post(address(row.old), NOTE)

    row.refresh_from_db()
    assert row.note_by == curator.person


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"done": ""}, "Обязательное поле"),
        ({"left": ""}, "Обязательное поле"),
        ({"on": "02.12.2026"}, "ещё не наступил"),
        ({"on": "32.12.2026"}, "Такой даты нет"),
        ({"done": "а" * 5001}, "Слишком длинно"),
    ],
)
def test_a_wrong_note_keeps_what_was_typed(as_user, curator, change, words):
    row = given.begun(curator)
    answer = as_user(curator).post(address(row.old), {**NOTE, **change})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    row.refresh_from_db()
    assert row.note_on is None


def test_nobody_else_writes_a_note(as_user, curator):
    row = given.begun(curator)
    for user, status in (
        (UserFactory(person=row.pair.mentor), 404),
        (UserFactory(), 404),
        (UserFactory(person=row.old.mentees[0]), 403),
    ):
        assert as_user(user).post(address(row.old), NOTE).status_code == status


def test_without_a_replacement_there_is_no_note(as_user, curator):
    assert as_user(curator).get(address(given.old_pair())).status_code == 404
