"""Limits as people say them."""

import pytest

from mentorship.regulation.edition.limits import term


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (1, 12, "1–12 месяцев"),
        (12, 12, "ровно 12 месяцев"),
        (None, 1, "не дольше 1 месяца"),
        (3, None, "не короче 3 месяцев"),
        (None, None, ""),
        (1, 1, "ровно 1 месяц"),
    ],
)
def test_a_term_reads_as_people_say_it(least, most, words):
    assert term(least, most) == words
