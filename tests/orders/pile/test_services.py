"""Two heads press one button over one pile: each order is signed once, and no number twice."""

import datetime as dt
from functools import partial

import pytest
from django.utils import timezone

from mentorship.orders import services
from mentorship.orders.models import Acquaintance, Order
from mentorship.orders.pile.services import sign_each
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.threads import at_once

DAY = dt.date(2026, 9, 20)
NOW = timezone.make_aware(dt.datetime(2026, 9, 20, 12))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_pile_signed_twice_at_once_is_signed_once():
    regulation()
    director = UserFactory(office="director")

    def draft():
        people = {"благодарность": [PersonFactory()]}
        return services.draft_worded("incentive", values={"заслуги": "за труд"}, people=people, by=director)

    pile = []
    for _ in range(6):
        order = draft()
        pile.append((order.pk, services.shown_on(order, DAY, by=director).mark))

    came = at_once([partial(sign_each, pile, signed_on=DAY, by=director, now=NOW) for _ in range(2)])

    signed = [order.pk for one in came for order in one.orders]
    others = [order.pk for one in came for order in (*one.before, *(order for order, _ in one.refused))]
    assert sorted(signed) == sorted(others) == [pk for pk, _ in pile]
    assert sorted(int(number) for number in Order.objects.signed().values_list("number", flat=True)) == [*range(1, 7)]
    assert Acquaintance.objects.count() == 6
    assert all("уже не проект" in " ".join(reasons) for one in came for _, reasons in one.refused)
