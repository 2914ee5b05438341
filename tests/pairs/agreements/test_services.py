"""Agreements are drawn up, signed, replaced and ended."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.documents.catalogue import PAPERS
from mentorship.orders import services as orders
from mentorship.pairs.agreements import services
from mentorship.pairs.agreements.queries import current, proposed
from mentorship.pairs.ending import services as ending
from tests.factories.pairs import option
from tests.factories.people import OfficeTermFactory
from tests.pages import confirm
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
    ending.request_ending(pair, case=case, on=TODAY, reason="Переезд", plan_left=None, by=curator)
    order = ending.draft_closing([pair], by=curator)
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


@pytest.mark.parametrize(
    ("signed_on", "words"),
    [
        ("2026-09-14", "раньше приказа о закреплении 15.09.2026"),
        ("2026-09-15", ""),
        ("2026-11-20", ""),
        ("2026-11-21", "не позже сегодняшнего дня"),
        ("2020-01-01", "раньше приказа о закреплении"),
    ],
)
def test_an_unusual_day_of_signing_is_asked_about(as_user, curator, pair, signed_on, words):
    """C26: the year of 2020 under an order of 2026 is a slip of the pen, or is confirmed."""
    agreement, day = draft(pair, curator), dt.date.fromisoformat(signed_on)
    typed = {"number": "5", "signed_on": f"{day:%d.%m.%Y}"}
    sign = reverse("pairs:sign_agreement", args=[agreement.pk])

    answer = confirm(as_user(curator), sign, typed)

    assert words in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == (422 if words else 302)
    again = {**typed, "confirmed": "on"}
    confirmed = confirm(as_user(curator), sign, again).status_code if words else 302
    assert confirmed == (422 if day > TODAY else 302)


def test_an_agreement_whose_pair_ends_later_is_in_force_until_then(as_user, curator, pair, director):
    """C26: the card, the section of the pair and the register on the last day and after it, asked then and later."""
    agreement, last = signed(pair, curator), dt.date(2026, 12, 15)
    ending.request_ending(
        pair, case=option("completion", "initiative"), on=last, reason="Переезд", plan_left=None, by=curator
    )
    pair.refresh_from_db()

    ending.complete([pair], by=director)

    agreement.refresh_from_db()
    assert (agreement.status, agreement.ended_on) == ("ended", last)
    for asked, lasts in (("2026-11-20", True), ("2026-12-15", True), ("2026-12-16", False), ("2027-01-16", False)):
        with time_machine.travel(f"{asked} 12:00:00+03:00"):
            client, words = as_user(curator), "действует по 15.12.2026" if lasts else "закончилось"
            for page in (agreement.get_absolute_url(), pair.get_absolute_url()):
                assert words in client.get(page).content.decode().replace("\N{NO-BREAK SPACE}", " ")
            for state, found in (("signed", lasts), ("ended", not lasts)):
                rows = client.get(reverse("pairs:agreements"), {"status": state}).context["listing"].page
                assert (agreement in rows) == found
            day = dt.date.fromisoformat(asked)
            assert (current(pair, day) == agreement) == lasts
            assert agreement.level == ("ok" if lasts else "muted")


def test_an_agreement_never_outlasts_its_own_term(curator, pair, edition):
    """C26: one with a gap before the next is not paid for the days between."""
    first = signed(pair, curator, ends_on=dt.date(2026, 11, 12))

    signed(pair, curator, number="2", starts_on=dt.date(2026, 11, 26), ends_on=pair.ends_on)

    first.refresh_from_db()
    assert (first.status, first.ended_on) == ("ended", dt.date(2026, 11, 12))
