"""When a version of the Положение may begin, by the rules alone."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.regulation.act import rules
from mentorship.regulation.limits import Limits
from tests.regulation.act.versions import TODAY


def facts(**changes):
    day = date(2026, 9, 1)
    usual = {
        "limits": Limits(),
        "today": TODAY,
        "approved_on": day,
        "starts_on": day,
        "publish_by": None,
        "in_force_since": None,
        "taken": frozenset(),
        "marks": (),
    }
    return rules.Approval(**{**usual, **changes})


days = st.dates(date(2014, 1, 1), date(2026, 9, 20))


@given(approved_on=days, shift=st.integers(-800, 800), current=st.none() | days)
@example(approved_on=date(2026, 1, 15), shift=-32, current=None)
@example(approved_on=date(2026, 1, 15), shift=-31, current=None)
@example(approved_on=date(2026, 1, 15), shift=-1, current=None)
@example(approved_on=date(2026, 1, 15), shift=0, current=None)
@example(approved_on=date(2026, 1, 15), shift=366, current=None)
@example(approved_on=date(2026, 1, 15), shift=367, current=None)
def test_only_a_start_near_the_approval_and_after_the_present_version_is_taken(approved_on, shift, current):
    starts_on = approved_on + timedelta(days=shift)
    found = list(rules.approval_violations(facts(approved_on=approved_on, starts_on=starts_on, in_force_since=current)))

    lawful = -31 <= shift <= 366 and (current is None or starts_on > current)
    assert lawful == all(violation.overridable for violation in found)
    assert bool(found) == (not lawful or shift < 0)


@pytest.mark.parametrize(
    ("starts_on", "asked"), [(date(2026, 12, 31), 1), (date(2027, 1, 1), 0), (date(2027, 1, 2), 0)]
)
def test_an_older_version_that_would_come_back_is_asked_about(starts_on, asked):
    """N3: version 2 is approved for 01.01.2027 already."""
    approved_on = date(2026, 9, 1)
    found = list(
        rules.approval_violations(facts(approved_on=approved_on, starts_on=starts_on, later=((2, date(2027, 1, 1)),)))
    )

    assert len(found) == asked
    assert all(violation.overridable and "версия 2 и сменит эту" in violation.message for violation in found)
