import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.documents.grammar import (
    ALL_CASES,
    CASES,
    days,
    decline_first_name,
    decline_name,
    decline_patronymic,
    decline_position,
    decline_short_name,
    decline_surname,
    months,
    people,
    years,
)

NBSP = "\N{NO-BREAK SPACE}"
TABLE = Path(__file__).with_name("grammar_forms.tsv")
ENOUGH = 0.99

NAMES = [
    "f Петрова Анна Сергеевна|Петровой Анны Сергеевны|Петровой Анне Сергеевне|Петрову Анну Сергеевну|Петровой Анной Сергеевной",
    "m Иванов Иван Иванович|Иванова Ивана Ивановича|Иванову Ивану Ивановичу|Иванова Ивана Ивановича|Ивановым Иваном Ивановичем",
    "f Каримбаева Любовь Владимировна|Каримбаевой Любови Владимировны|Каримбаевой Любови Владимировне|Каримбаеву Любовь Владимировну|Каримбаевой Любовью Владимировной",
    "f Романчик Елена Николаевна|Романчик Елены Николаевны|Романчик Елене Николаевне|Романчик Елену Николаевну|Романчик Еленой Николаевной",
    "m Романчик Егор Никитич|Романчика Егора Никитича|Романчику Егору Никитичу|Романчика Егора Никитича|Романчиком Егором Никитичем",
    "m Бельчаков Юрий Викторович|Бельчакова Юрия Викторовича|Бельчакову Юрию Викторовичу|Бельчакова Юрия Викторовича|Бельчаковым Юрием Викторовичем",
    "m Шевченко Илья Львович|Шевченко Ильи Львовича|Шевченко Илье Львовичу|Шевченко Илью Львовича|Шевченко Ильёй Львовичем",
    "f Черных Дарья Ильинична|Черных Дарьи Ильиничны|Черных Дарье Ильиничне|Черных Дарью Ильиничну|Черных Дарьей Ильиничной",
    "m Сорока Павел Кузьмич|Сороки Павла Кузьмича|Сороке Павлу Кузьмичу|Сороку Павла Кузьмича|Сорокой Павлом Кузьмичом",
    "f Ким Вера Андреевна|Ким Веры Андреевны|Ким Вере Андреевне|Ким Веру Андреевну|Ким Верой Андреевной",
    "m Ким Андрей Цоевич|Кима Андрея Цоевича|Киму Андрею Цоевичу|Кима Андрея Цоевича|Кимом Андреем Цоевичем",
    "f Толстая Наталья Петровна|Толстой Натальи Петровны|Толстой Наталье Петровне|Толстую Наталью Петровну|Толстой Натальей Петровной",
    "m Салтыков-Щедрин Лев Юрьевич|Салтыкова-Щедрина Льва Юрьевича|Салтыкову-Щедрину Льву Юрьевичу|Салтыкова-Щедрина Льва Юрьевича|Салтыковым-Щедриным Львом Юрьевичем",
    "m Алиев Гейдар Мамед оглы|Алиева Гейдара Мамед оглы|Алиеву Гейдару Мамед оглы|Алиева Гейдара Мамед оглы|Алиевым Гейдаром Мамед оглы",
]  # fmt: skip


def full_name(sex: str, text: str, case: str) -> str:
    surname, name, *patronymic = text.split()
    return decline_name(surname, name, " ".join(patronymic), sex, case)


@pytest.mark.parametrize("line", NAMES)
def test_a_name_stands_in_every_case(line):
    nominative, *expected = line.split("|")
    sex, text = nominative.split(" ", 1)

    assert [full_name(sex, text, case) for case in CASES[1:]] == expected


@pytest.mark.parametrize(
    ("title", "dative", "accusative"),
    [
        ("учитель математики", "учителю математики", "учителя математики"),
        ("заместитель директора по УВР", "заместителю директора по УВР", "заместителя директора по УВР"),
        ("старший методист", "старшему методисту", "старшего методиста"),
        ("методист", "методисту", "методиста"),
        ("воспитатель", "воспитателю", "воспитателя"),
        ("педагог-психолог", "педагогу-психологу", "педагога-психолога"),
        ("заведующий", "заведующему", "заведующего"),
        ("заведующая", "заведующей", "заведующую"),
        ("директор", "директору", "директора"),
        ("и.о. директора", "и.о. директора", "и.о. директора"),
    ],
)
def test_only_the_head_of_a_position_changes(title, dative, accusative):
    assert (decline_position(title, "dat"), decline_position(title, "acc")) == (dative, accusative)


