"""What a material needs to be handed in, the days of decisions, the terms: by tables and by properties."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.calendar.workdays import is_working_day
from mentorship.library import rules
from mentorship.regulation.limits import Limits

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
WHOLE = {"проблема": "Есть", "решение": "Есть"}


def contents(**changes):
    given = {"is_practice": False, "authors": 1, "outside": "", "files": 1, "links": 0, "parts": {}}
    return rules.Contents(**{**given, **changes})


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({}, []),
        ({"files": 0, "links": 1}, []),
        ({"files": 0}, ["material_contents"]),
        ({"authors": 0}, ["material_author"]),
        ({"authors": 0, "outside": " "}, ["material_author"]),
        ({"authors": 0, "outside": "Ли Ия"}, []),
        ({"is_practice": True, "files": 0, "parts": WHOLE}, []),
        ({"is_practice": True, "parts": {**WHOLE, "проблема": " \n"}}, ["material_parts"]),
    ],
)
def test_what_is_missing_is_told(changes, broken):
    assert [row.rule for row in rules.contents_violations(contents(**changes))] == broken


def test_the_empty_parts_of_a_practice_are_named():
    [violation] = rules.contents_violations(contents(is_practice=True, parts={"проблема": "", "решение": ""}))

    assert str(violation).startswith("Не заполнено: проблема, решение.")


@given(submitted_on=DAYS, day=DAYS, today=DAYS)
def test_a_decision_lies_between_the_submission_and_today(submitted_on, day, today):
    decision = rules.Decision(what="Утверждение", day=day, submitted_on=submitted_on, today=today)

    assert (not list(rules.day_violations(decision))) == (submitted_on <= day <= today)


@given(council=st.booleans(), reviewed=st.booleans(), reason=st.sampled_from(["", "  ", "Опыт проверен"]))
def test_only_an_unreviewed_material_needs_a_reason_and_only_beside_a_council(council, reviewed, reason):
    broken = list(rules.unreviewed_violations(council, reviewed, reason))

    assert bool(broken) == (council and not reviewed and not reason.strip())


@given(since=DAYS, own=st.booleans())
def test_every_term_ends_on_a_working_day_after_what_it_follows_from(since, own):
    limits = Limits()
    duties = [
        rules.review_duty(1, "Практика", since, limits, ()),
        rules.approval_duty(1, "Практика", since, limits),
        rules.rework_duty(1, "Практика", since, limits, 7 if own else None),
    ]

    assert all(duty.due_on > since and is_working_day(duty.due_on) and duty.clause == "" for duty in duties)
    assert (duties[2].owner is None) == (duties[2].office == "curator")


@given(authors=st.integers(0, 20), files=st.integers(0, 20))
def test_authors_and_files_have_their_limits(authors, files):
    assert bool(list(rules.author_violations(authors))) == (authors > rules.MOST_AUTHORS)
    assert bool(list(rules.file_violations(files))) == (files > rules.MOST_FILES)
