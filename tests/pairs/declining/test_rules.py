"""On which day a no may stand."""

import datetime as dt

import pytest

from mentorship.pairs.declining.rules import Refusal, refusal_violations

HIRED, TODAY = dt.date(2026, 9, 1), dt.date(2026, 9, 20)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (HIRED - dt.timedelta(1), "раньше приёма на работу (Белова А. П.), 01.09.2026"),
        (HIRED, ""),
        (TODAY, ""),
        (TODAY + dt.timedelta(1), "ещё не наступил"),
    ],
)
def test_nobody_says_no_before_the_first_day_of_work_nor_on_a_day_to_come(on, words):
    facts = Refusal(name="Белова А. П.", on=on, today=TODAY, consented_on=None, declined_on=None, here_since=HIRED)

    assert [words in violation.message for violation in refusal_violations(facts)] == [True] * bool(words)
