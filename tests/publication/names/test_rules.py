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
    parts_of,
    plain,
    strangers,
    unpermitted,
)

WHOLE = frozenset({SURNAME, NAME, PATRONYMIC})


def bearer(pk, surname, name, patronymic="", sex="f"):
    def forms(decline, word):
        parts = parts_of(word) if word else []
        return tuple(dict.fromkeys(plain(decline(part, sex, case)) for part in parts for case in CASES))

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
    ("Эль Хаддад", "Самир", "Расул оглы", "m"),
    ("О’Коннор", "Шон", "", "m"),
    ("Фёдорова", "Яна", "Кирилловна", "f"),
    ("Гусев", "Лев", "Денисович", "m"),
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
        ("Салтыковой‑Щедриной Н. И.", 4, "Салтыковой-Щедриной Н. И.", WHOLE),
        ("с Донским Л. Л.", 5, "Донским Л. Л.", WHOLE),
        ("Шевченко Л. Ю.", 6, "Шевченко Л. Ю.", WHOLE),
        ("наставник петрова анна", 0, "петрова анна", frozenset({SURNAME, NAME})),
        ("поздравляем; петрову анну сергеевну", 0, "петрову анну сергеевну", WHOLE),
        ("Салтыкова–Щедрина Н. И.", 4, "Салтыкова-Щедрина Н. И.", WHOLE),
        ("Салтыкова - Щедрина Н. И.", 4, "Салтыкова-Щедрина Н. И.", WHOLE),
        ("Щедрина Нина", 4, "Щедрина Нина", frozenset({SURNAME, NAME})),
        ("Самир Хаддад", 7, "Самир Хаддад", frozenset({SURNAME, NAME})),
        ("Шону О’Коннору", 8, "Шону ОКоннору", frozenset({SURNAME, NAME})),
        ("шон о'коннор", 8, "шон оконнор", frozenset({SURNAME, NAME})),
        ("OʼКОННОР Шон", 8, "OКОННОР Шон", frozenset({SURNAME, NAME})),
        ("Анна, Петрова", 0, "Анна Петрова", frozenset({SURNAME, NAME})),
        ("Петрова (Анна)", 0, "Петрова Анна", frozenset({SURNAME, NAME})),
        ("Петрова, А. С.", 0, "Петрова А. С.", WHOLE),
        ("Пет¬рова Анна", 0, "Петрова Анна", frozenset({SURNAME, NAME})),
        ("Лев Гу-\nсев", 10, "Лев Гусев", frozenset({SURNAME, NAME})),
        ("Анна_Сергеевна.jpg", 0, "Анна Сергеевна.", frozenset({NAME, PATRONYMIC})),
        (
            "https://disk.example.org/%D0%9F%D0%B5%D1%82%D1%80%D0%BE%D0%B2%D0%B0_%D0%90._%D0%A1.",
            0,
            "Петрова А. С.",
            WHOLE,
        ),
        ("ПетроваАнна", 0, "Петрова Анна", frozenset({SURNAME, NAME})),
    ],
)
def test_a_name_is_found_however_it_is_written(text, person, words, parts):
    assert (person, words, parts) in {row[:3] for row in found(text)}


@pytest.mark.parametrize(
    "text",
    ["Пeтровa", "Пет\u00adрова", "у Петровой", "ПЕТРОВОЙ.", "Коллектив Петровых", "Петро́вой", "Пет\u200cро\u200dва"],
)
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


@pytest.mark.parametrize("text", ["Фëдорова", "Федорова", "ФЁДОРОВОЙ"])
def test_letters_that_look_alike_are_alike(text):
    assert [row[0] for row in found(text)] == [9]


def test_initials_the_wrong_way_round_leave_a_doubt():
    assert found("Петрова С. А.") == {(0, "Петрова", frozenset({SURNAME}), False)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("приехал Лугов М. К. из центра", "Лугов М. К."),
        ("по книге В. А. Сухомлинского", "В. А. Сухомлинского"),
        ("рисунок Иванова Петра Сидоровича", "Петра Сидоровича"),
        ("Марией Ильиничной", "Марией Ильиничной"),
        ("ждали Луги-\nнова М. К.", "Лугинова М. К."),
        ("дядя Фома Кузьмич", "Фома Кузьмич"),
    ],
)
def test_a_name_of_somebody_else_is_a_doubt(text, words):
    assert words in [one.words for one in strangers(text, named(text, REGISTER))]


@pytest.mark.parametrize(
    "text",
    [
        "Петрова А. С. провела урок",
        "Урок дала Петрова Анна Сергеевна.",
        "Урок в 5 А. Потом игра",
        "День Победы и Новый год",
    ],
)
def test_who_is_known_already_or_no_person_is_no_stranger(text):
    assert strangers(text, named(text, REGISTER)) == []


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
