"""What the curator owes by the Labour Code, and when."""

import datetime as dt

import pytest

from mentorship.desk.duties import collect
from mentorship.pairs.agreements import services
from mentorship.pairs.agreements.queries import notice_violations
from mentorship.regulation.duty import Scope
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import MentorEntryFactory
from tests.pairs.agreements.given import TODAY, draft, duties, warned

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-11-20", tick=False),
]


@pytest.mark.parametrize(
    ("entry", "on", "due"),
    [
        ({}, True, [dt.date(2026, 9, 15)]),
        ({}, False, []),
        ({"in_job": True, "in_job_basis": "п. 3"}, True, []),
        ({"engagement": "outside", "outside_basis": "договор ГПХ"}, True, []),
    ],
)
def test_the_agreement_is_due_by_the_first_day_of_the_pair(edition, entry, on, due):
    edition.agreement_required = on
    edition.save()
    PairFactory(active=True, mentor=MentorEntryFactory(**entry).person)

    assert [duty.due_on for duty in duties(edition)] == due
    assert [duty.clause for duty in duties(edition)] == ["ст. 351.8 ТК РФ"] * len(due)


@pytest.mark.parametrize(("day", "owed"), [(dt.date(2025, 2, 28), 0), (dt.date(2025, 3, 1), 1)])
def test_a_pair_ordered_before_the_article_needs_no_agreement(edition, curator, day, owed):
    pair = PairFactory(active=True, order=SignedOrderFactory(signed_on=day))

    assert len(duties(edition)) == owed
    assert len(notice_violations(pair, TODAY, "employer")) == owed


def test_the_duty_leads_from_the_draft_to_the_copy_and_then_there_is_none(edition, curator, pair):
    assert [duty.target for duty in duties(edition)] == ["pairs:new_agreement"]
    agreement = draft(pair, curator)
    assert [(duty.target, duty.pk) for duty in duties(edition)] == [("pairs:agreement", agreement.pk)]
    services.sign(agreement, number="1", signed_on=TODAY, on=TODAY, by=curator)
    assert [duty.target for duty in duties(edition)] == ["pairs:agreement_copy"]
    services.hand_copy(agreement, copy_on=TODAY, on=TODAY, by=curator)

    assert duties(edition) == []


def test_duties_are_the_curators_alone(edition, curator, pair):
    warned(pair, curator)

    for scope in (Scope(offices=frozenset({"clerk"})), Scope(person=pair.mentor_id)):
        found = collect(edition.limits(), scope)
        assert not {duty.rule for duty in found} & {"agreement", "employer_notice"}


def test_a_notice_becomes_a_duty_to_hand_over_in_time(edition, curator, pair):
    notice = warned(pair, curator, last_day=dt.date(2026, 11, 30))
    ((what, due_on),) = [(duty.target, duty.due_on) for duty in duties(edition, "employer_notice")]
    assert (what, due_on) == ("pairs:receive_notice", dt.date(2026, 11, 25))

    services.receive(notice, received_on=TODAY, method="handed", on=TODAY, by=curator)

    assert duties(edition, "employer_notice") == []