def form(kind: str, text: str, case: str) -> str:
    return decline_position(text, case) if kind == "t" else full_name(kind, text, case)


def test_the_table_of_forms_is_right():
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    forms = [
        (case, expected, form(kind, nominative, case))
        for kind, nominative, *oblique in rows
        for case, expected in zip(CASES[1:], oblique, strict=True)
    ]
    wrong = [each for each in forms if each[1] != each[2]]

    for case, expected, declined in wrong:
        print(f"{case}: {declined} — нужно {expected}")
    assert len(forms) >= 300
    assert len(wrong) <= len(forms) * (1 - ENOUGH)


@pytest.mark.parametrize(
    ("kind", "nominative", "prepositional"),
    [
        ("f", "Петрова Анна Сергеевна", "Петровой Анне Сергеевне"),
        ("m", "Иванов Юрий Ильич", "Иванове Юрии Ильиче"),
        ("m", "Толстой Лев Кузьмич", "Толстом Льве Кузьмиче"),
        ("m", "Горький Илья Фомич", "Горьком Илье Фомиче"),
        ("m", "Рабочий Пётр Лукич", "Рабочем Петре Лукиче"),
        ("m", "Кий Игорь Юрьевич", "Кие Игоре Юрьевиче"),
        ("m", "Берия Тимур", "Берии Тимуре"),
        ("f", "Мельник Мария Ильинична", "Мельник Марии Ильиничне"),
        ("f", "Калина Любовь Львовна", "Калине Любови Львовне"),
        ("t", "воспитатель", "воспитателе"),
        ("t", "старший методист", "старшем методисте"),
        ("t", "заведующая", "заведующей"),
        ("t", "педагог-психолог", "педагоге-психологе"),
        ("t", "учитель физики, классный руководитель", "учителе физики, классном руководителе"),
        ("t", "и.о. директора", "и.о. директора"),
    ],
)
def test_the_prepositional_is_declined_too(kind, nominative, prepositional):
    assert form(kind, nominative, "loc") == prepositional


def test_the_prepositional_is_not_among_the_cases_that_the_command_prints():
    assert CASES == ("nom", "gen", "dat", "acc", "ins")
    assert ALL_CASES[:-1] == CASES
    assert ALL_CASES[-1] == "loc"


@pytest.mark.parametrize(
    ("typed", "dative"),
    [("ПЕТРОВА АННА", "ПЕТРОВОЙ АННЕ"), ("петрова анна", "петровой анне"), ("БЕЛАЯ-СОВА ЛЮБОВЬ", "БЕЛОЙ-СОВЕ ЛЮБОВИ")],
)
def test_a_name_keeps_the_letters_it_is_typed_in(typed, dative):
    assert full_name("f", typed, "dat") == dative


@pytest.mark.parametrize("name", ["Smith", "Я", "123", "", "<b>", "Iванов"])
@pytest.mark.parametrize("case", ALL_CASES)
def test_a_name_that_no_rule_can_decline_stays_as_it_is(name, case):
    assert decline_name(name, name, "", "m", case).split() == [name, name] * bool(name)


@pytest.mark.parametrize("title", ["", "ПДО", "IT", "123", "МБДОУ", "(", ".", "зам. директора", "«Лев»", " "])
@pytest.mark.parametrize("case", ALL_CASES)
def test_a_title_that_no_rule_can_decline_stays_as_it_is(title, case):
    assert decline_position(title, case) == title


def test_a_form_made_by_hand_wins():
    assert decline_name("Заяц", "Олег", "", "m", "gen", {"gen": "Заяца Олега"}) == "Заяца Олега"
    assert decline_position("методист", "dat", {"dat": "методистке"}) == "методистке"
    assert decline_short_name("Заяц", "Олег", "", "m", "gen", forms={"gen": "Заяца"}) == f"Заяца{NBSP}О."


def test_a_case_with_no_form_made_by_hand_is_declined():
    blank = {"gen": "Заяца", "dat": ""}

    assert decline_position("методист", "acc", blank) == "методиста"
    assert decline_short_name("Заяц", "Олег", "", "m", "ins", forms=blank) == f"Зайцем{NBSP}О."
    assert decline_short_name("Заяц", "Олег", "", "m", "dat", forms=blank) == f"Зайцу{NBSP}О."


