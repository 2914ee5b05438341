"""Several people sign at once: a journal gives each order a number of its own."""

import datetime as dt

import pytest
from django.utils import timezone

from mentorship.orders import services
from mentorship.orders.models import Order
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.threads import in_threads

DAY = dt.date(2026, 9, 20)
NOW = timezone.make_aware(dt.datetime(2026, 9, 20, 12))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_orders_of_words_at_once_take_eight_numbers():
    """Nothing but the register lines them up: they share no pair and no edition."""
    regulation()
    director = UserFactory(office="director")

    def draft():
        return services.draft_worded(
            "incentive", values={"заслуги": "за труд"}, people={"благодарность": [PersonFactory()]}, by=director
        )

    def sign(order):
        services.sign(order, signed_on=DAY, number="", proposed="", by=director, now=NOW)

    refused = in_threads([lambda order=order: sign(order) for order in [draft() for _ in range(8)]])

    assert refused == 0
    assert sorted(int(number) for number in Order.objects.signed().values_list("number", flat=True)) == list(
        range(1, 9)
    )
