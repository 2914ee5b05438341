"""Each limit of a programme."""

import datetime as dt
from dataclasses import replace

import pytest

from mentorship.programs.queries import draft
from mentorship.programs.rules import answer_to, draft_violations

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


@pytest.mark.parametrize(("length", "said"), [(479, "Работа над запросом: "), (480, ""), (500, "")])
def test_the_words_of_a_need_are_never_cut(length, said):
    need = "у" * length

    assert answer_to(need) == said + need
    assert len(answer_to(need)) <= 500
