"""When a pair may stand still, when its order may be undone, and how terms move."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.pairs.pauses import rules
from mentorship.pairs.pauses.rules import Pausing, Resuming, Returning, Standing, Undoing

DAY = dt.timedelta(days=1)
BEGAN, END = dt.date(2026, 9, 15), dt.date(2027, 5, 31)
FIRST, LAST = dt.date(2026, 12, 1), dt.date(2026, 12, 31)
STANDING = Standing(title="Пара", state="действует", runs=True, begins_on=None, ended_on=None, ending=False)
PAUSING = Pausing(standing=STANDING, starts_on=FIRST, ends_on=LAST, pair_starts_on=BEGAN, pair_ends_on=END)
WHOLE = (END - BEGAN).days + 1


def said(found):
    return " | ".join(map(str, found))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        ({"runs": False, "state": "завершена"}, "приостановить можно действующую пару, а эта завершена"),
        ({"runs": False, "state": "готовится"}, "а эта готовится"),
        ({"runs": False, "begins_on": FIRST}, "пара начнёт работать 01.12.2026, приостанавливать пока нечего"),
        ({"ended_on": END}, "приказ о завершении подписан, последний день 31.05.2027"),
        ({"ending": True}, "завершение этой пары уже готовится"),
    ],
)
def test_only_a_pair_that_works_stands_still(change, words):
    found = said(rules.pause_violations(replace(PAUSING, standing=replace(STANDING, **change))))
    assert words in found if words else not found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts_on": BEGAN}, ""),
        ({"starts_on": BEGAN - DAY}, "Приостановление с 14.09.2026 — раньше начала работы пары"),
        ({"starts_on": END, "ends_on": END + DAY}, ""),  # it begins on the last day and moves it
        ({"starts_on": END + DAY, "ends_on": END + DAY}, "Приостановление с 01.06.2027 — позже окончания работы пары"),
        ({"ends_on": FIRST}, ""),
        ({"ends_on": FIRST - DAY}, "Последний день 30.11.2026 раньше первого, 01.12.2026"),
        ({"ends_on": FIRST + (WHOLE - 1) * DAY}, ""),
        ({"ends_on": FIRST + WHOLE * DAY}, f"длиннее самого срока пары: в нём {WHOLE}"),
        ({"drafted": True}, "Другое приостановление этой пары уже готовится"),
        ({"others": ((LAST + DAY, LAST + DAY),)}, ""),
        ({"others": ((LAST, LAST + DAY),)}, "пара уже приостановлена: с 31.12.2026 по 01.01.2027"),
        ({"others": ((FIRST - DAY, FIRST - DAY),)}, ""),
        ({"others": ((FIRST - DAY, FIRST),)}, "начните со следующего дня, 02.12.2026"),
        ({"records": ((FIRST - DAY, "встреча"), (LAST + DAY, "встреча"))}, ""),
        ({"records": ((FIRST, "встреча"),)}, "уже записано: встреча 01.12.2026"),
        ({"records": ((LAST, "встреча"),)}, "уже записано: встреча 31.12.2026"),
    ],
)
def test_its_days_lie_in_the_term_and_meet_nothing(change, words):
    found = said(rules.pause_violations(replace(PAUSING, **change)))
    assert words in found if words else not found


RESUMING = Resuming(standing=STANDING, starts_on=FIRST, ends_on=LAST, on=LAST, in_force=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        ({"on": FIRST + DAY}, ""),
        ({"on": FIRST}, "отмените приказ о нём"),
        ({"on": LAST + DAY}, "Пара и так возобновит работу 01.01.2027"),
        ({"in_force": False}, "не действует"),
        ({"resumed_on": LAST}, "Работа уже возобновлена приказом с 31.12.2026"),
        ({"drafted": True}, "Возобновление уже готовится"),
        ({"standing": replace(STANDING, runs=False, state="завершена")}, "а эта завершена"),
    ],
)
def test_a_pair_works_again_earlier_within_the_pause(change, words):
    found = said(rules.resuming_violations(replace(RESUMING, **change)))
    assert words in found if words else not found


UNDOING = Undoing(title="Пара", starts_on=FIRST, ends_on=LAST, pair_ends_on=END, on=FIRST, closed_by="", resumed_by="")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        ({"on": LAST}, ""),
        ({"on": LAST + DAY}, "приостановление прошло, последний день — 31.12.2026, приказ уже исполнен"),
        ({"closed_by": "Приказ № 5"}, "конец её работы уже готовится или подписан: Приказ № 5"),
        ({"resumed_by": "Приказ № 6"}, "о возобновлении работы есть другой приказ: Приказ № 6"),
        ({"others": ((END - 31 * DAY, END),)}, ""),
        ({"others": ((END - 30 * DAY, END),)}, "Сначала отмените приказ о нём"),
    ],
)
def test_the_order_of_a_pause_is_revoked_until_it_has_passed(change, words):
    found = said(rules.undoing_violations(replace(UNDOING, **change)))
    assert words in found if words else not found


RETURNING = Returning(title="Пара", resumes_on=LAST, ends_on=LAST, on=LAST - DAY, closed_by="")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        ({"on": LAST}, "пара снова работает с 31.12.2026, приказ уже исполнен"),
        ({"closed_by": "Приказ № 5"}, "конец её работы"),
        ({"others": ((LAST, LAST),)}, "на эти дни есть другое приостановление"),
        ({"others": ((LAST + DAY, LAST + DAY),)}, ""),
    ],
)
def test_the_order_of_a_return_is_revoked_before_its_day(change, words):
    found = said(rules.returning_violations(replace(RETURNING, **change)))
    assert words in found if words else not found


@pytest.mark.parametrize(
    ("day", "since", "expected"),
    [
        (FIRST - DAY, BEGAN, FIRST - DAY),
        (FIRST, BEGAN, LAST + DAY),
        (LAST + DAY, BEGAN, LAST + 32 * DAY),
        (LAST + DAY, LAST, LAST + 2 * DAY),  # of a term that began on the last day of the pause one day does not count
        (LAST + DAY, LAST + DAY, LAST + DAY),
    ],
)
def test_a_term_stands_still_on_the_days_of_a_pause(day, since, expected):
    assert rules.shifted(day, [(FIRST, LAST)], since) == expected


near = st.dates(BEGAN, END)
spans = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4).map(
    lambda gaps: tuple(
        (BEGAN + (at * 60 + gap) * DAY, BEGAN + (at * 60 + gap + long) * DAY) for at, (gap, long) in enumerate(gaps)
    )
)


@given(day=near, found=spans)
def test_a_moved_term_has_as_many_working_days_as_before(day, found):
    """Days from the beginning through the end, less the paused ones, are what the term had without any pause."""
    moved = rules.shifted(day, found, BEGAN)

    days = [BEGAN + n * DAY for n in range((moved - BEGAN).days + 1)]
    assert rules.pause_on(moved, found) is None
    assert sum(rules.pause_on(one, found) is None for one in days) == (day - BEGAN).days + 1


@pytest.mark.parametrize(("paused", "last"), [(0, dt.date(2027, 9, 14)), (31, dt.date(2027, 10, 15))])
def test_the_longest_term_counts_without_pauses(paused, last):
    assert rules.last_allowed(BEGAN, 12, paused) == last


def test_a_pause_ends_with_its_pair():
    assert rules.within([(FIRST, LAST)], FIRST - DAY) == ()
    assert rules.within([(FIRST, LAST)], FIRST) == ((FIRST, FIRST),)
    assert rules.within([(FIRST, LAST)], None) == ((FIRST, LAST),)
