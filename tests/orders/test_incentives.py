"""The register of incentives says whom the orders in force reward."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.orders import services
from tests.factories.people import PersonFactory, UserFactory

SIGNED = dt.date(2026, 11, 30)
pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-30"), pytest.mark.usefixtures("edition")]
LIST = reverse("orders:incentives")


def rewarded(by, director, *people):
    named = {"благодарность": people[:1], "грамота": people[1:]}
    return sign(services.draft_worded("incentive", values={"заслуги": "за труд"}, people=named, by=by), director)


def sign(order, by):
    now = timezone.make_aware(dt.datetime.combine(SIGNED, dt.time(12)))
    return services.sign(order, signed_on=SIGNED, number="", proposed="", by=by, now=now, confirmed=True)


def test_who_is_rewarded_stands_in_the_register_until_the_order_is_revoked(as_user, curator, director):
    order = rewarded(curator, director, PersonFactory(last_name="Белова"), PersonFactory(last_name="Чернова"))
    client = as_user(curator)

    rows = [(row.person.last_name, row.role, row.order) for row in client.get(LIST).context["listing"].page]
    assert rows == [("Чернова", "грамота", order), ("Белова", "благодарность", order)]
    assert len(client.get(LIST, {"q": "белова"}).context["listing"].page.object_list) == 1
    assert b"\xd0\x91\xd0\xb5\xd0\xbb\xd0\xbe\xd0\xb2\xd0\xb0" in client.get(LIST, {"csv": 1}).getvalue()
    sign(services.draft_revocation(order, reason="ошибка", by=curator), director)
    assert not client.get(LIST).context["listing"].page.object_list


def test_it_is_read_by_those_who_read_orders(as_user):
    assert as_user(UserFactory()).get(LIST).status_code == 403


def test_more_rows_ask_no_more_questions(as_user, curator, director, django_assert_max_num_queries):
    rewarded(curator, director, *[PersonFactory() for _ in range(2)])
    client = as_user(curator)
    client.get(LIST)
    with django_assert_max_num_queries(40) as few:
        client.get(LIST)
    rewarded(curator, director, *[PersonFactory() for _ in range(8)])
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)
