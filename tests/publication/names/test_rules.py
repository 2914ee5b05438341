"""Whom a text names: in any case, spelling and order; who has permitted what; what is nobody's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.documents.grammar import CASES, decline_first_name, decline_name, decline_patronymic, decline_surname
from mentorship.publication.names.rules import (
    NAME,
    PATRONYMIC,
    SURNAME,
    Bearer,
    Named,
    Register,
    named,
    plain,
    unpermitted,
)

WHOLE = frozenset({SURNAME, NAME, PATRONYMIC})


def bearer(pk, surname, name, patronymic="", sex="f"):
    def forms(decline, word):
        return tuple(dict.fromkeys([plain(word), *(plain(decline(word, sex, case)) for case in CASES)])) if word else ()

    return Bearer(
        pk, forms(decline_surname, surname), forms(decline_first_name, name), forms(decline_patronymic, patronymic)
    )


STAFF = [
    ("Петрова", "Анна", "Сергеевна", "f"),
    ("Заяц", "Пётр", "Ильич", "m"),
    ("Сорока", "Ольга", "", "f"),
    ("Ли", "Вера", "Петровна", "f"),
    ("Салтыкова-Щедрина", "Нина", "Ильинична", "f"),
    ("Донской", "Лев", "Львович", "m"),
    ("Шевченко", "Любовь", "Юрьевна", "f"),
]
REGISTER = Register.of(bearer(pk, *names) for pk, names in enumerate(STAFF))


def found(text):
    return {(one.person, one.words, one.parts, one.sure) for one in named(text, REGISTER)}


@pytest.mark.parametrize(
    ("text", "person", "words", "parts"),
    [
        ("Урок дала Петрова А. С. вчера", 0, "Петрова А. С.", WHOLE),
        ("Урок дала Петрова А.С.", 0, "Петрова А. С.", WHOLE),
        ("Спасибо А. С. Петровой!", 0, "А. С. Петровой", WHOLE),
        ("ПЕТРОВОЙ АННЕ СЕРГЕЕВНЕ", 0, "ПЕТРОВОЙ АННЕ СЕРГЕЕВНЕ", WHOLE),
        ("с Анной Сергеевной Петровой", 0, "Анной Сергеевной Петровой", WHOLE),
        ("петрова а. с.", 0, "петрова а. с.", WHOLE),
        ("Петрова Анна Музыкальный руководитель", 0, "Петрова Анна", frozenset({SURNAME, NAME})),
        ("Анну Сергеевну ждали все", 0, "Анну Сергеевну", frozenset({NAME, PATRONYMIC})),
        ("помог Петр Ильич Заяц", 1, "Петр Ильич Заяц", WHOLE),
        ("без Зайца П. И. не обошлось", 1, "Зайца П. И.", WHOLE),
        ("Вере Ли", 3, "Вере Ли", frozenset({SURNAME, NAME})),
        ("Салтыковой‑Щедриной Н. И.", 4, "Салтыковой‑Щедриной Н. И.", WHOLE),
        ("с Донским Л. Л.", 5, "Донским Л. Л.", WHOLE),
        ("Шевченко Л. Ю.", 6, "Шевченко Л. Ю.", WHOLE),
    ],
)
def test_a_name_is_found_however_it_is_written(text, person, words, parts):
    assert (person, words, parts, True) in found(text)


@pytest.mark.parametrize("text", ["Пeтровa", "Пет\u00adрова", "у Петровой", "ПЕТРОВОЙ.", "Коллектив Петровых"])
def test_a_surname_alone_is_found_and_is_in_doubt(text):
    assert {(row[0], row[2], row[3]) for row in found(text)} == {(0, frozenset({SURNAME}), False)}


@pytest.mark.parametrize(
    "text",
    [
        "Петрова М. К. из другой школы",
        "сорока и заяц на утреннике",
        "Пётр Иванович из города",
        "Анна пришла",
        "Любовь к детям",
        "",
        "№ 5, 2026",
    ],
)
def test_what_is_nobodys_name_is_left_alone(text):
    assert found(text) == set()


def test_initials_of_the_one_before_do_not_hide_a_surname():
    assert (0, "Петрова", frozenset({SURNAME}), False) in found("Иванова М. И., Петрова и другие")


@given(st.sampled_from(range(len(STAFF))), st.sampled_from(CASES), st.sampled_from([str, str.upper, str.title]))
def test_a_full_name_in_any_case_is_found(person, case, look):
    surname, name, patronymic, sex = STAFF[person]
    text = f"Вчера {look(decline_name(surname, name, patronymic, sex, case))} был занят."

    assert any(row[0] == person and SURNAME in row[2] for row in found(text))


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    named(text, REGISTER)


ONE = Named(0, "Петровой А. С.", WHOLE, sure=True)
DOUBT = Named(2, "Сорока", frozenset({SURNAME}), sure=False)


@pytest.mark.parametrize(
    ("permits", "cleared", "left"),
    [
        ({}, [], [ONE, DOUBT]),
        ({0: {SURNAME, NAME}}, [], [ONE, DOUBT]),
        ({0: WHOLE}, [], [DOUBT]),
        ({0: WHOLE}, ["СОРОКА"], []),
        ({}, ["Петровой А. С.", "Сорока"], [ONE]),
    ],
)
def test_only_what_is_permitted_or_surely_no_name_passes(permits, cleared, left):
    assert unpermitted([ONE, DOUBT], permits, cleared) == left
