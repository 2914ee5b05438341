"""The Labour Code by the day: whom the article concerns, when the employer may end the work, what a paper needs."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.calendar.workdays import is_working_day
from mentorship.pairs.agreements import notices, rules
from mentorship.regulation.limits import LABOUR_CODE, Limits

LIMITS = Limits(agreement_required=True, employer_notice_days=3, employee_notice_days=3)
LABOUR = rules.Labour(limits=LIMITS, name="Петрова А. С.", ordered_on=dt.date(2026, 9, 15))
START, END = dt.date(2026, 9, 15), dt.date(2027, 5, 31)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, ""),
        ({"ordered_on": None}, ""),
        ({"ordered_on": dt.date(2025, 3, 1)}, ""),
        ({"ordered_on": dt.date(2025, 2, 28)}, "закреплена до 01.03.2025"),
        ({"is_employee": False, "outside_basis": "договор ГПХ № 5"}, "договор ГПХ № 5"),
        ({"is_employee": False}, "основание: не указано"),
        ({"in_job": True, "in_job_basis": "инструкция, п. 3"}, "инструкция, п. 3"),
        ({"waived": "решение учредителя"}, "решение учредителя"),
        ({"is_head": True}, ""),
    ],
)
def test_the_article_concerns_employees_appointed_since_it_is_in_force(change, why):
    facts = replace(LABOUR, **change)

    assert why in rules.exempt(facts)
    assert bool(rules.exempt(facts)) == bool(why)
    assert rules.needs_agreement(facts) == (not why)
    assert not rules.needs_agreement(replace(facts, limits=replace(LIMITS, agreement_required=False)))


@pytest.mark.parametrize(
    ("change", "signed", "noted"),
    [
        ({}, False, ["agreement"]),
        ({}, True, []),
        ({"is_head": True}, False, ["agreement"]),
        ({"in_job": True, "in_job_basis": "п. 3"}, False, []),
        ({"is_employee": False}, False, ["outside_basis"]),
        ({"is_employee": False, "outside_basis": "договор"}, False, []),
        ({"limits": Limits()}, False, []),
    ],
)
def test_the_gate_only_reminds(change, signed, noted):
    found = list(rules.agreement_notes(replace(LABOUR, **change), signed=signed, starts_on=START))

    assert [note.rule for note in found] == noted
    assert all(note.overridable and note.clause == LABOUR_CODE for note in found)
    assert all(("учредитель" in note.fix) == bool(change.get("is_head")) for note in found)


TERMS = rules.AgreementDraft(
    labour=LABOUR,
    content="Учит",
    starts_on=START,
    ends_on=END,
    form="Очно",
    pay_kind="amount",
    pay_value=Decimal("1500"),
    pay_basis="Положение, п. 4",
    by_founder=False,
    founder="",
    pair_starts_on=START,
    pair_ends_on=END,
)


def test_a_whole_agreement_is_accepted():
    assert list(rules.draft_violations(TERMS)) == []
    assert list(rules.draft_violations(replace(TERMS, pay_kind="", pay_value=None, pay_basis=""))) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"content": "  "}, "содержание"),
        ({"form": ""}, "форма"),
        ({"ends_on": None}, "срок"),
        ({"content": "", "form": "", "starts_on": None}, "содержание, срок, форма"),
        ({"starts_on": END, "ends_on": START}, "раньше начала"),
        ({"ends_on": END + dt.timedelta(days=1)}, "выходит за срок пары: 15.09.2026–31.05.2027"),
        ({"starts_on": START - dt.timedelta(days=1)}, "выходит за срок пары"),
        ({"pay_value": None}, "не полностью"),
        ({"pay_basis": ""}, "локальный акт"),
        ({"labour": replace(LABOUR, is_head=True)}, "с самим собой"),
        ({"by_founder": True}, "учредитель"),
        ({"labour": replace(LABOUR, in_job=True)}, "не нужно"),
    ],
)
def test_what_an_agreement_lacks_is_named(change, words):
    (violation,) = rules.draft_violations(replace(TERMS, **change))

    assert words in violation.message
    assert violation.clause == LABOUR_CODE


DAYS = [  # given; the earliest last day, three working days later
    (dt.date(2026, 11, 16), dt.date(2026, 11, 19)),  # Monday
    (dt.date(2026, 11, 19), dt.date(2026, 11, 24)),  # over a weekend
    (dt.date(2026, 11, 20), dt.date(2026, 11, 25)),  # Friday
    (dt.date(2026, 11, 21), dt.date(2026, 11, 25)),  # Saturday
    (dt.date(2026, 11, 2), dt.date(2026, 11, 6)),  # over 4 November
]


@pytest.mark.parametrize(("given_on", "earliest"), DAYS)
def test_the_earliest_end_is_three_working_days_later(given_on, earliest):
    assert notices.earliest_end(given_on, 3) == earliest


def test_the_new_year_holidays_do_not_count():
    earliest = notices.earliest_end(dt.date(2026, 12, 30), 3)

    assert earliest > dt.date(2027, 1, 10)


@given(st.dates(dt.date(2025, 3, 1), dt.date(2029, 12, 31)), st.integers(1, 15))
def test_so_many_working_days_lie_between_and_not_one_more(given_on, number):
    earliest = notices.earliest_end(given_on, number)
    passed = [given_on + dt.timedelta(days=day) for day in range(1, (earliest - given_on).days + 1)]

    assert sum(map(is_working_day, passed)) == number
    assert is_working_day(earliest)


@given(st.dates(dt.date(2025, 3, 1), dt.date(2029, 12, 31)), st.integers(1, 15))
def test_a_notice_handed_over_by_its_day_is_in_time_and_a_working_day_later_is_not(last_day, number):
    day = notices.hand_over_by(last_day, number)
    later = notices.earliest_end(day, 1)

    assert is_working_day(day)
    assert notices.earliest_end(day, number) <= last_day < notices.earliest_end(later, number)


FRIDAY = dt.date(2026, 11, 20)
WARNING = notices.NoticeDraft(
    labour=LABOUR,
    by_employer=True,
    given_on=FRIDAY,
    last_day=dt.date(2026, 11, 25),
    agreed="",
    is_active=True,
    ends_on=END,
    on=FRIDAY,
)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"last_day": dt.date(2026, 11, 24)}, [False]),
        ({"last_day": dt.date(2026, 11, 24), "agreed": "по соглашению"}, [False]),  # hard for the employer
        ({"last_day": dt.date(2026, 11, 24), "by_employer": False}, [True]),
        ({"last_day": dt.date(2026, 11, 24), "by_employer": False, "agreed": "по соглашению"}, []),
        ({"last_day": FRIDAY, "labour": replace(LABOUR, in_job=True)}, []),
        ({"last_day": FRIDAY, "labour": replace(LABOUR, limits=Limits())}, []),
        ({"last_day": END}, [False]),
        ({"is_active": False}, [False]),
        ({"given_on": dt.date(2026, 11, 23), "last_day": dt.date(2026, 11, 26)}, [False]),
    ],
)
def test_the_term_is_hard_for_the_employer_and_advice_for_the_mentor(change, found):
    assert [violation.overridable for violation in notices.giving_violations(replace(WARNING, **change))] == found


def test_a_short_notice_is_refused_with_numbers_and_the_earliest_day():
    (violation,) = notices.giving_violations(replace(WARNING, last_day=dt.date(2026, 11, 24)))

    assert "не меньше чем за 3 рабочих дня" in violation.sentence
    assert "(ст. 351.8 ТК РФ)" in violation.sentence
    assert "не раньше 25.11.2026" in violation.fix


CANCELLING = notices.Cancelling(
    labour=LABOUR,
    title="Пара",
    initiative=notices.EMPLOYER,
    ends_on=END,
    on=dt.date(2026, 11, 25),
    given_on=FRIDAY,
    last_day=dt.date(2026, 11, 25),
    received_on=FRIDAY,
    final=True,
)
NONE = {"given_on": None, "last_day": None, "received_on": None}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        (NONE, "уведомления нет"),
        ({**NONE, "initiative": notices.EMPLOYEE}, ""),
        ({**NONE, "initiative": ""}, ""),
        ({**NONE, "on": END}, ""),
        ({**NONE, "labour": replace(LABOUR, limits=Limits())}, ""),
        ({**NONE, "labour": replace(LABOUR, is_employee=False)}, ""),
        ({**NONE, "labour": replace(LABOUR, ordered_on=dt.date(2025, 2, 1))}, ""),
        ({"on": dt.date(2026, 11, 24)}, "не раньше 25.11.2026"),
        ({"on": dt.date(2026, 11, 26)}, ""),
        ({"received_on": dt.date(2026, 11, 23)}, "не раньше 26.11.2026"),  # handed over on Monday
        ({"received_on": None}, "нет отметки, что наставник получил"),
        ({"received_on": None, "final": False}, ""),
    ],
)
def test_the_employer_ends_the_work_early_only_after_a_notice_in_time(change, words):
    found = list(notices.notice_violations(replace(CANCELLING, **change)))

    assert [words in violation.message for violation in found] == ([True] if words else [])
    assert not any(violation.overridable for violation in found)
