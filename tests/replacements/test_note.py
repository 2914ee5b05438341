"""The interim note of the mentor before, and what is owed about replacements and reports."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.people.models import Person
from mentorship.regulation.duties import Scope
from mentorship.regulation.models import Edition
from mentorship.regulation.queries import limits_by_edition
from mentorship.replacements.models import Replacement
from tests.duties import owed_in
from tests.factories import replacements as given
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore"), pytest.mark.today("2026-12-01")]
EVERYTHING = Scope(everything=True)
NOTE = {"done": "Посетили десять уроков", "left": "Открытый урок", "on": "01.12.2026"}


def owed(scope=EVERYTHING):
    return owed_in("replacements", scope)


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
    assert "Посетили десять уроков" in as_user(new_mentor).get(row.pair.get_absolute_url()).content.decode()
    mentee = UserFactory(person=row.pair.mentees[0])
    assert "Посетили десять уроков" not in as_user(mentee).get(row.pair.get_absolute_url()).content.decode()


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


def test_a_replacement_without_its_order_is_the_curators_until_it_is_signed(curator, director):
    order = given.drafted(curator)
    duty = next(duty for duty in owed() if duty.rule == "replacement")
    assert (duty.due_on, duty.office, duty.clause, duty.target) == (given.FROM, "curator", "3.8", "pairs:gate")
    assert [duty.rule for duty in owed(Scope(person=curator.person_id, offices=frozenset({"curator"})))] == [
        "replacement"
    ]
    assert owed(Scope(person=director.person_id, offices=frozenset({"director"}))) == []

    given.sign(order, director)

    assert "replacement" not in {duty.rule for duty in owed()}


def test_the_note_is_owed_by_the_term_of_the_report_after_the_order(curator, director):
    order = given.drafted(curator)
    assert "replacement_note" not in {duty.rule for duty in owed()}
    given.sign(order, director)
    row = Replacement.objects.get()
    mine = Scope(person=row.old.mentor_id)

    (duty,) = owed(mine)
    assert (duty.due_on, duty.owner, duty.pk) == (dt.date(2026, 12, 17), row.old.mentor_id, row.old.pk)
    assert owed(Scope(person=row.pair.mentor_id)) == []

    Person.objects.filter(pk=row.old.mentor_id).update(left_on=given.TODAY, left_reason="увольнение")
    assert owed(mine) == []
    (duty,) = owed(Scope(person=curator.person_id, offices=frozenset({"curator"})))
    assert (duty.owner, duty.office) == (None, "curator")

    row.note_done = row.note_left = "Да"
    row.note_on, row.note_by = given.TODAY, curator.person
    row.save()
    assert owed() == []


def test_without_a_term_no_note_is_owed(curator, director):
    given.sign(given.drafted(curator), director)
    Edition.objects.update(mentor_report_days=None)

    assert owed() == []


def test_nobody_owes_a_final_report_of_a_pair_that_was_handed_over(curator, director):
    old = given.old_pair()
    given.sign(given.drafted(curator, old), director)

    assert [duty for duty in owed_in("reports") if duty.rule != "report_interval"] == []


def test_duties_are_asked_for_in_as_many_queries_however_many_there_are(
    curator, director, django_assert_max_num_queries
):
    given.sign(given.drafted(curator), director)
    own = limits_by_edition()
    with django_assert_max_num_queries(4):
        owed_in("replacements", own=own)
    with django_assert_max_num_queries(0):
        owed_in("replacements", Scope(person=1, mentors=False), own=own)
