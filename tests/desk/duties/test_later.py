"""What was owed on a day is told the same later, whatever ordinary acts have followed."""

import datetime as dt

import pytest
import time_machine

from mentorship.desk.duties import collect
from mentorship.regulation.duty import Scope
from mentorship.regulation.queries import limits_on
from tests.factories.regulation import regulation
from tests.year.acts import ACTS
from tests.year.world import World

pytestmark = pytest.mark.django_db
FIRST, DAYS = dt.date(2026, 9, 1), 60
DAY = dt.timedelta(days=1)


def noon(day):
    return time_machine.travel(f"{day} 12:00:00+03:00", tick=False)


def owed(day):
    """What everybody owes on the day, each duty by its key and due day."""
    found = collect(limits_on(day), Scope(everything=True, on=day))
    return {(duty.key, duty.due_on): duty for duty in found}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_duties_of_every_day_of_two_months_stay_what_they_were(seed):
    with noon(FIRST - DAY):
        regulation()
        world, told = World(seed, FIRST, late=0), {}
    for day in (FIRST + DAY * number for number in range(DAYS)):
        with noon(day):
            world.spend_day(day, ACTS)
            told[day] = owed(day)
    with noon(FIRST + DAY * (DAYS + 30)):
        for day, then in told.items():
            now = owed(day)
            lost = {key: duty for key, duty in then.items() if key not in now}
            foreign = {key: duty for key, duty in now.items() if key not in then}
            assert (lost, foreign) == ({}, {}), day
