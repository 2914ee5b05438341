"""Agreements are drawn up, signed, replaced and ended."""

import datetime as dt

import pytest

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.documents.catalogue import PAPERS
from mentorship.orders import services as orders
from mentorship.pairs import services as pairs
from mentorship.pairs.agreements import services
from mentorship.pairs.agreements.queries import proposed
from tests.factories.pairs import option
from tests.factories.people import OfficeTermFactory
from tests.pairs.agreements.given import TODAY, draft, duties, signed
from tests.papers import text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-11-20", tick=False),
]


@pytest.mark.parametrize("status", ["signed", "cancelled"])
def test_only_a_draft_changes(curator, pair, status):
    agreement = draft(pair, curator)
    if status == "signed":
        services.sign(agreement, number="1", signed_on=TODAY, on=TODAY, by=curator)
    else:
        services.drop(agreement, reason="Ошибка", by=curator)

    for act in (
        lambda: services.keep_draft(pair, agreement, fields={"content": "Иное"}, on=TODAY, by=curator),
        lambda: services.sign(agreement, number="2", signed_on=TODAY, on=TODAY, by=curator),
        lambda: services.drop(agreement, reason="x", by=curator),
    ):
        with pytest.raises(RuleBroken):
            act()
    agreement.refresh_from_db()
    assert (agreement.status, agreement.content) == (status, pair.goal)


def test_another_term_is_another_agreement_that_takes_its_place(curator, pair, edition):
    first = signed(pair, curator)
    pair.ends_on = dt.date(2027, 8, 31)
    pair.save()
    assert [(duty.target, duty.due_on) for duty in duties(edition) if duty.target == "pairs:new_agreement"] == [
        ("pairs:new_agreement", dt.date(2027, 5, 31))
    ]

    second = services.keep_draft(pair, fields={**proposed(pair), "signatory": "head"}, on=TODAY, by=curator)
    paper = text(PAPERS["D23"].document(pair, TODAY))
    services.sign(second, number="2", signed_on=TODAY, on=TODAY, by=curator)

    first.refresh_from_db()
    assert (second.amends, second.starts_on, second.ends_on) == (first, dt.date(2027, 6, 1), dt.date(2027, 8, 31))
    assert (first.status, first.ended_on) == ("ended", dt.date(2027, 5, 31))
    assert "прекращает действовать дополнительное соглашение от 20.11.2026 № 1" in paper
    assert [duty.target for duty in duties(edition)] == ["pairs:agreement_copy"]


def test_one_draft_at_a_time(curator, pair):
    draft(pair, curator)

    with pytest.raises(Refusal, match="уже есть"):
        draft(pair, curator)


def test_the_end_of_the_pair_ends_what_was_agreed(curator, pair, director):
    agreement = signed(pair, curator)
    case = option("completion", "initiative")
    pairs.request_ending(pair, case=case, on=TODAY, reason="Переезд", plan_left=None, by=curator)
    order = pairs.draft_closing([pair], by=curator)
    orders.sign(order, signed_on=TODAY, number="", proposed="", by=director, now=dt.datetime.now(dt.UTC))

    agreement.refresh_from_db()
    assert (agreement.status, agreement.ended_on) == ("ended", TODAY)


def test_a_head_signs_with_the_founder_only(curator, head):
    with pytest.raises(RuleBroken, match="с самим собой"):
        draft(head, curator)

    founder = "Управление образования в лице начальника"
    agreement = draft(head, curator, signatory="founder", founder=founder)

    paper = text(PAPERS["D23"].document(head, TODAY))
    assert agreement.is_draft
    assert f"{founder} (далее – Работодатель)" in paper
    assert "действующ" not in paper
    assert "Если поручение о наставничестве принимает на себя руководитель" not in paper


def test_a_head_who_mentors_is_known_by_the_office_of_the_day(curator, pair):
    OfficeTermFactory(person=pair.mentor, office=Office.DIRECTOR, ends_on=dt.date(2026, 11, 19))

    assert draft(pair, curator).is_draft
