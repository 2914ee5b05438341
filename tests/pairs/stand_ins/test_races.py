"""Two stand-ins at once."""

import datetime as dt

import pytest

from mentorship.pairs.models import StandIn
from mentorship.pairs.stand_ins import services as stand_ins
from tests.factories import replacements as given
from tests.factories.people import MentorEntryFactory, UserFactory
from tests.factories.regulation import regulation
from tests.threads import in_threads

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def by(db):
    regulation()
    return UserFactory(office="director")


def test_two_stand_ins_for_the_same_days_at_once(by):
    pair = given.old_pair()
    people = [MentorEntryFactory().person for _ in range(2)]
    data = {
        "starts_on": given.FROM,
        "ends_on": given.FROM,
        "reason": "Курсы",
        "consented_on": given.TODAY,
        "confirmed": False,
    }
    calls = [lambda one=one: stand_ins.begin(pair, person=one, today=given.TODAY, by=by, **data) for one in people]

    assert in_threads(calls) == 1
    assert StandIn.objects.count() == 1


def test_of_four_early_ends_of_one_stand_in_at_once_one_is_kept(by):
    pair = given.old_pair()
    days = {"starts_on": given.FROM, "ends_on": given.FROM + dt.timedelta(days=9), "reason": "Курсы"}
    consent = {"consented_on": given.TODAY, "confirmed": False}
    row = stand_ins.begin(pair, person=MentorEntryFactory().person, today=given.TODAY, by=by, **consent, **days)
    ends = [given.FROM + dt.timedelta(days=number) for number in range(4)]
    told = []

    def end(on):
        stand_ins.end(row, on=on, reason="Вышла раньше", by=by)
        told.append(on)

    assert in_threads([lambda on=on: end(on) for on in ends]) == 3
    assert told == [StandIn.objects.get().ended_on]
