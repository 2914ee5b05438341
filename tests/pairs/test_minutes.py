"""The council's decision, by its minutes, is the basis of the order that assigns the pairs (MO-05)."""

import pytest
from django.urls import reverse

from mentorship.documents.html import preview
from mentorship.orders.models import Order
from mentorship.orders.papers import paper
from mentorship.regulation.models import Edition
from tests.factories.pairs import PairFactory
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


def drafted(client, pair, **minutes):
    return client.post(reverse("pairs:draft_appointment"), {"pair": pair.pk, **minutes})


def test_the_order_cites_the_decision_and_its_minutes(as_user, curator):
    drafted(as_user(curator), PairFactory(), minutes_number="3", minutes_on="18.09.2026")

    said = str(preview(paper(Order.objects.get())))
    cited = "на основании решения методического объединения (совета) наставников (протокол № 3 от 18.09.2026)"
    assert cited in said.replace("\N{NO-BREAK SPACE}", " ")


def test_without_minutes_it_says_nothing_of_the_council(as_user, curator):
    drafted(as_user(curator), PairFactory())

    assert "протокол" not in str(preview(paper(Order.objects.get())))


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ({"minutes_number": "3"}, "заполните оба поля или ни одного"),
        ({"minutes_on": "18.09.2026"}, "заполните оба поля или ни одного"),
        ({"minutes_number": "3", "minutes_on": "21.09.2026"}, "Протокол от 21.09.2026 позже приказа, 20.09.2026"),
    ],
)
def test_minutes_are_whole_and_not_later_than_the_order(as_user, curator, minutes, told):
    answer = drafted(as_user(curator), PairFactory(), **minutes)

    assert answer.status_code == 422
    assert told in text(answer)
    assert not Order.objects.exists()


def test_the_day_of_the_order_bounds_the_minutes_too(as_user, curator, director):
    client = as_user(curator)
    drafted(client, PairFactory(), minutes_number="3", minutes_on="20.09.2026")
    order, client = Order.objects.get(), as_user(director)
    address = reverse("orders:sign", args=[order.pk])
    shown = client.get(address).context["shown"]

    refused = client.post(address, {"signed_on": "19.09.2026", "number": "", "proposed": "", "_shown": shown})

    assert "Протокол от 20.09.2026 позже приказа, 19.09.2026" in text(refused)
    order.refresh_from_db()
    assert order.is_draft


def test_where_there_is_no_council_nothing_is_asked(as_user, curator):
    Edition.objects.update(council=False)
    PairFactory()

    assert "minutes_on" not in text(as_user(curator).get(reverse("pairs:draft_appointment")))
