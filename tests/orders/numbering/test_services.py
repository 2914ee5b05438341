"""Numbers: by the mask, once a year in a journal, an unusual one only when confirmed."""

import pytest
from django.urls import reverse

from mentorship.orders.kinds.base import KINDS
from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.regulation.models import Institution
from tests.factories.pairs import PairFactory
from tests.factories.people import PersonFactory
from tests.orders.signing import TODAY, sign
from tests.orders.words import answers, new

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"signed_on": "01.01.2020"}, "Дата приказа 01.01.2020 — другого года"),
        ({"signed_on": "01.08.2026"}, "больше месяца назад"),
        ({"number": "999999"}, "Номер 999999 далеко впереди: последний в журнале — 0"),
        ({"number": "16-лс"}, "Номер 16-лс не такой, как другие в журнале"),
    ],
)
def test_an_unusual_day_or_number_is_taken_only_when_confirmed(as_user, curator, director, typed, words):
    as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    order = Order.objects.get()
    client = as_user(director)

    refused = sign(client, order, confirmed="", **typed)
    assert words in refused.content.decode()
    assert not Order.objects.signed().exists()

    sign(client, order, confirmed="on", **typed)
    order.refresh_from_db()
    assert order.status == "signed"


def test_a_number_of_another_shape_does_not_move_the_count(as_user, curator, director):
    for _ in range(2):
        as_user(curator).post(new("incentive"), {"f1": [PersonFactory().pk], "f2": "за труд"})
    one, two = Order.objects.order_by("pk")
    sign(as_user(director), one, number="7/1-лс", confirmed="on")

    page = as_user(director).get(reverse("orders:sign", args=[two.pk]))

    assert page.context["form"].initial["number"] == "1"


def test_a_journal_has_its_own_mask_and_count(as_user, curator, director):
    Institution.objects.update(layout={"journals": [["личный состав", "{n}-к"]]})
    people = [PersonFactory()]
    for code in ("payment", "payment", "appoint_curator"):
        as_user(curator).post(new(code), answers(KINDS[code], people))
    numbers = []
    for draft in Order.objects.order_by("pk"):
        page = as_user(director).get(reverse("orders:sign", args=[draft.pk]))
        numbers.append(page.context["form"].initial["number"])
        sign(as_user(director), draft, number=numbers[-1], proposed=numbers[-1])

    assert numbers == ["1-к", "2-к", "1"]
    assert list(Order.objects.order_by("pk").values_list("status", flat=True)) == ["signed"] * 3


def test_numbers_go_on_by_the_mask_and_a_taken_one_is_refused(as_user, director, curator, order):
    client = as_user(director)
    sign(client, order, number="15")
    second = pairs.draft_appointment([PairFactory()], on=TODAY, by=curator)
    assert client.get(reverse("orders:sign", args=[second.pk])).context["form"].initial["number"] == "16"

    refused = sign(client, second, number="15", proposed="16")

    assert "Номер 15 уже занят" in refused.content.decode()
    assert "свободный номер, например 16" in refused.content.decode()
    sign(client, second, number="16", proposed="16")
    second.refresh_from_db()
    assert second.number == "16"


def test_a_proposal_that_somebody_took_meanwhile_moves_to_the_next(as_user, director, curator, order):
    client = as_user(director)
    second = pairs.draft_appointment([PairFactory()], on=TODAY, by=curator)

    sign(client, order)
    sign(client, second)  # both pages had proposed number 1

    assert sorted(Order.objects.signed().values_list("number", flat=True)) == ["1", "2"]
