"""No pair ends while its amendment waits for a signature."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.core.refusal import RuleBroken
from mentorship.orders import services as orders
from mentorship.programs.amendments.services import decision, drafting
from tests.factories import replacements as given
from tests.factories.pairs import option
from tests.pages import text as said
from tests.programs.amendments.making import OLD_END, TODAY, agreed, longer

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]

ENDING = {"case": "initiative", "on": "01.03.2027", "reason": "Переезд"}


def test_a_pair_is_not_ended_while_an_amendment_waits_for_its_signature(as_user, curator, director, program):
    order = decision.grant(
        agreed(drafting.start(program, fields=longer(), on=TODAY, by=curator), curator), on=TODAY, by=curator
    )
    client = as_user(curator)
    form = {**ENDING, "case": option("completion", "initiative").pk}

    refused = client.post(reverse("programs:end", args=[program.pair_id]), form)

    assert refused.status_code == 422
    assert f"Ждёт подписи проект приказа «{order.heading}»" in said(refused)
    with pytest.raises(RuleBroken, match="Ждёт подписи проект приказа"):
        given.begun(curator, program.pair, from_on=dt.date(2027, 4, 1), ends_on=OLD_END)
    orders.discard(order, reason="Передумали", by=director)
    assert client.post(reverse("programs:end", args=[program.pair_id]), form).status_code == 302
