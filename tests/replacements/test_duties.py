"""What is owed about replacements, and what no longer is about reports."""

import datetime as dt

import pytest

from mentorship.people.models import Person
from mentorship.regulation.duty import Scope
from mentorship.regulation.models import Edition
from mentorship.regulation.queries import limits_by_edition
from mentorship.replacements.models import Replacement
from tests.duties import owed_in
from tests.factories import replacements as given

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-01")]


EVERYTHING = Scope(everything=True)


def owed(scope=EVERYTHING):
    return owed_in("replacements", scope)


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
