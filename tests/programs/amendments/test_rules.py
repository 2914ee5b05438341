"""How long a programme may be extended, to the day."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorship.core.calendar.dates import term_end
from mentorship.programs.amendments.rules import (
    Amendable,
    LongerTerm,
    extension_violations,
    needs_order,
    standing_violations,
)
from mentorship.regulation.limits import Limits

LIMITS = Limits(mentoring_max_months=12, program_max_months=12, max_mentees=3)


START, END = dt.date(2026, 9, 15), dt.date(2027, 5, 31)


FACTS = LongerTerm(
    limits=LIMITS,
    pair_starts_on=START,
    pair_ends_on=END,
    program_starts_on=START,
    program_ends_on=END,
    new_pair_ends_on=dt.date(2027, 8, 31),
    new_program_ends_on=dt.date(2027, 8, 31),
    mentor="Иванова И. И.",
    load=0,
    mentees=1,
    cap=3,
)


def refused(**changes):
    return [violation.rule for violation in extension_violations(replace(FACTS, **changes))]


def until(day):
    return {"new_program_ends_on": day, "new_pair_ends_on": max(day, END)}


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({}, []),
        (until(dt.date(2027, 9, 14)), []),  # exactly twelve months
        (until(dt.date(2027, 9, 15)), ["program_term", "mentoring_term"]),
        (until(END), ["amendment"]),
        (until(END + dt.timedelta(days=1)), []),
        ({"new_program_ends_on": dt.date(2027, 9, 1)}, ["amendment"]),  # after the pair
        ({"program_starts_on": dt.date(2026, 10, 1), **until(dt.date(2027, 9, 15))}, ["mentoring_term"]),
        ({"load": 2}, []),
        ({"load": 3}, ["max_mentees"]),
        ({"load": 3, "cap": None}, []),
        ({"load": 3, "pair_ends_on": dt.date(2027, 8, 31)}, []),  # the pair is not prolonged
        ({"limits": Limits(), "cap": None, **until(dt.date(2030, 1, 1))}, []),
    ],
)
def test_each_limit_of_an_extension(change, rules):
    assert refused(**change) == rules


def test_a_refusal_names_the_numbers_and_the_latest_day():
    (violation, _) = extension_violations(replace(FACTS, **until(dt.date(2027, 10, 1))))

    assert str(violation) == (
        "Срок программы станет длиннее 12 месяцев: с 15.09.2026 по 01.10.2027. Окончание — не позже 14.09.2027."
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(starts_on=st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)), months=st.integers(2, 36))
def test_the_last_day_of_the_longest_term_is_allowed_and_the_next_is_not(starts_on, months):
    last = term_end(starts_on, months)
    facts = replace(
        FACTS,
        limits=Limits(mentoring_max_months=months, program_max_months=months),
        pair_starts_on=starts_on,
        program_starts_on=starts_on,
        pair_ends_on=term_end(starts_on, 1),
        program_ends_on=term_end(starts_on, 1),
    )

    def rules(day):
        return [v.rule for v in extension_violations(replace(facts, new_program_ends_on=day, new_pair_ends_on=day))]

    assert rules(last) == []
    assert rules(last + dt.timedelta(days=1)) == ["program_term", "mentoring_term"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"pair_active": False, "ending": True}, ["Пара уже не действует: она завершена"]),
        ({"ending": True}, ["Завершение этой пары уже готовится"]),
        ({"approved": False}, ["Программа не утверждена: она на утверждении"]),
    ],
)
def test_what_can_be_amended_at_all(change, said):
    facts = Amendable(
        limits=LIMITS, pair_active=True, pair_state="завершена", approved=True, state="на утверждении", ending=False
    )

    assert [violation.message for violation in standing_violations(replace(facts, **change))] == said


@pytest.mark.parametrize(
    ("extends", "changes_pair", "approval", "answer"),
    [
        (False, False, "curator", False),
        (False, False, "minutes", False),
        (False, False, "order", True),
        (True, False, "curator", True),
        (False, True, "minutes", True),
    ],
)
def test_terms_form_and_kind_change_by_an_order_alone(extends, changes_pair, approval, answer):
    assert needs_order(extends=extends, changes_pair=changes_pair, approval=approval) is answer
