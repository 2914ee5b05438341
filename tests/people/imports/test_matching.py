"""Whose card a row is about."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from mentorship.people.imports.matching import Asked, Known, match

NAME = "Новикова Анна Петровна"
DAY = dt.date(1990, 5, 14)
DAYS = st.sampled_from([None, DAY, dt.date(1980, 1, 1)])


@given(st.lists(DAYS, max_size=4), st.sets(DAYS, max_size=3))
def test_no_two_rows_reach_one_card_and_no_namesake_is_guessed(born, known):
    cards = {"a": [Known(number, NAME, day) for number, day in enumerate(sorted(known, key=str), start=1)]}

    answers = match([Asked(number, "a", NAME, day) for number, day in enumerate(born)], cards)

    taken = [card for card, reason in answers.values() if card and not reason]
    assert len(taken) == len(set(taken))
    added = [born[number] for number, (card, reason) in answers.items() if card is None and not reason]
    assert len(added) == len(set(added))  # no two new people alike
    assert not set(added) & known  # and none like a card
    if None in added:
        assert (born, known) == ([None], set())