def test_initials_stand_where_the_institution_prints_them():
    parts = ("Петрова", "Анна", "Сергеевна", "f", "dat")

    assert decline_short_name(*parts) == f"Петровой{NBSP}А.С."
    assert decline_short_name(*parts, initials_first=True) == f"А.С.{NBSP}Петровой"


@pytest.mark.parametrize(
    ("count", "number", "words"),
    [
        (months, 1, "1 месяц"),
        (months, 3, "3 месяца"),
        (months, 11, "11 месяцев"),
        (months, 25, "25 месяцев"),
        (days, 2, "2 дня"),
        (years, 1, "1 год"),
        (years, 2, "2 года"),
        (years, 5, "5 лет"),
        (years, 12, "12 лет"),
        (years, 21, "21 год"),
        (people, 1, "1 человек"),
        (people, 2, "2 человека"),
        (people, 5, "5 человек"),
        (people, 14, "14 человек"),
    ],
)
def test_a_number_agrees_with_its_noun(count, number, words):
    assert count(number) == words


LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
WORD = st.text(LETTERS + LETTERS.upper() + "-'’", max_size=12)
TEXT = st.text(LETTERS + LETTERS.upper() + " -.,()«»/", max_size=40)
CONSONANTS = "бвгджзклмнпрстфхцчшщ"
PARTS = (decline_surname, decline_first_name, decline_patronymic)


@settings(deadline=None)
@given(words=st.tuples(WORD, WORD, WORD), title=TEXT, sex=st.sampled_from("mf"), case=st.sampled_from(ALL_CASES))
def test_any_words_are_answered_and_the_nominative_is_as_typed(words, title, sex, case):
    assert isinstance(decline_name(*words, sex, case), str)
    assert isinstance(decline_short_name(*words, sex, case), str)
    assert decline_name(*words, sex, "nom") == " ".join(filter(None, words))
    assert decline_position(title, "nom") == title
    assert len(decline_position(title, case).split()) == len(title.split())


@settings(deadline=None)
@given(word=WORD, sex=st.sampled_from("mf"), case=st.sampled_from(ALL_CASES))
def test_capitals_are_declined_as_small_letters_are(word, sex, case):
    for decline in PARTS:
        assert decline(word.upper(), sex, case) == decline(word.lower(), sex, case).upper()


@settings(deadline=None)
@given(stem=st.text(LETTERS, max_size=8), last=st.sampled_from(CONSONANTS), case=st.sampled_from(ALL_CASES))
def test_a_womans_surname_on_a_consonant_and_a_surname_in_ko_have_no_cases(stem, last, case):
    assert decline_surname(stem + last, "f", case) == stem + last
    assert decline_surname(f"{stem}ко", "m", case) == f"{stem}ко"


@settings(deadline=None)
@given(text=st.text("abcXYZ0123456789 .,-«»№<>&", max_size=20), case=st.sampled_from(ALL_CASES))
def test_what_is_not_russian_has_no_cases(text, case):
    assert all(decline(text, sex, case) == text for decline in PARTS for sex in "mf")
    assert decline_position(text, case) == text


def decline(lines: bytes) -> tuple[list[list[str] | None], str, int]:
    result = subprocess.run(
        [sys.executable, "manage.py", "decline"], input=lines, capture_output=True, env={"DEMO": "1"}
    )
    return [json.loads(line) for line in result.stdout.splitlines()], result.stderr.decode(), result.returncode


def test_the_command_declines_lines_and_says_what_is_wrong():
    lines = "f\tПетрова Анна Сергеевна\nt\tметодист\nбез табуляции\n".encode()
    rows, complaints, code = decline(lines + b"m\t\xff\xfe\n\n" + "m\tКий\r\nt\tучитель".encode())

    assert rows[0][3] == "Петрову Анну Сергеевну"
    assert rows[1] == ["методист", "методиста", "методисту", "методиста", "методистом"]
    assert rows[2:5] == [None, None, None]
    assert rows[5] == ["Кий", "Кия", "Кию", "Кия", "Кием"]
    assert rows[6][2] == "учителю"
    assert [line.split(":")[0] for line in complaints.splitlines()] == ["Строка 3", "Строка 4", "Строка 5"]
    assert "UTF-8" in complaints.splitlines()[1]
    assert code == 1


def test_the_command_is_content_with_good_lines():
    assert decline("f\tЛи Анна\n".encode()) == ([["Ли Анна", "Ли Анны", "Ли Анне", "Ли Анну", "Ли Анной"]], "", 0)
