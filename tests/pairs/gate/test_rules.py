"""The rules of the gate: one changed fact breaks one rule."""

import datetime as dt
from dataclasses import replace

import pytest

from mentorship.pairs.gate.eligibility import MenteeFacts, MentorFacts
from mentorship.pairs.gate.rules import Appointment, admission_notes, appointment_violations
from mentorship.people.admissions.rules import Admission
from mentorship.regulation.limits import Limits

LIMITS = Limits(
    max_mentees=3,
    group_min=2,
    appoint_within_days=30,
    mentoring_min_months=1,
    mentoring_max_months=12,
    mentor_consent=True,
    mentee_consent=True,
    data_consent=True,
    mentor_training=True,
    mentor_readiness=True,
    mentor_staff="teaching",
    mentor_min_years=3,
    mentor_min_category="first",
    mentee_staff="leading",
    mentee_categories=frozenset({"young", "beginner"}),
    clauses={"max_mentees": "3.7", "mentor_consent": "3.2"},
)
MENTOR = MentorFacts(
    person_id=1,
    name="Петрова А. С.",
    works=True,
    pools=frozenset({"teaching"}),
    years=5,
    category="first",
    in_bank=True,
    trained=True,
    psychological_ready=True,
    pedagogical_ready=True,
    professional_ready=True,
    own_limit=None,
    load=2,
    frees_on=None,
    data_consent=True,
    consent=True,
)
MENTEE = MenteeFacts(
    person_id=2,
    name="Иванов И. И.",
    works=True,
    pools=frozenset({"teaching"}),
    category="young",
    in_bank=True,
    data_consent=True,
    consent=True,
    admission=Admission(category="young", admitted_on=dt.date(2026, 9, 1)),
    other_mentor="",
)
ALLOWED = Appointment(
    limits=LIMITS,
    mentor=MENTOR,
    mentees=(MENTEE,),
    behaviour="",
    starts_on=dt.date(2026, 9, 15),
    ends_on=dt.date(2027, 5, 31),
    on=dt.date(2026, 9, 15),
)


def rules_of(facts):
    return [violation.rule for violation in appointment_violations(facts)]


def test_an_appointment_that_keeps_every_clause_passes_the_gate():
    assert rules_of(ALLOWED) == []


@pytest.mark.parametrize(
    ("mentor", "rule"),
    [
        ({"consent": False}, "mentor_consent"),
        ({"data_consent": False}, "data_consent"),
        ({"in_bank": False}, "mentor_bank"),
        ({"trained": False}, "mentor_training"),
        ({"psychological_ready": False}, "mentor_readiness"),
        ({"professional_ready": False}, "professional_ready"),
        ({"load": 3}, "max_mentees"),
        ({"own_limit": 2}, "max_mentees"),
        ({"works": False}, "works"),
        ({"pools": frozenset({"leading"})}, "mentor_teaches"),
        ({"pools": frozenset()}, "mentor_teaches"),
        ({"years": 2}, "mentor_experience"),
        ({"years": None}, "mentor_experience"),
        ({"category": "fit"}, "mentor_category"),
        ({"person_id": 2}, "two_people"),
    ],
)
def test_one_changed_fact_of_the_mentor_breaks_one_rule(mentor, rule):
    assert rules_of(replace(ALLOWED, mentor=replace(MENTOR, **mentor))) == [rule]


@pytest.mark.parametrize(
    ("mentee", "rule"),
    [
        ({"consent": False}, "mentee_consent"),
        ({"data_consent": False}, "data_consent"),
        ({"works": False}, "works"),
        ({"other_mentor": "Громова В. С."}, "other_mentor"),
        ({"pools": frozenset({"any"})}, "mentee_staff"),
        ({"category": "experienced"}, "mentee_category"),
        ({"admission": Admission(category="young", admitted_on=dt.date(2026, 8, 15))}, "appoint_within"),
    ],
)
def test_one_changed_fact_of_the_mentee_breaks_one_rule(mentee, rule):
    assert rules_of(replace(ALLOWED, mentees=(replace(MENTEE, **mentee),))) == [rule]


@pytest.mark.parametrize(
    ("ends_on", "behaviour", "expected"),
    [
        (dt.date(2026, 10, 14), "", []),  # exactly one month
        (dt.date(2026, 10, 13), "", ["mentoring_term"]),
        (dt.date(2027, 9, 14), "", []),  # exactly a year
        (dt.date(2027, 9, 15), "", ["mentoring_term"]),
        (dt.date(2026, 9, 15), "speed", []),  # a one-time meeting has no shortest term
        (dt.date(2027, 9, 15), "speed", ["mentoring_term"]),
        (dt.date(2026, 9, 14), "", ["mentoring_term"]),
    ],
)
def test_the_term_is_one_month_to_a_year(ends_on, behaviour, expected):
    assert rules_of(replace(ALLOWED, ends_on=ends_on, behaviour=behaviour)) == expected


LATE = replace(ALLOWED, on=dt.date(2026, 12, 1))
UNKNOWN = Admission(category="young", admitted_on=None)


