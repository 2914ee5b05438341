"""Each limit of a programme."""

import datetime as dt
from dataclasses import replace

import pytest

from mentorship.programs.queries import draft
from mentorship.programs.rules import draft_violations

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, []),
        ({"ends_on": dt.date(2026, 12, 14)}, []),  # exactly three months
        ({"ends_on": dt.date(2026, 12, 13)}, ["program_term"]),
        ({"ends_on": dt.date(2026, 9, 15), "behaviour": "speed"}, []),
        ({"ends_on": dt.date(2027, 6, 1)}, ["program_term"]),  # outside the pair's term
        ({"ends_on": dt.date(2027, 9, 15), "pair_ends_on": dt.date(2028, 1, 1)}, ["program_term"]),
        ({"outside": ("Занятие",)}, ["program_contents"]),
        ({"activity_count": 0}, ["program_contents"]),
        ({"unread": ("Иванов И. И.",)}, ["program_acquaintance"]),
    ],
)
def test_each_limit_of_the_programme(program, change, refused):
    facts = replace(draft(program), missing=(), unread=(), activity_count=3)

    assert [violation.rule for violation in draft_violations(replace(facts, **change))] == refused
