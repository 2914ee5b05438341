"""The order that ends a pair: what it may not be dated before, what stands in its way, what a revocation leaves."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.orders import services as orders
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair, StandIn
from mentorship.pairs.values import pair_words
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, SignedOrderFactory, option
from tests.factories.people import MentorEntryFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-10")]

APPOINTED = dt.date(2026, 12, 5)
LAST = dt.date(2026, 12, 9)
DAY = dt.timedelta(days=1)


@pytest.fixture
def pair(edition):
    order = SignedOrderFactory(signed_on=APPOINTED)
    return PairFactory(active=True, starts_on=APPOINTED, ends_on=dt.date(2027, 5, 31), order=order)


def drafted(pair, by):
    case = option("completion", "initiative")
    ending.request_ending(pair, case=case, on=LAST, reason="Переезд", plan_left=None, by=by)
    return ending.draft_closing([pair], by=by)


def sign(order, by, on):
    now = timezone.make_aware(dt.datetime(2026, 12, 10, 12))
    return orders.sign(order, signed_on=on, number="", proposed="", by=by, now=now, confirmed=True)


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (1, False)])
def test_it_is_not_dated_before_the_appointment(pair, curator, director, days, refused):
    order = drafted(pair, curator)
    if not refused:
        assert sign(order, director, APPOINTED + days * DAY).is_signed
        return
    with pytest.raises(RuleBroken, match="приказ о закреплении подписан 05.12.2026, позже этого дня"):
        sign(order, director, APPOINTED + days * DAY)


@pytest.mark.parametrize(("days", "stands"), [(0, False), (1, True)])
def test_the_page_of_the_order_leads_to_what_stands_in_its_way(as_user, pair, curator, director, days, stands):
    order = drafted(pair, curator)
    MeetingFactory(pair=pair, held_on=LAST + days * DAY)

    for user, address in ((curator, order.get_absolute_url()), (director, reverse("orders:sign", args=[order.pk]))):
        page = as_user(user).get(address).content.decode()
        assert ("а позже записано: встреча 10.12.2026" in page) == stands
        assert (f'href="{pair.get_absolute_url()}">Открыть страницу пары' in page) == stands


def test_a_case_asked_for_before_is_not_why_a_revoked_appointment_ended(pair, curator):
    """D14: the pair ends by the revocation, whatever end had been asked for."""
    case = option("completion", "initiative")
    ending.request_ending(pair, case=case, on=LAST, reason="Переезд", plan_left=None, by=curator)

    revocation = SignedOrderFactory(kind="revocation", signed_on=dt.date(2026, 12, 10))
    ending.annul([Pair.objects.get(pk=pair.pk)], order=revocation, on=dt.date(2026, 12, 10), by=curator)

    found = Pair.objects.get(pk=pair.pk)
    assert (found.status, found.ending_case, found.ending_reason) == ("ended", None, ending.REVOKED)
    assert found.ended_on == dt.date(2026, 12, 10)


@pytest.mark.parametrize("stage", ["asked", "draft", "discarded", "signed"])
def test_the_sides_read_why_it_ends_only_once_it_is_ordered(as_user, pair, curator, director, stage):
    if stage == "asked":
        case = option("completion", "initiative")
        ending.request_ending(pair, case=case, on=LAST, reason="Переезд", plan_left=None, by=curator)
    else:
        order = drafted(pair, curator)
    if stage == "discarded":
        orders.discard(order, reason="Передумали", by=director)
    elif stage == "signed":
        sign(order, director, LAST)
    days = {"starts_on": dt.date(2026, 12, 10), "ends_on": dt.date(2026, 12, 11), "consented_on": APPOINTED}
    stand_in = MentorEntryFactory().person
    StandIn.objects.create(pair=pair, person=stand_in, reason="Отпуск", **days)
    sides = [UserFactory(person=person) for person in (pair.mentor, *pair.mentees, stand_in)]
    council = UserFactory(office=Office.COUNCIL)

    for user in (*sides, curator, director, council):
        answer = as_user(user).get(pair.get_absolute_url())
        page = answer.content.decode()
        if user.person == stand_in and stage == "signed":
            assert answer.status_code == 404  # nobody stands in for the mentor of a pair that is over
            continue
        assert ("Переезд" in page) == (stage == "signed" or user not in sides)
        assert ("<dt>Завершение</dt>" in page) == (stage == "signed" or (stage != "discarded" and user not in sides))
        for words in ("Предложено завершить", "Включена в проект", "Завершение отклонено", "Проект приказа"):
            assert words not in page or user not in sides


@pytest.mark.parametrize("side", ["mentor", "mentee", "stand-in"])
def test_a_member_of_the_council_does_not_open_the_draft_about_the_own_pair(as_user, pair, curator, director, side):
    days = {"starts_on": APPOINTED, "ends_on": dt.date(2026, 12, 11), "consented_on": APPOINTED}
    stand_in = StandIn.objects.create(pair=pair, person=MentorEntryFactory().person, reason="Отпуск", **days).person
    person = {"mentor": pair.mentor, "mentee": pair.mentees[0], "stand-in": stand_in}[side]
    member, other = UserFactory(person=person, office=Office.COUNCIL), UserFactory(office=Office.COUNCIL)
    order = drafted(pair, curator)
    address = order.get_absolute_url()

    assert as_user(member).get(address).status_code == 404
    assert address not in as_user(member).get(reverse("orders:list")).content.decode()
    assert "Переезд" in as_user(other).get(address).content.decode()
    sign(order, director, LAST)
    assert "Переезд" in as_user(member).get(address).content.decode()


def test_a_paper_about_the_pair_names_the_end_once_it_is_ordered(pair, curator, director):
    order = drafted(pair, curator)
    assert pair_words(Pair.objects.get(pk=pair.pk))["случай завершения"] is None
    sign(order, director, LAST)
    assert pair_words(Pair.objects.get(pk=pair.pk))["дата завершения"] == "09.12.2026"
