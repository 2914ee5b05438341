"""Rules of any order at their bounds."""

import datetime as dt

import pytest

from mentorship.orders import rules

SIGNED = dt.date(2026, 9, 20)


@pytest.mark.parametrize(
    ("count", "last", "asked"), [(20, 0, False), (21, 0, True), (35, 15, False), (36, 15, True), (3, 15, False)]
)
def test_a_number_more_than_twenty_ahead_is_asked_about(count, last, asked):
    found = list(rules.strange_number(str(count), True, count, last))

    assert [f"последний в журнале — {last}" in violation.message for violation in found] == [True] * asked


def test_a_number_unlike_the_others_is_asked_about_wherever_it_stands():
    (violation,) = rules.strange_number("1/у", False, 1, 0)

    assert "не такой, как другие" in violation.message


@pytest.mark.parametrize(
    ("signed_on", "refused"),
    [
        (SIGNED, ""),
        (None, "ещё не подписан"),
        (SIGNED - dt.timedelta(days=1), "Сертификат действует"),
        (SIGNED + dt.timedelta(days=1), "Сертификат действует"),
    ],
)
def test_a_mark_is_borne_by_a_signed_order_on_the_days_of_its_certificate(signed_on, refused):
    found = [violation.message for violation in rules.mark_violations(rules.Mark(signed_on, SIGNED, SIGNED))]

    assert len(found) == bool(refused)
    assert refused in "".join(found)


@pytest.mark.parametrize("is_signed", [True, False])
def test_a_draft_bears_no_mark(is_signed):
    assert bool(list(rules.signed_violations(is_signed))) is not is_signed
