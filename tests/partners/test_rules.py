"""Check digits of an ИНН; when an agreement is signed and ended."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.partners.rules import ending_violations, is_inn, signing_violations

DAY = dt.date(2026, 9, 1)
TERM = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


def inn(digits):
    """The ten digits of an organisation that begin so."""
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return digits + str(sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 % 10)


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        ("7707083893", True),
        ("7707083894", False),
        ("500100732259", True),
        ("500100732258", False),
        ("500100732269", False),
        ("770708389", False),
        ("77070838930", False),
        ("", False),
        ("770708389я", False),
        ("٧٧٠٧٠٨٣٨٩٣", False),
    ],
)
def test_check_digits_agree(digits, right):
    assert is_inn(digits) == right


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(1, 9))
def test_one_wrong_last_digit_is_always_noticed(digits, shift):
    right = inn(digits)
    wrong = right[:-1] + str((int(right[-1]) + shift) % 10)

    assert is_inn(right)
    assert not is_inn(wrong)


@given(signed_on=TERM, ends_on=TERM, today=TERM)
def test_it_is_signed_on_a_day_that_has_come_and_before_its_end(signed_on, ends_on, today):
    refused = list(signing_violations(signed_on, ends_on, today))

    assert bool(refused) == (signed_on > today or signed_on > ends_on)
    assert len(refused) <= 1


@given(ended_on=TERM, signed_on=TERM, ends_on=TERM)
def test_it_is_ended_within_its_term(ended_on, signed_on, ends_on):
    refused = bool(list(ending_violations(ended_on, signed_on, ends_on)))

    assert refused != (signed_on <= ended_on <= ends_on)
    assert not list(ending_violations(ended_on, None, ends_on))
