"""An amendment ends with its pair."""

import datetime as dt

import pytest

from mentorship.orders.models import Order
from mentorship.pairs.ending import services as ending
from mentorship.programs.amendments.services import decision, drafting
from mentorship.replacements import services as replacements
from tests.factories import replacements as given
from tests.factories.pairs import option
from tests.programs.amendments.making import OLD_END, TODAY, agreed, longer, sign

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


@pytest.mark.parametrize("granted", [False, True])
def test_an_open_amendment_ends_with_its_pair(curator, director, program, granted):
    """The ending was asked for past the page: by leaving, or before the amendment was granted."""
    amendment = agreed(drafting.start(program, fields=longer(), on=TODAY, by=curator), curator)
    order = decision.grant(amendment, on=TODAY, by=curator) if granted else None
    case = option("completion", "initiative")
    ending.request_ending(program.pair, case=case, on=TODAY, reason="Переезд", plan_left=None, by=curator)

    sign(ending.draft_closing([program.pair], by=curator), director)

    amendment.refresh_from_db()
    assert (amendment.status, amendment.closing_reason, amendment.order) == (
        "withdrawn",
        "Пара завершена приказом",
        None,
    )
    assert not Order.objects.filter(status="draft").exists()
    assert order is None or Order.objects.get(pk=order.pk).reason == "Пара завершена приказом"


def test_an_open_amendment_ends_when_another_mentor_takes_over(curator, director, program):
    amendment = drafting.start(program, fields=longer(), on=TODAY, by=curator)
    new = given.consented(given.begun(curator, program.pair, from_on=dt.date(2027, 3, 2), ends_on=OLD_END))
    given.sign(replacements.draft_order(new, on=TODAY, by=curator), director, TODAY)

    amendment.refresh_from_db()
    assert (amendment.status, amendment.closing_reason) == ("withdrawn", "Пара завершена приказом")
