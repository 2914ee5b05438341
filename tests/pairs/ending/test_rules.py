"""How a pair may end."""

import datetime as dt
from dataclasses import replace

import pytest

from mentorship.pairs.ending.rules import Ending, ending_violations
from mentorship.regulation.limits import Limits

ENDING = Ending(
    limits=Limits(),
    is_active=True,
    already=False,
    behaviour="plan_done",
    reason="",
    starts_on=dt.date(2026, 9, 1),
    on=dt.date(2027, 5, 31),
    plan_left=0,
)


@pytest.mark.parametrize(
    ("change", "refusals"),
    [
        ({}, 0),
        ({"plan_left": 1}, 1),
        ({"plan_left": None}, 1),
        ({"behaviour": "initiative", "plan_left": 5}, 1),
        ({"behaviour": "initiative", "plan_left": 5, "reason": "Переезд"}, 0),
        ({"behaviour": "curator", "plan_left": None, "reason": "Болезнь"}, 0),
        ({"on": dt.date(2026, 8, 31)}, 1),
        ({"is_active": False}, 1),
        ({"already": True}, 1),
    ],
)
def test_a_pair_ends_by_one_of_the_three_cases(change, refusals):
    assert len(list(ending_violations(replace(ENDING, **change)))) == refusals
