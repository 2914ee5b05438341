"""Numbers of orders at their bounds."""

import pytest

from mentorship.orders.numbering import rules


@pytest.mark.parametrize(
    ("count", "last", "asked"), [(20, 0, False), (21, 0, True), (35, 15, False), (36, 15, True), (3, 15, False)]
)
def test_a_number_more_than_twenty_ahead_is_asked_about(count, last, asked):
    found = list(rules.strange_number(str(count), count, last))

    assert [f"последний в журнале — {last}" in violation.message for violation in found] == [True] * asked


def test_a_number_unlike_the_others_is_asked_about_wherever_it_stands():
    (violation,) = rules.strange_number("1/у", None, 0)

    assert "не такой, как другие" in violation.message
