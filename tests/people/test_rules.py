import datetime as dt
from dataclasses import replace

import pytest

from mentorship.people.admissions.rules import Admission, countdown
from mentorship.people.rules import (
    Card,
    Newcomer,
    card_violations,
    confirm_due,
    is_newcomer,
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


ONLY = {
    "36 лет, стаж 1 год, новая должность": {
        "birth_date": dt.date(1990, 11, 1),
        "experience_years": 1,
        "post_since": dt.date(2026, 9, 1),
        "hired_on": dt.date(2020, 9, 1),
    },
    "36 лет, стаж 1 год": {
        "birth_date": dt.date(1990, 11, 1),
        "experience_years": 1,
        "hired_on": dt.date(2020, 9, 1),
    },
    "25 лет, стаж 1 год": {"experience_years": 1},
    "40 лет, стаж 20 лет, принят в сентябре": {"birth_date": dt.date(1986, 1, 1), "experience_years": 20},
    "40 лет, стаж 20 лет, здесь давно": {
        "birth_date": dt.date(1986, 1, 1),
        "experience_years": 20,
        "hired_on": dt.date(2012, 9, 1),
    },
}


@pytest.mark.parametrize(
    ("who", "named", "category", "newcomer"),
    [
        ("36 лет, стаж 1 год, новая должность", {"young", "new_post"}, "new_post", True),
        ("36 лет, стаж 1 год, новая должность", {"young", "beginner"}, "beginner", True),
        ("36 лет, стаж 1 год, новая должность", set(), "beginner", True),
        ("36 лет, стаж 1 год", {"young", "new_post"}, "beginner", False),
        ("25 лет, стаж 1 год", {"newcomer"}, "newcomer", True),
        ("25 лет, стаж 1 год", {"beginner"}, "beginner", True),
        ("25 лет, стаж 1 год", set(), "young", True),
        ("40 лет, стаж 20 лет, принят в сентябре", {"newcomer"}, "newcomer", True),
        ("40 лет, стаж 20 лет, принят в сентябре", {"young", "beginner"}, "newcomer", False),
        ("40 лет, стаж 20 лет, здесь давно", set(), "experienced", False),
        ("40 лет, стаж 20 лет, здесь давно", {"young", "experienced"}, "experienced", False),
    ],
)
def test_each_category_is_asked_on_its_own(who, named, category, newcomer):
    """Any of those that the edition names makes a newcomer (п. 3.7)."""
    limits = replace(LIMITS, mentee_categories=frozenset(named))
    found = mentee_category(replace(PERSON, **ONLY[who]), limits, TODAY)

    assert (found, is_newcomer(found, limits)) == (category, newcomer)
    admission = Admission(category=found, admitted_on=dt.date(2026, 9, 1))
    assert (countdown(admission, limits, TODAY) is not None) == newcomer


def test_who_is_young_is_told_by_age_alone_where_the_edition_names_no_experience():
    limits = Limits(young_max_age=35)

    assert mentee_category(replace(PERSON, experience_years=12), limits, TODAY) == "young"


def test_true_dates_raise_no_objection():
    assert list(card_violations(CARD)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"birth_date": dt.date(2027, 1, 1)},
        {"birth_date": dt.date(2013, 1, 1)},
        {"admitted_on": dt.date(2026, 8, 31)},
        {"left_on": dt.date(2026, 8, 31)},
        {"admitted_on": dt.date(2062, 9, 1)},
        {"hired_on": dt.date(2062, 9, 1), "admitted_on": None},
        {"admitted_on": dt.date(2027, 11, 23)},  # a year and a day ahead
        {"admitted_on": dt.date(2026, 9, 15), "left_on": dt.date(2026, 9, 14)},
        {"namesake": "Иванова Анна Петровна"},
    ],
)
def test_each_impossible_fact_is_named(change):
    assert len(list(card_violations(replace(CARD, **change)))) >= 1


def test_a_confirmation_due_on_a_day_off_waits_for_a_working_one():
    saturday = dt.date(2027, 9, 4)
    limits = Limits(confirm_months=12)

    assert confirm_due(dt.date(2026, 9, 4), limits) == saturday
    assert confirm_due(dt.date(2026, 9, 4), replace(limits, due_rolls=True)) == dt.date(2027, 9, 6)


@pytest.mark.parametrize(("starts_on", "refused"), [("2026-11-29", 0), ("2026-11-30", 0), ("2026-12-01", 1), (None, 0)])
def test_the_main_post_does_not_change_ahead(starts_on, refused):
    """C12: until its day orders name the present one."""
    day = starts_on and dt.date.fromisoformat(starts_on)
    assert len(list(main_post_violations(day, dt.date(2026, 11, 30)))) == refused
