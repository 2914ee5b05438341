import json
import subprocess
import sys

import pytest

from mentorship.documents.grammar import CASES, decline_name, decline_position, months, short_name

NAMES = [
    "f Петрова Анна Сергеевна|Петровой Анны Сергеевны|Петровой Анне Сергеевне|Петрову Анну Сергеевну|Петровой Анной Сергеевной",
    "m Иванов Иван Иванович|Иванова Ивана Ивановича|Иванову Ивану Ивановичу|Иванова Ивана Ивановича|Ивановым Иваном Ивановичем",
    "f Жаксимбаева Любовь Владимировна|Жаксимбаевой Любови Владимировны|Жаксимбаевой Любови Владимировне|Жаксимбаеву Любовь Владимировну|Жаксимбаевой Любовью Владимировной",
    "f Мельник Елена Николаевна|Мельник Елены Николаевны|Мельник Елене Николаевне|Мельник Елену Николаевну|Мельник Еленой Николаевной",
    "m Прокопчик Егор Никитич|Прокопчика Егора Никитича|Прокопчику Егору Никитичу|Прокопчика Егора Никитича|Прокопчиком Егором Никитичем",
    "m Шевченко Илья Львович|Шевченко Ильи Львовича|Шевченко Илье Львовичу|Шевченко Илью Львовича|Шевченко Ильёй Львовичем",
    "f Черных Дарья Ильинична|Черных Дарьи Ильиничны|Черных Дарье Ильиничне|Черных Дарью Ильиничну|Черных Дарьей Ильиничной",
    "m Сорока Павел Кузьмич|Сороки Павла Кузьмича|Сороке Павлу Кузьмичу|Сороку Павла Кузьмича|Сорокой Павлом Кузьмичом",
    "m Ким Андрей Цоевич|Кима Андрея Цоевича|Киму Андрею Цоевичу|Кима Андрея Цоевича|Кимом Андреем Цоевичем",
    "f Толстая Наталья Петровна|Толстой Натальи Петровны|Толстой Наталье Петровне|Толстую Наталью Петровну|Толстой Натальей Петровной",
    "m Салтыков-Щедрин Лев Юрьевич|Салтыкова-Щедрина Льва Юрьевича|Салтыкову-Щедрину Льву Юрьевичу|Салтыкова-Щедрина Льва Юрьевича|Салтыковым-Щедриным Львом Юрьевичем",
    "m Алиев Гейдар Мамед оглы|Алиева Гейдара Мамед оглы|Алиеву Гейдару Мамед оглы|Алиева Гейдара Мамед оглы|Алиевым Гейдаром Мамед оглы",
]  # fmt: skip


@pytest.mark.parametrize("line", NAMES)
def test_a_name_stands_in_every_case(line):
    nominative, *expected = line.split("|")
    sex, surname, name, *patronymic = nominative.split()

    forms = [decline_name(surname, name, " ".join(patronymic), sex, case) for case in CASES[1:]]

    assert forms == expected


@pytest.mark.parametrize(
    ("title", "dative", "accusative"),
    [
        ("учитель математики", "учителю математики", "учителя математики"),
        ("заместитель директора по УВР", "заместителю директора по УВР", "заместителя директора по УВР"),
        ("старший методист", "старшему методисту", "старшего методиста"),
        ("старший воспитатель", "старшему воспитателю", "старшего воспитателя"),
        ("педагог-психолог", "педагогу-психологу", "педагога-психолога"),
        ("заведующий", "заведующему", "заведующего"),
        ("заведующая", "заведующей", "заведующую"),
        ("музыкальный руководитель", "музыкальному руководителю", "музыкального руководителя"),
        ("и.о. директора", "и.о. директора", "и.о. директора"),
        ("преподаватель-организатор ОБЗР", "преподавателю-организатору ОБЗР", "преподавателя-организатора ОБЗР"),
        ("инструктор по физической культуре", "инструктору по физической культуре", "инструктора по физической культуре"),
    ],
)  # fmt: skip
def test_only_the_head_of_a_position_changes(title, dative, accusative):
    assert (decline_position(title, "dat"), decline_position(title, "acc")) == (dative, accusative)


@pytest.mark.parametrize("name", ["Smith", "Я", "123", "", "<b>"])
def test_a_name_that_no_rule_can_decline_stays_as_it_is(name):
    assert decline_name(name, name, "", "m", "gen").split() == [name, name] * bool(name)


def test_a_form_mended_by_hand_wins():
    assert decline_name("Заяц", "Олег", "", "m", "gen", {"gen": "Заяца Олега"}) == "Заяца Олега"


def test_initials_stand_where_the_institution_prints_them():
    parts = ("Петрова", "Анна", "Сергеевна", "f", "dat")

    assert short_name(*parts) == "Петровой\N{NO-BREAK SPACE}А.С."
    assert short_name(*parts, initials_first=True) == "А.С.\N{NO-BREAK SPACE}Петровой"


@pytest.mark.parametrize(("number", "words"), [(1, "1 месяц"), (3, "3 месяца"), (11, "11 месяцев"), (25, "25 месяцев")])
def test_a_number_agrees_with_its_noun(number, words):
    assert months(number) == words


def test_the_command_declines_lines_and_says_what_is_wrong():
    lines = "f\tПетрова Анна Сергеевна\nt\tметодист\nбез табуляции\n"
    result = subprocess.run(
        [sys.executable, "manage.py", "decline"], input=lines, capture_output=True, text=True, env={"DEMO": "1"}
    )

    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows[0][3] == "Петрову Анну Сергеевну"
    assert rows[1] == ["методист", "методиста", "методисту", "методиста", "методистом"]
    assert rows[2] is None
    assert result.returncode == 1
    assert "Строка 3" in result.stderr
