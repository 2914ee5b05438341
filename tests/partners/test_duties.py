"""An agreement that ends is spoken of in its last thirty days, and after them while mentors are linked still."""

import datetime as dt

import pytest

from mentorship.desk.duties import collect
from mentorship.partners import services
from mentorship.regulation.duty import Scope
from tests.factories.partners import CooperationFactory
from tests.factories.people import MentorEntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
END = dt.date(2027, 8, 31)
DAY = dt.timedelta(days=1)


@pytest.fixture
def owed(edition):
    def on(day):
        duties = collect(edition.limits(), Scope(offices=frozenset({"curator"}), on=day))
        return [duty.due_on for duty in duties if duty.rule == "cooperation"]

    return on


def test_from_thirty_days_before_until_the_end(owed):
    CooperationFactory()

    assert [owed(day) for day in (END - 31 * DAY, END - 30 * DAY, END, END + DAY)] == [[], [END], [END], []]


def test_after_the_end_while_mentors_are_linked(owed, curator):
    partner = CooperationFactory().partner
    mentor = MentorEntryFactory(engagement="outside", outside_basis="договор").person
    services.link_partner(partner, events=[], mentors=[mentor], by=curator)
    assert owed(END + DAY) == [END]

    services.link_partner(partner, events=[], mentors=[], by=curator)

    assert owed(END + DAY) == []


def test_a_draft_owes_nothing(owed):
    CooperationFactory(number="", signed_on=None)

    assert owed(END) == []


def test_a_longer_agreement_takes_its_place_once_it_is_signed(owed):
    partner = CooperationFactory().partner
    CooperationFactory(partner=partner, signed_on=END - 5 * DAY, ends_on=END + 365 * DAY)

    assert [owed(day) for day in (END - 6 * DAY, END - 5 * DAY)] == [[END], []]


def test_a_longer_agreement_that_was_ended_takes_no_place(owed):
    partner = CooperationFactory().partner
    ended = {"ended_on": END - 10 * DAY, "end_reason": "передумали"}
    CooperationFactory(partner=partner, ends_on=END + 365 * DAY, **ended)

    assert [owed(day) for day in (END - 11 * DAY, END - 10 * DAY)] == [[], [END]]


def test_where_the_work_is_over_nothing_is_owed(owed, curator):
    partner = CooperationFactory().partner
    services.end_partner(partner, ended_on=END - 3 * DAY, end_reason="закрылись", by=curator)

    assert [owed(day) for day in (END - 4 * DAY, END - 3 * DAY)] == [[END], []]
