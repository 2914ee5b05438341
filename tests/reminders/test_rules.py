"""Rungs of the ladder and days of the digest; to whom it goes up, who is not told."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.reminders import rules
from tests.reminders.making import DUE, day, duty


@pytest.mark.parametrize(
    ("shift", "step"),
    [
        (-8, None),
        (-7, -7),
        (-6, -7),
        (-2, -7),
        (-1, -1),
        (0, 0),
        (1, 0),
        (6, 0),
        (7, 7),
        (8, 7),
        (13, 7),
        (14, 14),
        (15, 14),
        (100, 98),
    ],
)
def test_the_last_rung_reached(shift, step):
    assert rules.reached(DUE, day(shift)) == step


@pytest.mark.parametrize(
    ("on", "week"),
    [
        (dt.date(2026, 9, 21), dt.date(2026, 9, 21)),  # Monday
        (dt.date(2026, 9, 24), dt.date(2026, 9, 21)),
        (dt.date(2026, 11, 2), dt.date(2026, 11, 2)),
        (dt.date(2027, 3, 8), None),  # a holiday on Monday
        (dt.date(2027, 3, 9), dt.date(2027, 3, 8)),
        (dt.date(2027, 1, 4), None),  # the whole week is off
        (dt.date(2027, 1, 10), None),
        (dt.date(2027, 1, 11), dt.date(2027, 1, 11)),
    ],
)
def test_the_digest_goes_on_monday_or_on_the_first_working_day_after_it(on, week):
    assert rules.digest_week(on) == week


@pytest.mark.parametrize(
    ("owner", "shift", "told"),
    [
        (1, -8, set()),
        (1, -7, {(1, -7)}),
        (1, 6, {(1, 0)}),
        (1, 7, {(1, 7), (2, 7)}),
        (1, 13, {(1, 7), (2, 7)}),
        (1, 14, {(1, 14), (2, 7), (3, 14)}),
        (1, 30, {(1, 28), (2, 7), (3, 14)}),
        (3, 30, {(3, 28)}),  # nobody stands above the director
        (9, 0, {(2, 0)}),  # who has left is told nothing: the curator is
    ],
)
def test_what_is_overdue_goes_up(owner, shift, told):
    staff = rules.Staff(frozenset({1, 2, 3}), {"curator": [2], "director": [3]})

    found = rules.calls(duty(owner=owner), staff, day(shift))

    assert {(call.person, call.step) for call in found} == told


@pytest.mark.parametrize(
    ("offices", "told"),
    [
        ({"clerk": [4, 5], "director": [3]}, [4, 5]),
        ({"director": [3], "admin": [6]}, [3]),
        ({"admin": [6]}, [6]),
        ({}, []),
    ],
)
def test_a_vacant_office_is_answered_for(offices, told):
    staff = rules.Staff(frozenset(range(9)), offices)

    assert [call.person for call in rules.calls(duty(office="clerk"), staff, DUE)] == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"barred": (4,)}, {5, 2, 3}),
        ({"barred": (4, 5)}, {3}),
        ({"barred": (2,)}, {4, 5, 3}),
        ({"rule": "x_closed"}, {4, 5}),
        ({"rule": "x_closed", "barred": (4,)}, {5}),
        ({"rule": "x_closed", "office": "council"}, set()),
        ({"rule": "x_closed", "office": None, "owner": 9}, set()),
        ({"rule": "x_closed", "office": None, "owner": 1}, {1}),
    ],
)
def test_who_is_barred_is_not_told_and_of_what_is_closed_nobody_else(changes, told):
    staff = rules.Staff(frozenset(range(7)), {"clerk": [4, 5], "curator": [2], "director": [3], "admin": [6]})

    found = rules.calls(duty(**{"office": "clerk", **changes}), staff, day(30))

    assert {call.person for call in found} == told


def test_two_duties_without_a_record_are_told_apart_and_a_long_key_fits():
    first, second = (duty(pk=None, about=about) for about in ("пара № 1", "пара № 2"))
    long = duty(pk=None, about="я" * 500)

    assert rules.identity(first) != rules.identity(second)
    assert len(rules.identity(long)) <= rules.KEY_LENGTH


@settings(max_examples=200, deadline=None)
@given(days=st.lists(st.integers(-20, 60), min_size=1, max_size=25))
def test_over_any_days_every_rung_reached_last_is_told_once(days):
    """Days missed, repeated, and a clock set back: a rung is told once, and a lower one never after a higher."""
    staff, told = rules.Staff(frozenset({1}), {}), []
    for shift in days:
        for call in rules.calls(duty(owner=1), staff, day(shift)):
            if not told or call.step > told[-1]:
                told.append(call.step)
    expected = sorted({rules.reached(DUE, day(max(days[: n + 1]))) for n in range(len(days))} - {None})

    assert told == expected
