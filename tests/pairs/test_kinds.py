"""What is otherwise where two mentor each other (FRM-12), and where there is one meeting only (FRM-14)."""

import datetime as dt

import pytest

from mentorship.documents.html import preview
from mentorship.orders.papers import paper
from mentorship.pairs import services
from mentorship.pairs.gate.queries import gate
from mentorship.regulation.models import Edition
from tests.duties import owed_in
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory
from tests.pages import text

D = dt.date
DAY = D(2026, 9, 21)
pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


@pytest.fixture
def two(edition):
    """Each stands in both banks."""
    people = [MentorEntryFactory().person, MentorEntryFactory().person]
    for person in people:
        MenteeEntryFactory(person=person)
    return people


def kind(code):
    return option("kind", code)


def test_the_same_two_are_mentor_and_mentee_of_each_other(as_user, curator, two):
    older, younger = two
    there = PairFactory(mentor=younger, mentees=[older], kind=kind("reverse"), active=True)
    client = as_user(curator)
    wizard = f"/pairs/propose/?mentor={older.pk}&amp;mentee={younger.pk}"
    assert wizard in text(client.get(there.get_absolute_url()))

    back = PairFactory(mentor=older, mentees=[younger], kind=kind("reverse"))

    assert gate(back, DAY) == []
    for card, other in ((there, back), (back, there)):
        page = text(client.get(card.get_absolute_url()))
        assert "Встречная пара" in page
        assert other.get_absolute_url() in page
    assert wizard not in text(client.get(there.get_absolute_url()))


def single(**fields):
    terms = {"starts_on": DAY, "ends_on": DAY, "kind": kind("speed")}
    return PairFactory(**{**terms, **fields})


def test_a_single_meeting_with_an_outsider_passes_the_gate(edition):
    mentor = MentorEntryFactory(
        person__organisation="Педагогический колледж", outside_basis="договор ГПХ от 01.09.2026 № 3"
    ).person

    assert gate(single(mentor=mentor), DAY) == []


def test_a_single_meeting_owes_neither_programme_nor_reports(curator):
    single(active=True)
    ended = {"ended": True, "ended_on": DAY, "ending_on": DAY}
    single(**ended)

    assert {duty.rule for duty in owed_in("programs", limits=limits())} & {"program_due"} == set()
    assert owed_in("reports", limits=limits()) == []
    PairFactory(active=True)
    PairFactory(ended=True)
    assert "program_due" in {duty.rule for duty in owed_in("programs", limits=limits())}
    assert len(owed_in("reports", limits=limits())) == 2


def limits():
    return Edition.objects.get().limits()


def test_its_order_asks_for_no_programme(curator):
    alone = services.draft_appointment([single()], on=DAY, by=curator)
    usual = services.draft_appointment([PairFactory()], on=DAY, by=curator)

    assert "составить персонализированную программу" not in str(preview(paper(alone)))
    assert "составить персонализированную программу" in str(preview(paper(usual)))
