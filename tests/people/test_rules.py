import datetime as dt
from dataclasses import replace

import pytest

from mentorship.people.rules import (
    Card,
    Newcomer,
    appointment_term,
    card_violations,
    confirm_due,
    countdown,
    main_post_violations,
    mentee_category,
)
from mentorship.regulation.limits import Limits

LIMITS = Limits(
    young_max_age=35,
    beginner_max_years=3,
    newcomer_months=12,
    new_post_months=6,
    appoint_within_days=30,
    appoint_warn_days=20,
)
TODAY = dt.date(2026, 11, 21)
PERSON = Newcomer(
    birth_date=dt.date(2000, 1, 1),
    experience_years=0,
    hired_on=dt.date(2026, 9, 1),
    post_since=None,
    returned_on=None,
    is_student=False,
)
CARD = Card(
    birth_date=dt.date(2000, 1, 1),
    hired_on=dt.date(2026, 9, 1),
    admitted_on=dt.date(2026, 9, 1),
    left_on=None,
    today=TODAY,
)


@pytest.mark.parametrize(
    ("change", "category"),
    [
        ({}, "young"),
        ({"birth_date": dt.date(1990, 11, 22)}, "young"),  # 36 tomorrow
        ({"birth_date": dt.date(1990, 11, 21)}, "beginner"),  # 36 today
        ({"birth_date": None}, "beginner"),
        ({"experience_years": 3}, "young"),
        ({"experience_years": 4}, "newcomer"),
        ({"experience_years": 4, "hired_on": dt.date(2025, 11, 21)}, "experienced"),
        ({"experience_years": 4, "hired_on": dt.date(2025, 11, 22)}, "newcomer"),
        ({"experience_years": None, "hired_on": None}, "experienced"),
        ({"experience_years": 4, "hired_on": None, "post_since": dt.date(2026, 5, 22)}, "new_post"),
        ({"experience_years": 4, "hired_on": None, "post_since": dt.date(2026, 5, 21)}, "experienced"),
        ({"returned_on": TODAY}, "returned"),
        ({"is_student": True}, "student"),
    ],
)
def test_the_category_follows_from_age_experience_and_dates(change, category):
    assert mentee_category(replace(PERSON, **change), LIMITS, TODAY) == category


def test_without_the_institutions_limits_nobody_is_young_or_new():
    assert mentee_category(PERSON, Limits(), TODAY) == "experienced"


def test_true_dates_raise_no_objection():
    assert list(card_violations(CARD)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"birth_date": dt.date(2027, 1, 1)},
        {"birth_date": dt.date(2013, 1, 1)},
        {"admitted_on": dt.date(2026, 8, 31)},
        {"left_on": dt.date(2026, 8, 31)},
        {"namesake": "Иванова Анна Петровна"},
    ],
)
def test_each_impossible_fact_is_named(change):
    assert len(list(card_violations(replace(CARD, **change)))) >= 1


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
    state = countdown(dt.date(2026, 9, 1), LIMITS, today)

    assert (state.day, state.of, state.left, state.level) == (day, 30, left, level)
    assert state.due_on == dt.date(2026, 10, 1)


def test_there_is_no_countdown_without_the_rule_or_the_day():
    assert countdown(dt.date(2026, 9, 1), Limits(), TODAY) is None
    assert countdown(None, LIMITS, TODAY) is None


def test_a_confirmation_due_on_a_day_off_waits_for_a_working_one():
    saturday = dt.date(2027, 9, 4)
    limits = Limits(confirm_months=12)

    assert confirm_due(dt.date(2026, 9, 4), limits) == saturday
    assert confirm_due(dt.date(2026, 9, 4), replace(limits, due_rolls=True)) == dt.date(2027, 9, 6)


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

    term = appointment_term(admitted_on, after, (after, before))

    assert (term and term.due_on) == due_on
    for today in (dt.date(2026, 11, 30), dt.date(2026, 12, 1), dt.date(2027, 1, 1)):
        shown = countdown(admitted_on, after, today, (before, after))
        assert (shown and shown.due_on) == due_on


@pytest.mark.parametrize(("starts_on", "refused"), [("2026-11-29", 0), ("2026-11-30", 0), ("2026-12-01", 1), (None, 0)])
def test_the_main_post_does_not_change_ahead(starts_on, refused):
    """C12: until its day orders name the present one."""
    day = starts_on and dt.date.fromisoformat(starts_on)
    assert len(list(main_post_violations(day, dt.date(2026, 11, 30)))) == refused
