"""While another acts for the head, the duties of the head are the other's."""

import datetime as dt

import pytest
import time_machine

from mentorship.desk.duties import collect, scope_for
from mentorship.orders import services
from mentorship.people.models.account import offices_on
from mentorship.regulation.models import Edition
from tests.factories.people import OfficeTermFactory, PersonFactory, UserFactory

FIRST, LAST = dt.date(2026, 11, 28), dt.date(2026, 12, 5)
ONE = dt.timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-10")]


def owed(person, day):
    limits = Edition.objects.get().limits()
    return [row.what for row in collect(limits, scope_for(person.pk, day)) if row.rule == "order_needed"]


@pytest.mark.parametrize(
    ("day", "whose"), [(FIRST - ONE, "head"), (FIRST, "acting"), (LAST, "acting"), (LAST + ONE, "head")]
)
def test_a_draft_waits_for_whoever_is_the_head_on_the_day(curator, director, day, whose):
    with time_machine.travel("2026-11-20 12:00+03:00"):
        people = {"благодарность": [PersonFactory()]}
        services.draft_worded("incentive", values={"заслуги": "за труд"}, people=people, by=curator)
    acting = UserFactory().person
    OfficeTermFactory(
        person=acting, office="director", acting=True, starts_on=FIRST, ends_on=LAST, basis="приказ от 27.11.2026 № 4"
    )

    found = {name for name, person in {"head": director.person, "acting": acting}.items() if owed(person, day)}

    assert found == {whose}


def test_an_acting_head_takes_no_other_office(curator, director):
    OfficeTermFactory(office="director", acting=True, starts_on=FIRST, ends_on=LAST, basis="приказ от 27.11.2026 № 4")

    assert offices_on(curator.person_id, FIRST) == {"curator"}
    assert "director" in director.offices
