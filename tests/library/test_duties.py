"""Whose turn it is: not an author's while others can judge; of a returned material those who still work here."""

import datetime as dt

import pytest

from mentorship.desk.duties import collect, scope_for
from mentorship.library import services
from mentorship.regulation.queries import limits_on
from tests.factories.library import MaterialFactory, submitted
from tests.factories.people import MentorEntryFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-05")]
TODAY = dt.date(2026, 10, 5)


def owed(user, day=TODAY):
    duties = collect(limits_on(day), scope_for(user.person_id, day))
    return [duty.rule for duty in duties if duty.rule.startswith("material_")]


def test_the_council_comes_first_then_the_curator(curator, council):
    material = submitted()
    assert (owed(council), owed(curator)) == (["material_review"], [])

    services.review(material, minutes_number="1", reviewed_on=TODAY, opinion="", today=TODAY, by=council)

    assert (owed(council), owed(curator)) == ([], ["material_approval"])


def test_where_there_is_no_council_the_curator_is_asked_at_once(curator, edition):
    edition.council = False
    edition.save()
    submitted()

    assert owed(curator) == ["material_approval"]


def test_what_a_curator_has_written_the_head_approves(curator, director, edition):
    edition.council = False
    edition.save()
    submitted(authors=[curator.person])

    assert (owed(curator), owed(director)) == ([], ["material_approval"])


def test_an_author_of_the_council_is_asked_only_when_alone(council):
    submitted(authors=[council.person])
    assert owed(council) == ["material_review"]

    other = UserFactory(office="council")

    assert (owed(council), owed(other)) == ([], ["material_review"])


def test_every_author_who_works_here_mends_what_was_returned(author, curator):
    left = UserFactory(
        person=MentorEntryFactory(person__left_on=dt.date(2026, 10, 1), person__left_reason="перевод").person
    )
    returned = {"returned_on": TODAY, "returned_by": curator, "remarks": "Мало"}
    MaterialFactory(authors=[author.person, left.person], **returned)

    assert (owed(author), owed(curator)) == (["material_rework"], [])
    MaterialFactory(authors=[left.person], **returned)
    MaterialFactory(authors=[MentorEntryFactory().person], recorded_by=curator, **returned)
    assert owed(curator) == ["material_rework"] * 2


@pytest.mark.today("2026-10-12")
def test_what_was_owed_on_a_day_stays_owed_on_it(curator, council):
    day = dt.date(2026, 10, 12)
    material = submitted(submitted_on=dt.date(2026, 10, 12), recorded_by=curator)

    services.send_back(material, remarks="Мало", on=day, by=curator)

    assert owed(council, day) == []
    assert owed(curator, day) == ["material_rework"]
