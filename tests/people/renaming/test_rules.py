"""When another name may begin, without a database."""

import datetime as dt

import pytest

from mentorship.people.renaming.rules import Named, renaming_violations, undoing_violations

TODAY = dt.date(2026, 11, 20)
SINCE = dt.date(2026, 10, 5)
FACTS = Named(since=SINCE, birth_date=dt.date(1990, 5, 14), hired_on=dt.date(2020, 9, 1), today=TODAY)
FIRST = Named(since=None, birth_date=dt.date(1990, 5, 14), hired_on=dt.date(2020, 9, 1), today=TODAY)


@pytest.mark.parametrize(
    ("facts", "on", "words"),
    [
        (FACTS, dt.date(2026, 10, 6), ""),
        (FACTS, SINCE, "Уже записана смена с 05.10.2026, вторую с того же дня записать нельзя"),
        (FACTS, dt.date(2026, 10, 4), "вторую с более раннего дня 04.10.2026 записать нельзя"),
        (FIRST, dt.date(2026, 10, 4), ""),
        (FIRST, dt.date(2020, 9, 2), ""),
        (FIRST, dt.date(2020, 9, 1), "не позже приёма на работу 01.09.2020"),
        (FIRST, dt.date(1990, 5, 14), "не позже дня рождения 14.05.1990"),
        (FIRST, TODAY + dt.timedelta(366), ""),
        (FIRST, TODAY + dt.timedelta(367), "22.11.2027 ещё не скоро: до этого дня больше года"),
        (Named(None, None, None, TODAY), dt.date(1960, 1, 1), ""),
    ],
)
def test_a_name_begins_after_the_one_before_and_within_the_work_here(facts, on, words):
    found = " ".join(map(str, renaming_violations(on, same=False, facts=facts)))

    assert words in found if words else found == ""


def test_the_same_name_is_no_change_and_what_is_not_recorded_is_not_taken_back():
    assert "смены нет" in str(next(renaming_violations(TODAY, same=True, facts=FIRST)))
    assert "смена имени не записана" in str(next(undoing_violations("Петрова А. В.", None)))
    assert list(undoing_violations("Петрова А. В.", SINCE)) == []
