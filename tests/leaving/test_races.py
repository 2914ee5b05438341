"""A person leaves while an order is being signed; two people record the same: one winner, one consistent state."""

import datetime as dt
from functools import partial

import pytest

from mentorship.core.refusal import Refusal
from mentorship.leaving import services
from mentorship.leaving.models import Decision
from mentorship.pairs import services as pairs
from mentorship.pairs.models import Pair
from mentorship.people.employment import services as employment
from mentorship.people.models import Absence
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.pairs.test_limit import DAY, sign
from tests.threads import in_threads

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
EVE = DAY - dt.timedelta(days=1)
POST = {"title": "методист", "unit": "", "is_teaching": True, "is_deputy": False, "is_administrative": False}


def ready():
    return PairFactory(mentees=[MenteeEntryFactory().person])


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("what", ["leave", "absence"])
def test_a_change_and_a_signature_at_once_leave_one_consistent_state(side, what):
    regulation()
    director = UserFactory(office="director")
    pair = ready()
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    order = pairs.draft_appointment([pair], on=DAY, by=director)
    changes = {
        "leave": partial(employment.record_leaving, left_on=EVE, reason="переезд"),
        "absence": partial(employment.record_absence, kind="sick", starts_on=EVE, expected_return_on=None, note=""),
    }

    refused = in_threads([lambda: sign(order, director), lambda: changes[what](person, by=director, today=DAY)])

    pair, order = Pair.objects.get(pk=pair.pk), type(order).objects.get(pk=order.pk)
    person.refresh_from_db()
    assert not person.works_on(DAY)
    assert (pair.is_appointed, order.is_signed) == ((True, True) if refused == 0 else (False, False))


def test_a_leaving_known_before_stops_the_signature():
    regulation()
    director = UserFactory(office="director")
    pair = ready()
    order = pairs.draft_appointment([pair], on=DAY, by=director)
    employment.record_leaving(pair.mentees[0], left_on=EVE, reason="переезд", by=director, today=DAY)

    assert in_threads([lambda: sign(order, director)]) == 1
    assert Pair.objects.get().status == "proposed"


@pytest.mark.parametrize(
    "act",
    [
        lambda person, by: employment.record_absence(
            person, kind="sick", starts_on=DAY, expected_return_on=None, note="", by=by, today=DAY
        ),
        lambda person, by: employment.transfer(person, on=DAY, position=POST, by=by, today=DAY),
    ],
)
def test_two_record_the_same_at_once_and_one_is_told(act):
    regulation()
    by, person = UserFactory(office="curator"), PersonFactory()

    assert in_threads([lambda: act(person, by)] * 2) == 1
    assert Absence.objects.count() + person.positions.filter(title="методист").count() == 1


def test_two_curators_decide_at_once_and_one_decision_is_kept():
    regulation()
    by, pair = UserFactory(office="curator"), PairFactory(active=True)
    employment.transfer(pair.mentor, on=DAY, position=POST, by=by, today=DAY)

    assert in_threads([lambda: services.carry_on(pair, reason="так и надо", on=DAY, by=by)] * 2) == 1
    assert Decision.objects.count() == 1
    with pytest.raises(Refusal):
        services.carry_on(pair, reason="ещё", on=DAY, by=by)
