"""What is asked once during a reading, and as always outside of one."""

import pytest

from mentorship.core.reading import read_once, reading


@pytest.fixture
def asked():
    return []


@pytest.fixture
def ask(asked):
    @read_once
    def ask(what, more=""):
        asked.append(what)
        if what == "нет":
            raise LookupError
        return f"{what}{more}"

    return ask


def test_a_reading_keeps_the_first_answers_also_in_another_one(ask, asked):
    with reading():
        answers = [ask("а"), ask("а"), ask("а", more="!")]
        with reading():
            answers.append(ask("а"))

    assert (answers, asked) == (["а", "а", "а!", "а"], ["а", "а"])


def test_outside_of_a_reading_and_in_the_next_one_everything_is_asked_anew(ask, asked):
    ask("а")
    for _ in range(2):
        with reading():
            ask("а")
    ask("а")

    assert asked == ["а"] * 4


def test_a_refusal_is_no_answer_and_ends_the_reading(ask, asked):
    with pytest.raises(LookupError), reading():
        ask("нет")
    ask("а")
    ask("а")

    assert asked == ["нет", "а", "а"]
