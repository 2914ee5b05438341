"""The thirty days: from when they run, what stops them, what a page says of them (п. 3.7)."""

import datetime as dt
from dataclasses import replace

import pytest

from mentorship.people.admissions.rules import Admission, appointment_term, countdown
from mentorship.regulation.limits import Limits

LIMITS = Limits(appoint_within_days=30, appoint_warn_days=20)
TODAY = dt.date(2026, 11, 21)
YOUNG = Admission(category="young", admitted_on=dt.date(2026, 9, 1))
AWAY = (dt.date(2026, 9, 11), dt.date(2026, 10, 11))  # after ten days, thirty days


@pytest.mark.parametrize(
    ("absences", "today", "day", "due_on"),
    [
        ((AWAY,), "2026-09-10", 9, "2026-10-01"),  # the eve: nobody is away yet
        ((AWAY,), "2026-09-11", 9, None),
        ((AWAY,), "2026-10-10", 9, None),
        ((AWAY,), "2026-10-11", 10, "2026-10-31"),
        ((AWAY,), "2026-10-31", 30, "2026-10-31"),
        ((AWAY,), "2026-11-01", 31, "2026-10-31"),
        (((AWAY[0], None),), "2027-09-01", 9, None),  # nobody has recorded a return
        (((dt.date(2026, 8, 1), dt.date(2026, 9, 11)),), "2026-09-20", 10, "2026-10-10"),  # away at the admission
        (((dt.date(2026, 7, 1), dt.date(2026, 8, 1)),), "2026-09-20", 19, "2026-10-01"),
        (((dt.date(2026, 10, 2), dt.date(2026, 10, 12)),), "2026-10-12", 31, "2026-10-01"),  # it was over before
        (((dt.date(2026, 10, 1), dt.date(2026, 10, 11)),), "2026-10-11", 30, "2026-10-11"),  # on the last day
        ((AWAY, (dt.date(2026, 10, 21), dt.date(2026, 10, 31))), "2026-11-01", 21, "2026-11-10"),
    ],
)
def test_a_long_absence_stops_the_term_which_goes_on_after_the_return(absences, today, day, due_on):
    today, due_on = dt.date.fromisoformat(today), due_on and dt.date.fromisoformat(due_on)
    admission = replace(YOUNG, absences=absences)

    state = countdown(admission, LIMITS, today)

    assert (state.day, state.due_on) == (day, due_on)
    assert state.is_late == (due_on is not None and today > due_on)
    assert ("срок остановлен" in state.words) == (due_on is None)


def test_a_term_of_working_days_is_stopped_by_working_days():
    """Ten working days from Tuesday, 01.09.2026; a week away from the 4th."""
    limits = replace(LIMITS, appoint_within_days=10, appoint_warn_days=None, appoint_working=True)
    today = dt.date(2026, 9, 14)
    away = (dt.date(2026, 9, 4), dt.date(2026, 9, 11))

    assert countdown(YOUNG, limits, today).due_on == dt.date(2026, 9, 15)
    state = countdown(replace(YOUNG, absences=(away,)), limits, today)
    assert (state.day, state.due_on) == (4, dt.date(2026, 9, 22))


@pytest.mark.parametrize(
    ("change", "begins_on", "by_hire"),
    [
        ({}, "2026-09-01", False),
        ({"hired_on": dt.date(2026, 8, 25)}, "2026-09-01", False),
        ({"admitted_on": None, "hired_on": dt.date(2026, 8, 25)}, "2026-08-25", True),
        ({"category": "new_post", "post_since": dt.date(2026, 11, 2)}, "2026-11-02", False),
        ({"category": "new_post"}, "2026-09-01", False),
        ({"category": "returned", "returned_on": dt.date(2026, 11, 2), "admitted_on": None}, "2026-11-02", False),
        ({"category": "beginner", "returned_on": dt.date(2026, 11, 2)}, "2026-09-01", False),
    ],
)
def test_the_term_runs_from_the_admission_or_what_stands_for_it(change, begins_on, by_hire):
    admission = replace(YOUNG, **change)

    assert (admission.begins_on, admission.by_hire) == (dt.date.fromisoformat(begins_on), by_hire)
    assert ("по дню приёма" in countdown(admission, LIMITS, TODAY).words) == by_hire


@pytest.mark.parametrize(
    ("today", "day", "left", "level"),
    [
        (dt.date(2026, 9, 1), 0, 30, "info"),
        (dt.date(2026, 9, 20), 19, 11, "info"),
        (dt.date(2026, 9, 21), 20, 10, "warn"),
        (dt.date(2026, 10, 1), 30, 0, "warn"),
        (dt.date(2026, 10, 2), 31, -1, "bad"),
    ],
)
def test_the_countdown_warns_from_day_twenty_and_is_red_after_day_thirty(today, day, left, level):
    state = countdown(YOUNG, LIMITS, today)

    assert (state.day, state.of, state.left, state.level) == (day, 30, left, level)
    assert state.due_on == dt.date(2026, 10, 1)


def test_there_is_no_countdown_without_the_rule_or_the_day():
    assert countdown(YOUNG, Limits(), TODAY) is None
    unknown = countdown(replace(YOUNG, admitted_on=None), LIMITS, TODAY)
    assert (unknown.words, unknown.level, unknown.is_late) == ("день допуска неизвестен", "warn", False)


@pytest.mark.parametrize(
    ("admitted_on", "old", "new", "due_on"),
    [
        ("2026-11-12", 30, 15, "2026-12-12"),  # a term that runs keeps its rule
        ("2026-11-30", 30, 15, "2026-12-30"),
        ("2026-12-01", 30, 15, "2026-12-16"),
        ("2026-12-02", 30, 15, "2026-12-17"),
        ("2026-11-12", 15, 30, "2026-11-27"),  # what was late stays late
        ("2026-11-12", None, 15, "2026-12-16"),  # the first such rule begins with its edition
        ("2026-11-12", 30, None, None),
        ("2021-11-12", 30, 15, "2021-12-12"),  # before any edition the first one counts
    ],
)
def test_a_new_edition_does_not_reach_back(admitted_on, old, new, due_on):
    """C17: an edition from 01.12.2026 after that of 31.03.2022 (ТК ст. 12)."""
    before = Limits(appoint_within_days=old, since=dt.date(2022, 3, 31))
    after = Limits(appoint_within_days=new, since=dt.date(2026, 12, 1))
    admitted_on, due_on = dt.date.fromisoformat(admitted_on), due_on and dt.date.fromisoformat(due_on)

    admission = replace(YOUNG, admitted_on=admitted_on)
    term = appointment_term(admission, after, TODAY, (after, before))

    assert (term and term.due_on) == due_on
    for today in (dt.date(2026, 11, 30), dt.date(2026, 12, 1), dt.date(2027, 1, 1)):
        shown = countdown(admission, after, today, (before, after))
        assert (shown and shown.due_on) == due_on
