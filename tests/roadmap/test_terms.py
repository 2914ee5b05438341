"""Terms of every shape: the words printed and the days reminded."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.calendar.dates import add_months
from mentorship.roadmap.terms import Period, Term, shift_years, whole_years
from tests.roadmap.periods import DAYS, PERIODS, SPRING, THREE, YEAR, day


@pytest.mark.parametrize(
    ("term", "period", "words", "due"),
    [
        (Term(), YEAR, "", []),
        (Term(kind="date", day=day("25.05.2027")), YEAR, "25.05.2027", ["25.05.2027"]),
        (Term(kind="months", month=2), SPRING, "февраль", ["28.02.2022"]),
        (Term(kind="months", month=5, month_to=6), SPRING, "май-июнь", ["30.06.2022"]),
        (Term(kind="months", month=2), YEAR, "февраль", ["28.02.2027"]),
        (Term(kind="months", month=11, month_to=1), YEAR, "ноябрь-январь", ["31.01.2027"]),
        (Term(kind="months", month=2, year=2028), THREE, "февраль 2028", ["29.02.2028"]),
        (Term(kind="months", month=11, month_to=1, year=2027), THREE, "ноябрь 2027 – январь 2028", ["31.01.2028"]),
        (Term(kind="months", month=7), SPRING, "июль", []),
        (Term(kind="whole"), SPRING, "в течение всего периода", ["30.06.2022"]),
        (Term(kind="whole", text="в течение года"), YEAR, "в течение года", ["31.08.2027"]),
        (Term(kind="yearly", month=5), THREE, "ежегодно, в мае", ["31.05.2027", "31.05.2028", "31.05.2029"]),
        (Term(kind="yearly"), THREE, "ежегодно", ["31.08.2027", "31.08.2028", "31.08.2029"]),
        (Term(kind="schedule"), YEAR, "по отдельному графику", []),
        (Term(kind="text", text="по мере приёма работников"), YEAR, "по мере приёма работников", []),
    ],
)
def test_a_term_has_its_words_and_its_days(term, period, words, due):
    assert term.words() == words
    assert [span.ends_on for span in term.spans(period)] == [day(text) for text in due]


def test_a_day_is_written_as_the_institution_writes_it():
    assert Term(kind="date", day=day("25.05.2027")).words(lambda on: f"{on.day} мая") == "25 мая"


def test_a_month_cut_by_the_period_lasts_only_inside_it():
    period = Period(dt.date(2026, 9, 15), dt.date(2027, 5, 20))

    assert Term(kind="months", month=9).spans(period) == [Period(dt.date(2026, 9, 15), dt.date(2026, 9, 30))]
    assert Term(kind="months", month=5).spans(period) == [Period(dt.date(2027, 5, 1), dt.date(2027, 5, 20))]


@pytest.mark.parametrize(
    ("term", "field", "words"),
    [
        (
            Term(kind="months", month=8),
            "term_month",
            "Срок «август» не входит в период дорожной карты 01.02.2022–30.06.2022",
        ),
        (Term(kind="months", month=6, month_to=9), "term_month", "«июнь-сентябрь» не входит"),
        (Term(kind="months", month=2, year=2025), "term_year", "«февраль 2025» не входит"),
        (Term(kind="yearly", month=12), "term_month", "«декабрь» не входит"),
        (Term(kind="date", day=dt.date(2022, 7, 1)), "term_day", "День 01.07.2022 не входит"),
    ],
)
def test_a_term_outside_the_period_is_named_beside_its_field(term, field, words):
    found = term.problem(SPRING)

    assert found[0] == field
    assert words in found[1]


@pytest.mark.parametrize("term", [Term(), Term(kind="schedule"), Term(kind="text", text="летом"), Term(kind="whole")])
def test_words_and_schedules_fit_into_any_period(term):
    assert term.problem(SPRING) is None


def test_a_yearly_activity_comes_again_after_it_has_been_done():
    term = Term(kind="yearly", month=5)

    assert term.due_after(None, THREE).ends_on == dt.date(2027, 5, 31)
    assert term.due_after(dt.date(2027, 5, 12), THREE).ends_on == dt.date(2028, 5, 31)
    assert term.due_after(dt.date(2029, 5, 12), THREE) is None
    assert Term(kind="months", month=5).due_after(dt.date(2027, 5, 12), YEAR) is None


@pytest.mark.parametrize(
    ("month", "done", "counts_for", "next_due"),
    [
        (5, "28.04.2027", "31.05.2027", "31.05.2028"),  # early: the nearest one is done
        (5, "30.04.2027", "31.05.2027", "31.05.2028"),
        (5, "01.05.2027", "31.05.2027", "31.05.2028"),
        (5, "01.06.2027", "31.05.2027", "31.05.2028"),
        (5, "28.04.2028", "31.05.2028", "31.05.2029"),
        (5, "28.04.2029", "31.05.2029", None),
        (None, "31.08.2027", "31.08.2027", "31.08.2028"),
        (None, "01.09.2027", "31.08.2028", "31.08.2029"),
    ],
)
def test_a_yearly_activity_done_early_is_not_owed_for_the_same_year(month, done, counts_for, next_due):
    term = Term(kind="yearly", month=month)
    due = term.due_after(day(done), THREE)

    assert term.span_of(day(done), THREE).ends_on == day(counts_for)
    assert (due and due.ends_on) == (next_due and day(next_due))


TERMS = st.one_of(
    st.builds(lambda on: Term(kind="date", day=on), DAYS),
    st.builds(
        lambda one, two, year: Term(kind="months", month=one, month_to=two, year=year),
        st.integers(1, 12),
        st.none() | st.integers(1, 12),
        st.none() | st.integers(2000, 2085),
    ),
    st.builds(lambda month: Term(kind="yearly", month=month), st.none() | st.integers(1, 12)),
    st.sampled_from([Term(), Term(kind="whole"), Term(kind="schedule"), Term(kind="text", text="летом")]),
)


@given(TERMS, PERIODS)
def test_every_span_lies_inside_the_period_and_in_order(term, period):
    spans = term.spans(period)

    assert all(period.starts_on <= span.starts_on <= span.ends_on <= period.ends_on for span in spans)
    assert spans == sorted(spans, key=lambda span: span.starts_on)
    if term.problem(period):
        assert spans == []


@given(TERMS, PERIODS)
def test_a_term_shifted_with_its_period_still_fits(term, period):
    years = whole_years(period)
    later = Period(add_months(period.starts_on, 12 * years), add_months(period.ends_on, 12 * years))

    assert later.starts_on > period.ends_on
    if term.spans(period):
        assert term.shifted(years).spans(later)


@pytest.mark.parametrize(
    ("text", "years", "shifted"),
    [
        ("Разработать карту на 2022-2023 учебный год", 1, "Разработать карту на 2023-2024 учебный год"),
        ("на 2026/2027–2028/2029 учебные годы", 3, "на 2029/2030–2031/2032 учебные годы"),
        ("приказ 2022 года, 2020-2035", 1, "приказ 2022 года, 2020-2035"),
    ],
)
def test_school_years_in_words_shift_and_other_numbers_stay(text, years, shifted):
    assert shift_years(text, years) == shifted
