"""How long somebody waits after so many failures."""

import datetime as dt

import pytest

from mentorship.people.attempts.rules import LADDERS, wait_words
from mentorship.people.attempts.services import same_login, same_source

NOW = dt.datetime(2026, 9, 20, 12)


@pytest.mark.parametrize(
    ("kind", "failures", "seconds"),
    [
        *(("login", failures, 0) for failures in range(5)),
        *(("login", failures, minutes * 60) for failures, minutes in enumerate([1, 2, 4, 8, 15, 15], start=5)),
        ("login", 10_000, 900),
        *(("step", failures, minutes * 60) for failures, minutes in [(4, 0), (5, 1), (10, 32), (11, 60), (999, 60)]),
        *(("own_step", failures, minutes * 60) for failures, minutes in [(4, 0), (5, 1), (999, 15)]),
        *(("source", failures, seconds) for failures, seconds in [(30, 0), (31, 5), (40, 5), (41, 10), (999, 120)]),
        ("reset", 2, 0),
        ("reset", 3, 3600),
    ],
)
def test_the_pause_grows_with_the_failures_up_to_the_longest(kind, failures, seconds):
    assert LADDERS[kind].pause(failures) == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(("since", "left"), [(0, 60), (59, 1), (60, 0), (3600, 0)])
def test_what_has_been_waited_is_taken_off(since, left):
    wait = LADDERS["login"].wait(5, NOW - dt.timedelta(seconds=since), NOW)

    assert wait == dt.timedelta(seconds=left)


@pytest.mark.parametrize(
    ("wait", "words"), [(0.2, "1 секунду"), (60, "60 секунд"), (61, "2 минуты"), (300, "5 минут"), (899.5, "15 минут")]
)
def test_nobody_is_told_to_wait_less_than_there_is(wait, words):
    assert wait_words(dt.timedelta(seconds=wait)) == words


@pytest.mark.parametrize("typed", ["director", " director ", "ｄｉｒｅｃｔｏｒ", "Director"])
def test_full_width_letters_spaces_and_capitals_make_no_other_login(typed):
    assert same_login(typed) == "director"


def test_a_network_of_version_6_is_one_source():
    assert same_source("2001:db8:1:2::1") == same_source("2001:db8:1:2:ffff::9") != same_source("2001:db8:1:3::1")
    assert same_source("::ffff:10.0.0.1") == same_source("10.0.0.1") != same_source("10.0.0.2")
    assert same_source("::ffff:10.0.0.1") != same_source("::ffff:10.0.0.2")
