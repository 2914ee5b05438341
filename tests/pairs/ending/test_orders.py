"""The order that ends a pair: what it may not be dated before, what stands in its way, what a revocation leaves."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.core.refusal import RuleBroken
from mentorship.orders import services as orders
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, SignedOrderFactory, option

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
