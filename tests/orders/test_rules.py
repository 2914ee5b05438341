"""Rules of any order at their bounds."""

import datetime as dt

import pytest

from mentorship.orders import rules

SIGNED = dt.date(2026, 9, 20)


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