@pytest.mark.parametrize(
    ("change", "admission", "late"),
    [
        ({}, MENTEE.admission, True),
        ({"behaviour": "reverse"}, MENTEE.admission, False),
        ({"behaviour": "speed"}, MENTEE.admission, False),
        ({"began_on": dt.date(2026, 9, 15)}, MENTEE.admission, False),  # a replacement
        ({}, None, False),  # has had a mentor
        ({}, replace(MENTEE.admission, category="experienced"), False),
        ({}, replace(MENTEE.admission, category="new_post"), False),  # this edition does not name it
        ({}, UNKNOWN, False),
        ({}, replace(UNKNOWN, hired_on=dt.date(2026, 9, 1)), True),
    ],
)
def test_whom_the_thirty_days_concern(change, admission, late):
    facts = replace(LATE, mentees=(replace(MENTEE, admission=admission),), **change)

    assert ("appoint_within" in rules_of(facts)) == late


@pytest.mark.parametrize(
    ("admission", "words"),
    [
        (MENTEE.admission, []),
        (UNKNOWN, ["день допуска неизвестен"]),
        (replace(UNKNOWN, hired_on=dt.date(2026, 9, 1)), ["считается по дню приёма 01.09.2026"]),
        (replace(UNKNOWN, category="experienced"), []),
        (None, []),
    ],
)
def test_the_gate_names_the_day_that_it_does_not_know(admission, words):
    notes = list(admission_notes(replace(ALLOWED, mentees=(replace(MENTEE, admission=admission),))))

    assert [any(word in note.message for word in words) for note in notes] == [True] * len(words)


@pytest.mark.parametrize(
    "change",
    [
        {"years": 0},
        {"category": ""},
        {"trained": False},
        {"psychological_ready": False},
        {"professional_ready": False},
    ],
)
def test_reverse_mentoring_compares_no_experience_category_and_training(change):
    """FRM-12: the younger one mentors."""
    facts = replace(ALLOWED, mentor=replace(MENTOR, **change))

    assert len(rules_of(facts)) == 1
    assert rules_of(replace(facts, behaviour="reverse")) == []


@pytest.mark.parametrize(("on", "expected"), [(dt.date(2026, 10, 1), []), (dt.date(2026, 10, 2), ["appoint_within"])])
def test_day_thirty_is_in_time_and_day_thirty_one_is_warned(on, expected):
    facts = replace(ALLOWED, on=on)

    assert rules_of(facts) == expected
    assert all(violation.overridable for violation in appointment_violations(facts))


def test_a_warning_with_a_written_reason_no_longer_stands_in_the_way():
    late = replace(ALLOWED, on=dt.date(2026, 10, 2))

    assert rules_of(replace(late, waived=frozenset({("appoint_within", 2)}))) == []


def test_what_forbids_cannot_be_waived():
    full = replace(ALLOWED, mentor=replace(MENTOR, load=3), waived=frozenset({("max_mentees", 1)}))

    assert rules_of(full) == ["max_mentees"]


def test_a_group_needs_two_and_counts_as_many_as_it_has():
    group = replace(ALLOWED, behaviour="group")
    two = (MENTEE, replace(MENTEE, person_id=3))

    assert rules_of(group) == ["group_min"]
    assert rules_of(replace(group, mentees=two)) == ["max_mentees"]
    assert rules_of(replace(group, mentees=two, mentor=replace(MENTOR, load=1))) == []


def test_everything_is_told_at_once_and_warnings_come_last():
    facts = replace(
        ALLOWED,
        on=dt.date(2026, 10, 2),
        mentor=replace(MENTOR, consent=False, trained=False, load=3),
        mentees=(replace(MENTEE, consent=False),),
    )

    assert rules_of(facts) == ["mentor_consent", "mentee_consent", "mentor_training", "max_mentees", "appoint_within"]


def test_an_institution_without_limits_forbids_only_nonsense():
    bare = replace(
        ALLOWED,
        limits=Limits(),
        on=dt.date(2027, 1, 1),
        ends_on=dt.date(2036, 9, 15),
        mentor=replace(MENTOR, load=40, consent=False, data_consent=False, trained=False),
    )

    assert rules_of(bare) == []
    assert rules_of(replace(bare, mentor=replace(MENTOR, person_id=2))) == ["two_people"]


def test_a_refusal_has_the_numbers_the_clause_and_the_way_out():
    mentor = replace(MENTOR, load=3, frees_on=dt.date(2026, 11, 30))
    (refusal,) = appointment_violations(replace(ALLOWED, mentor=mentor))

    assert str(refusal) == (
        "Нельзя закрепить ещё 1 человека: Петрова А. С. уже ведёт 3, предел — 3 (п. 3.7). "
        "Выберите другого наставника или начните пару не раньше 01.12.2026: так освободится место."
    )


@pytest.mark.parametrize(("on", "asked"), [(0, False), (1, True)])
def test_a_term_that_is_over_by_the_order_asks_for_words(on, asked):
    facts = replace(ALLOWED, on=ALLOWED.ends_on + dt.timedelta(days=on))

    found = [row for row in appointment_violations(facts) if row.rule == "term_over"]

    assert [row.overridable for row in found] == ([True] if asked else [])


@pytest.mark.parametrize(("behaviour", "asked"), [("", {"mentor_experience", "mentor_category"}), ("reverse", set())])
def test_a_younger_mentor_of_the_reverse_kind_needs_neither_experience_nor_category(behaviour, asked):
    facts = replace(ALLOWED, behaviour=behaviour, mentor=replace(MENTOR, years=0, category=""))

    found = {row.rule for row in appointment_violations(facts)}

    assert found & {"mentor_experience", "mentor_category"} == asked
