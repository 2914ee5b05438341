"""What follows for a pair, and which days can be true: plain rules."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.leaving.rules import ABSENCE, LEAVE, TRANSFER, Side, StaffChange, fate, is_long
from mentorship.people.employment import rules

DAY = dt.date(2026, 11, 20)
SIDE = {"active": True, "alone": True, "starts_on": dt.date(2026, 9, 15), "ends_on": dt.date(2027, 5, 31)}
SHORT, LONG = DAY + dt.timedelta(days=14), DAY + dt.timedelta(days=15)
days = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))

AWAY = ("stand_in", "pause", "replace", "carry_on", "end")


@pytest.mark.parametrize(
    ("change", "mentor", "more", "acts"),
    [
        (StaffChange(LEAVE, DAY), True, {}, ("replace", "end")),
        (StaffChange(LEAVE, DAY), False, {}, ("end",)),
        (StaffChange(LEAVE, DAY), False, {"alone": False}, ("end",)),
        (StaffChange(LEAVE, DAY), True, {"ends_on": DAY}, ("end",)),
        (StaffChange(LEAVE, DAY), True, {"ends_on": DAY + dt.timedelta(days=1)}, ("replace", "end")),
        (StaffChange(LEAVE, DAY), True, {"ending_on": DAY}, ()),
        (StaffChange(LEAVE, DAY), True, {"ending_on": DAY + dt.timedelta(days=1)}, ("end",)),
        (StaffChange(LEAVE, DAY), True, {"ending_on": DAY + dt.timedelta(days=1), "drafted": True}, ("order",)),
        (StaffChange(LEAVE, DAY), True, {"active": False}, ("cancel",)),
        (StaffChange(LEAVE, DAY), False, {"active": False, "drafted": True}, ("order",)),
        (StaffChange(ABSENCE, DAY), True, {}, AWAY),
        (StaffChange(ABSENCE, DAY, LONG), True, {}, AWAY),
        (StaffChange(ABSENCE, DAY, SHORT), True, {}, ()),
        (StaffChange(ABSENCE, DAY), False, {}, ("pause", "end")),
        (StaffChange(ABSENCE, DAY, LONG), True, {"paused_until": LONG - dt.timedelta(days=1)}, ("replace", "end")),
        (StaffChange(ABSENCE, DAY, LONG), False, {"paused_until": LONG - dt.timedelta(days=1)}, ("end",)),
        (StaffChange(ABSENCE, DAY, LONG), False, {"paused_until": LONG - dt.timedelta(days=1) * 2}, ("pause", "end")),
        (StaffChange(ABSENCE, DAY), True, {"paused_until": LONG}, ("pause", "replace", "end")),
        (StaffChange(ABSENCE, DAY), False, {"alone": False}, ()),
        (StaffChange(TRANSFER, DAY), True, {}, ("carry_on", "replace", "end")),
        (StaffChange(TRANSFER, DAY), False, {}, ("carry_on", "replace", "end")),
        (StaffChange(TRANSFER, SIDE["starts_on"]), True, {}, ()),
        (StaffChange(TRANSFER, DAY), True, {"active": False}, ()),
    ],
)
def test_which_acts_may_follow(change, mentor, more, acts):
    found = fate(Side(**{"mentor": mentor, **SIDE, **more}), change)

    assert found.acts == acts
    assert found.words.endswith(".")


@pytest.mark.parametrize(
    ("change", "alone", "words"),
    [
        (StaffChange(LEAVE, DAY), True, "Подписать приказ после последнего рабочего дня нельзя"),
        (StaffChange(ABSENCE, DAY), True, "Подписать приказ в дни отсутствия нельзя"),
        (StaffChange(LEAVE, DAY), False, "предложите группу заново"),
        (StaffChange(ABSENCE, DAY), False, "предложите группу заново"),
        (StaffChange(TRANSFER, DAY), True, "подходит ли пара к новой должности"),
    ],
)
@pytest.mark.parametrize(("drafted", "act"), [(False, "cancel"), (True, "order")])
def test_what_is_said_of_a_pair_that_does_not_work_yet(change, alone, words, drafted, act):
    side = Side(**{**SIDE, "mentor": False, "active": False, "alone": alone, "drafted": drafted})

    found = fate(side, change)

    assert words in found.words
    assert found.acts == (() if change.kind == TRANSFER else (act,))


@pytest.mark.parametrize(
    ("starts_in", "mentor", "alone", "words", "acts"),
    [
        (0, True, True, "вести некому", ("replace", "end")),
        (1, True, True, "Пара начнётся 21.11.2026, после последнего рабочего дня: отмените приказ", ("order",)),
        (1, False, True, "отмените приказ о закреплении", ("order",)),
        (1, False, False, "Группа начнёт работать 21.11.2026 без этого участника", ("order",)),
    ],
)
def test_whoever_leaves_before_the_first_day_of_a_pair_ends_nothing(starts_in, mentor, alone, words, acts):
    begins = DAY + dt.timedelta(days=starts_in)

    found = fate(Side(**{**SIDE, "mentor": mentor, "alone": alone, "starts_on": begins}), StaffChange(LEAVE, DAY))

    assert words in found.words
    assert found.acts == acts


@pytest.mark.parametrize(
    ("change", "side", "words", "acts"),
    [
        (StaffChange(LEAVE, DAY), {}, "после 20.11.2026 вести её будет некому", ("order",)),
        (StaffChange(LEAVE, DAY), {"mentor": False}, "работать будет не с кем", ("order",)),
        (StaffChange(LEAVE, DAY), {"mentor": False, "alone": False}, "после 20.11.2026 — без этого", ("order",)),
        (StaffChange(LEAVE, DAY), {"ends_on": DAY}, "ничего менять не нужно", ()),
        (StaffChange(LEAVE, DAY), {"ends_on": DAY + dt.timedelta(days=1)}, "вести её будет некому", ("order",)),
        (StaffChange(LEAVE, SIDE["starts_on"] - dt.timedelta(days=1)), {}, "после последнего рабочего дня", ("order",)),
        (StaffChange(ABSENCE, DAY), {}, "назначьте замещающего или отмените приказ", ("stand_in", "order")),
        (StaffChange(ABSENCE, DAY), {"mentor": False}, "Если ждать возвращения не стоит", ("order",)),
        (StaffChange(ABSENCE, DAY), {"mentor": False, "alone": False}, "присоединится", ()),
        (StaffChange(ABSENCE, DAY, LONG), {"starts_on": LONG}, "уже после возвращения", ()),
        (
            StaffChange(ABSENCE, DAY, LONG),
            {"starts_on": LONG - dt.timedelta(days=1)},
            "замещающего",
            ("stand_in", "order"),
        ),
        (StaffChange(TRANSFER, DAY), {}, "Если она не подходит к новой должности", ("order",)),
    ],
)
def test_a_pair_that_has_not_begun_is_neither_ended_nor_replaced(change, side, words, acts):
    found = fate(Side(**{"mentor": True, **SIDE, "begun": False, **side}), change)

    assert words in found.words
    assert found.acts == acts


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize(
    ("kind", "mentor", "days", "over", "acts"),
    [
        (ABSENCE, True, 0, False, ()),
        (ABSENCE, True, 1, False, ("stand_in", "carry_on")),
        (ABSENCE, True, 1, True, ()),
        (ABSENCE, False, 1, False, ()),
        (TRANSFER, True, 0, False, ()),
        (TRANSFER, False, 1, False, ("carry_on",)),
    ],
)
def test_until_a_distant_end_it_is_still_decided_who_leads(closed, kind, mentor, days, over, acts):
    ends = {"ending_on": DAY + dt.timedelta(days=days), "closed": closed, "over": over}

    found = fate(Side(**{"mentor": mentor, **SIDE, **ends}), StaffChange(kind, DAY))

    assert found.acts == acts


@pytest.mark.parametrize(
    ("days", "over", "words", "acts"),
    [
        (1, False, "отмените тот приказ", ("order",)),
        (1, True, "отменить его нельзя", ()),
        (0, True, "Пара завершается приказом", ()),
    ],
)
def test_nobody_is_told_to_revoke_an_order_that_is_carried_out(days, over, words, acts):
    ends = {"ending_on": DAY + dt.timedelta(days=days), "closed": True, "over": over}

    found = fate(Side(**{"mentor": True, **SIDE, **ends}), StaffChange(LEAVE, DAY))

    assert words in found.words
    assert found.acts == acts


@pytest.mark.parametrize(
    ("change", "alone", "words"),
    [
        (StaffChange(LEAVE, DAY), True, "Завершите пару приказом не позже 20.11.2026"),
        (StaffChange(LEAVE, DAY), False, "Группа работает дальше без этого участника"),
        (StaffChange(ABSENCE, DAY), True, "Занятия остановятся до возвращения"),
        (StaffChange(ABSENCE, DAY), False, "Группа работает дальше, участник присоединится"),
    ],
)
def test_what_is_said_of_a_running_pair_when_a_mentee_goes(change, alone, words):
    assert words in fate(Side(**{**SIDE, "mentor": False, "alone": alone}), change).words


@given(starts_on=days, length=st.integers(1, 400), passed=st.integers(0, 400))
def test_an_absence_is_long_once_it_lasts_more_than_two_weeks(starts_on, length, passed):
    until, today = starts_on + dt.timedelta(days=length), starts_on + dt.timedelta(days=passed)

    assert is_long(starts_on, until) == (length > 14)
    assert is_long(starts_on, until, today) == (length > 14 or passed > 14)
    assert is_long(starts_on, None)


def facts(**more):
    common = {"name": "Белова А.", "hired_on": dt.date(2020, 9, 1), "left_on": None, "today": DAY}
    return rules.Employment(**{**common, **more})


@pytest.mark.parametrize(
    ("left_on", "more", "refused"),
    [
        (DAY, {}, 0),
        (dt.date(2020, 9, 1), {"confirmed": True}, 0),
        (dt.date(2020, 8, 31), {"confirmed": True}, 1),
        (DAY + dt.timedelta(days=366), {}, 0),
        (DAY + dt.timedelta(days=367), {}, 1),
        (DAY + dt.timedelta(days=367), {"confirmed": True}, 0),
        (DAY, {"offices": (("Куратор", DAY),)}, 0),
        (DAY, {"offices": (("Куратор", DAY + dt.timedelta(days=1)),)}, 1),
        (DAY, {"hired_on": None}, 0),
    ],
)
def test_the_last_day_can_be_true(left_on, more, refused):
    assert len(list(rules.leaving_violations(left_on, facts(**more)))) == refused


PAST = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))


@pytest.mark.parametrize(
    ("starts_on", "until", "more", "refused"),
    [
        (DAY, None, {}, 0),
        (DAY, DAY, {}, 1),
        (DAY, DAY - dt.timedelta(days=1), {}, 1),
        (DAY, DAY + dt.timedelta(days=1), {}, 0),
        (DAY, None, {"absences": [(dt.date(2026, 3, 1), None)]}, 1),
        (dt.date(2026, 4, 1), None, {"absences": [PAST]}, 0),
        (dt.date(2026, 3, 31), None, {"absences": [PAST]}, 1),
        (dt.date(2026, 2, 1), dt.date(2026, 3, 1), {"absences": [PAST]}, 0),
        (dt.date(2026, 2, 1), dt.date(2026, 3, 2), {"absences": [PAST]}, 1),
        (dt.date(2026, 3, 5), None, {"absences": [(dt.date(2026, 3, 1), dt.date(2026, 3, 1))]}, 0),
        (DAY, None, {"left_on": DAY}, 0),
        (DAY, None, {"left_on": DAY - dt.timedelta(days=1)}, 1),
        (dt.date(2020, 8, 31), None, {"confirmed": True}, 1),
        (DAY + dt.timedelta(days=400), None, {}, 1),
    ],
)
def test_an_absence_can_be_true(starts_on, until, more, refused):
    assert len(list(rules.absence_violations(starts_on, until, facts(**more)))) == refused


@given(a=days, length=st.integers(1, 300), b=days, long=st.integers(1, 300))
def test_two_absences_are_refused_exactly_when_they_share_a_day(a, length, b, long):
    back, until = a + dt.timedelta(days=length), b + dt.timedelta(days=long)
    known = facts(hired_on=None, absences=[(a, back)], confirmed=True)
    shared = max(a, b) < min(back, until)

    assert bool(list(rules.absence_violations(b, until, known))) == shared


@pytest.mark.parametrize(
    ("hired_on", "admitted_on", "left_on", "refused"),
    [
        (DAY, None, DAY - dt.timedelta(days=1), 0),
        (DAY, None, DAY, 1),
        (DAY, DAY - dt.timedelta(days=1), DAY - dt.timedelta(days=9), 1),
        (DAY, None, None, 1),
    ],
)
def test_a_new_hiring_can_be_true(hired_on, admitted_on, left_on, refused):
    assert len(list(rules.rehiring_violations(hired_on, admitted_on, facts(left_on=left_on)))) == refused


@pytest.mark.parametrize(
    ("on", "same", "begun", "left_on", "refused"),
    [
        (DAY, False, None, None, 0),
        (DAY, True, None, None, 1),
        (DAY, False, DAY, None, 1),
        (DAY, False, DAY - dt.timedelta(days=1), None, 0),
        (DAY + dt.timedelta(days=1), False, None, None, 1),
        (DAY, False, None, DAY - dt.timedelta(days=1), 1),
        (dt.date(2020, 8, 31), False, None, None, 2),
    ],
)
def test_a_transfer_can_be_true(on, same, begun, left_on, refused):
    assert len(list(rules.transfer_violations(on, same=same, begun=begun, facts=facts(left_on=left_on)))) == refused
