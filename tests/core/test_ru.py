"""Dates and numbers as a Russian reader expects them."""

import datetime as dt

import pytest

from mentorship.core.templatetags import ru


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "срок не установлен"),
        (0, "сегодня"),
        (1, "через 1 день"),
        (3, "через 3 дня"),
        (11, "через 11 дней"),
        (21, "через 21 день"),
        (-1, "просрочено на 1 день"),
        (-2, "просрочено на 2 дня"),
        (-112, "просрочено на 112 дней"),
    ],
)
def test_a_term_is_said_in_words(days, words):
    assert ru.due_in(days) == words


def test_a_date_in_a_table_and_in_a_sentence():
    day = dt.date(2026, 9, 1)

    assert (ru.ru_date(day), ru.ru_day(day), ru.ru_date(None)) == ("01.09.2026", "1 сентября", "—")


def test_a_number_agrees_with_its_noun():
    assert [ru.plural(n, "пара,пары,пар") for n in (0, 1, 4, 12)] == ["0 пар", "1 пара", "4 пары", "12 пар"]
