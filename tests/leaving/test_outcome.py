"""What a change touches, for each event and role."""

import datetime as dt

import pytest

from mentorship.leaving.outcome import outcome
from mentorship.leaving.rules import ABSENCE, LEAVE, TRANSFER, StaffChange
from mentorship.people.models import Competence
from tests.factories.pairs import PairFactory
from tests.factories.people import (
    MentorEntryFactory,
    NeedFactory,
    PersonFactory,
)
from tests.leaving.given import (
    CHANGES,
    both,
    holder,
    mentee,
    mentee_of_a_group,
    mentor_of_a_group,
    mentor_of_a_pair,
    proposed_mentor,
    stands_in,
    url,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-20")]


MENTOR_AWAY = ("stand_in", "pause", "replace", "carry_on", "end")


MOVED = ("carry_on", "replace", "end")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (mentor_of_a_pair, {LEAVE: [("replace", "end")], ABSENCE: [MENTOR_AWAY], TRANSFER: [MOVED]}),
        (mentor_of_a_group, {LEAVE: [("replace", "end")], ABSENCE: [MENTOR_AWAY], TRANSFER: [MOVED]}),
        (mentee, {LEAVE: [("end",)], ABSENCE: [("pause", "end")], TRANSFER: [MOVED]}),
        (mentee_of_a_group, {LEAVE: [("end",)], ABSENCE: [()], TRANSFER: [MOVED]}),
        (
            both,
            {LEAVE: [("replace", "end"), ("end",)], ABSENCE: [MENTOR_AWAY, ("pause", "end")], TRANSFER: [MOVED, MOVED]},
        ),
        (proposed_mentor, {LEAVE: [("cancel",)], ABSENCE: [("cancel",)], TRANSFER: [()]}),
        (holder, {LEAVE: [], ABSENCE: [], TRANSFER: []}),
        (PersonFactory, {LEAVE: [], ABSENCE: [], TRANSFER: []}),
    ],
)
@pytest.mark.parametrize("kind", CHANGES)
def test_each_event_and_role_has_its_consequences(edition, curator, make, expected, kind):
    found = outcome(make(), CHANGES[kind], curator, edition.limits())

    assert [row.fate.acts for row in found.pairs] == expected[kind]
    assert [term.office for term, _ in found.offices] == (["clerk"] if make is holder else [])
    assert bool(found.banks) == (kind != TRANSFER and make not in (holder, PersonFactory))
    assert found.is_empty == (make is PersonFactory or (make is PersonFactory and kind == TRANSFER))


def test_reports_owed_are_told(edition, curator):
    pair = PairFactory(ended=True)

    found = outcome(pair.mentor, StaffChange(LEAVE, dt.date(2027, 6, 1)), curator, edition.limits())

    assert len(found.reports) == 1


def test_candidates_have_a_free_place_and_the_same_competences(edition, curator):
    topic = Competence.objects.create(title="Развитие речи у малышей")
    pair = PairFactory(active=True)
    NeedFactory(person=pair.mentees[0], competence=topic)
    full, fit, other = (MentorEntryFactory() for _ in range(3))
    for entry in (full, fit):
        entry.competences.add(topic)
    for _ in range(3):
        PairFactory(active=True, mentor=full.person)

    (row,) = outcome(pair.mentor, CHANGES[LEAVE], curator, edition.limits()).pairs

    ((asked, offered),) = row.candidates
    assert asked == pair.mentees[0]
    assert [found["person"] for found in offered] == [fit.person, other.person]
    assert topic.title in offered[0]["why"]


def test_where_the_leaver_stands_in_is_told(as_user, curator):
    row = stands_in(PairFactory(active=True), MentorEntryFactory().person)

    page = as_user(curator).get(url("what_if", row.person, event="leave", on="30.11.2026"))

    assert page.context["outcome"].stand_ins == [row]
    assert "замещает наставника" in page.content.decode()
