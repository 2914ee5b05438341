"""An extension comes before the term runs out, or says what it mends."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from mentorship.core.refusal import RuleBroken
from mentorship.orders import services as orders
from mentorship.programs.amendments.services import assents, decision, drafting
from tests.programs.amendments.making import NEW_END, OLD_END, longer, url

pytestmark = pytest.mark.django_db
DAYS = [(OLD_END, False), (OLD_END + dt.timedelta(days=1), True), (dt.date(2027, 6, 15), True)]
SAID = "Срок программы истёк 31.05.2027"


def on(today):
    return time_machine.travel(dt.datetime.combine(today, dt.time(12), dt.timezone(dt.timedelta(hours=3))))


@pytest.mark.parametrize(("today", "late"), DAYS)
def test_the_pages_say_that_the_term_has_run_out(as_user, curator, program, today, late):
    with on(today):
        client = as_user(curator)
        assert (SAID in client.get(url("amend", program.pk)).content.decode()) == late
        amendment = drafting.start(program, fields=longer(), on=today, by=curator)
        page = client.get(amendment.get_absolute_url()).content.decode()
        assert (SAID in page) == late
        assert ("позже 01.06.2027, будет задним числом" in page.replace("\N{NO-BREAK SPACE}", " ")) == late


@pytest.mark.parametrize(("today", "late"), [*((day, False) for day, _ in DAYS[:2]), DAYS[2]])
def test_its_order_asks_whether_it_is_meant_and_the_term_is_longer(curator, director, program, today, late):
    with on(today):
        amendment = drafting.start(program, fields=longer(), on=today, by=curator)
        for assent in amendment.assents.filter(agreed_on=None):
            assents.agree(amendment, person=assent.person, on=today, by=curator)
        amendment.refresh_from_db()
        order = decision.grant(amendment, on=today, by=curator)
        how = {"signed_on": today, "number": "", "proposed": "", "by": director, "now": timezone.localtime()}
        if late:
            with pytest.raises(RuleBroken, match=r"действует с 01\.06\.2027, это раньше его даты"):
                orders.sign(order, **how)
        orders.sign(order, **how, confirmed=late)

        program.pair.refresh_from_db()
        assert program.pair.ends_on == NEW_END
