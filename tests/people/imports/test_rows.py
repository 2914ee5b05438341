"""Texts of cells → values or reasons, and which card a row is about."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.people.imports import words
from mentorship.people.imports.rows import READERS, Wrong, understand

NAME = "Новикова Анна Петровна"
DAY = dt.date(1990, 5, 14)


def value(name, text):
    return READERS[name](text)


@given(st.dictionaries(st.sampled_from([*READERS, "full_name", "last_name", "first_name", "patronymic"]), st.text()))
def test_whatever_the_cells_hold_the_answer_is_values_or_words(cells):
    person = understand(cells)

    assert person.problems or person.values["last_name"]
    assert all(isinstance(problem, str) and problem for problem in person.problems)
    assert all(not isinstance(found, str) or len(found) <= 300 for found in person.values.values())


@given(
    st.dates(dt.date(1920, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["{:%d.%m.%Y}", "{:%Y-%m-%d}", "{:%d/%m/%Y}", "{:%d %m %Y} г.", "{:%d.%m.%Y} 00:00"]),
)
def test_a_day_is_read_as_text_and_as_a_number(day, form):
    assert value("birth_date", form.format(day)) == day
    assert value("birth_date", str((day - dt.date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize(
    ("text", "day"), [("14 мая 1990 г.", DAY), ("14 МАЯ 1990 года", DAY), ("1990-05-14T00:00:00", DAY)]
)
def test_a_day_in_words(text, day):
    assert value("birth_date", text) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0", "пустую или испорченную"),
        ("1", "пустую"),
        ("01.01.1900", "пустую"),
        ("31.12.1899", "пустую"),
        ("31.02.1990", "такой даты нет"),
        ("14.05.90", "такой даты нет"),
        ("5/14/1990", "такой даты нет"),
        ("май 1990", "такой даты нет"),
        ("1990", "такой даты нет"),
        ("01.01.2101", "не позже 2100"),
        ("#ЗНАЧ!", "ошибка Excel"),
        ("#ФОРМУЛА", "формула без значения"),
        ("99999", "такой даты нет"),
    ],
)
def test_a_day_that_is_none_is_refused(text, words):
    with pytest.raises(Wrong, match=words):
        value("hired_on", text)


@pytest.mark.parametrize(
    ("text", "years", "months"),
    [
        ("5", 5, None),
        ("12 лет", 12, None),
        ("12 л. 5 мес.", 12, 5),
        ("12,5", 12, 6),
        ("12.25", 12, 3),
        ("5.0", 5, None),
        ("5 лет 3 мес", 5, 3),
        ("5 лет, 11 месяцев 20 дней", 5, 11),
        ("5 л. 3 м.", 5, 3),
        ("1 год", 1, None),
        ("10 мес.", 0, 10),
        ("24 мес", 2, 0),
        ("б/с", 0, None),
        ("менее года", 0, None),
        ("0", 0, None),
        ("22г.", 22, None),
    ],
)
def test_experience_in_years_and_months(text, years, months):
    assert value("experience_now", text) == (years, months)


@pytest.mark.parametrize("text", ["12,3", "7.1 лет"])
def test_a_part_of_a_year_that_is_no_whole_number_of_months_is_asked_about(text):
    with pytest.raises(Wrong, match=f"«{text}» можно понять по-разному.*«12 л. 3 мес.»"):
        value("experience_now", text)


@pytest.mark.parametrize("text", ["с 2010 года", "много", "71 год", "-3", "5+", "2010"])
def test_experience_that_is_none(text):
    with pytest.raises(Wrong, match="Стаж"):
        value("experience_now", text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("высшая", "highest"),
        ("ВКК", "highest"),
        ("в/к", "highest"),
        ("Первая кв. категория", "first"),
        ("1", "first"),
        ("I", "first"),
        ("1КК", "first"),
        ("СЗД", "fit"),
        ("соотв. занимаемой должности", "fit"),
        ("б/к", ""),
        ("без категории", ""),
        ("нет", ""),
        ("педагог-наставник", "mentor"),
        ("Педагог-методист", "methodist"),
    ],
)
def test_categories(text, code):
    assert value("qualification", text) == code


@pytest.mark.parametrize(
    ("text", "words"), [("вторая", "второй категории больше нет"), ("II", "второй"), ("отличник", "непонятно")]
)
def test_categories_that_are_none(text, words):
    with pytest.raises(Wrong, match=words):
        value("qualification", text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Новикова Анна Петровна", ("Новикова", "Анна", "Петровна")),
        ("НОВИКОВА АННА ПЕТРОВНА", ("Новикова", "Анна", "Петровна")),
        ("иванова-петрова анна", ("Иванова-Петрова", "Анна", "")),
        ("Алиев Вагиф Расим оглы", ("Алиев", "Вагиф", "Расим оглы")),
        ("О’Нил Шон", ("О’Нил", "Шон", "")),
        ("Ли Анна", ("Ли", "Анна", "")),
    ],
)
def test_a_name_in_one_column(text, parts):
    values = understand({"full_name": text}).values

    assert (values["last_name"], values["first_name"], values["patronymic"]) == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Новикова А.П.", "Напишите имя и отчество полностью"),
        ("Новикова А П", "полностью"),
        ("Новикова", "Не хватает имени"),
        ("=cmd|'/C calc'!A0 x", "лишние знаки"),
        ("Новикова (Петрова) Анна", "лишние знаки"),
        ("Нoвикова Анна", "латинская «o»"),
        ("Новикова Анна Петровна Мария", "больше трёх слов"),
        ("Я" * 90 + " Анна", "до 80 знаков"),
        ("#REF!", "ошибка Excel"),
    ],
)
def test_a_name_that_is_none(text, words):
    person = understand({"full_name": text})

    assert words in " ".join(person.problems)
    assert person.name == text


@pytest.mark.parametrize(
    ("names", "sex"),
    [
        (("Анна", "Петровна"), "f"),
        (("Саша", "Петрович"), "m"),
        (("Вагиф", "Расим оглы"), "m"),
        (("Севда", "Расим кызы"), "f"),
        (("Илья", "Ильич"), "m"),
        (("Илья", ""), "m"),
        (("Мария", ""), "f"),
        (("Пётр", ""), "m"),
        (("Женя", ""), ""),
        (("Нинель", ""), "f"),
        (("Tom", ""), ""),
        (("Мишель", ""), ""),
    ],
)
def test_sex_is_told_by_the_name_or_asked_for(names, sex):
    assert words.sex_of(*names) == sex


@pytest.mark.parametrize(
    ("title", "teaching", "deputy"),
    [
        ("учитель математики", True, False),
        ("помощник воспитателя", False, False),
        ("Заместитель директора по УВР", False, True),
        ("зам. заведующего", False, True),
        ("повар", False, False),
        ("педагог-психолог", True, False),
    ],
)
def test_posts_tell_what_they_are(title, teaching, deputy):
    assert (words.is_teaching(title), words.is_deputy(title)) == (teaching, deputy)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("89000000000", "+7 900 000-00-00"),
        ("8 (900) 000-00-00", "+7 900 000-00-00"),
        ("9000000000", "+7 900 000-00-00"),
        ("'+7 900 000 00 00", "+7 900 000-00-00"),
        ("2-15-40 доб. 3", "2-15-40 доб. 3"),
    ],
)
def test_phones(text, kept):
    assert understand({"full_name": NAME, "phone": text}).values["phone"] == kept


@pytest.mark.parametrize(
    "cells",
    [
        {"email": "нет@"},
        {"email": "a@b.ru, c@d.ru"},
        {"phone": "нет"},
        {"sex": "да"},
        {"is_deputy": "может"},
        {"title": "123"},
    ],
)
def test_texts_that_are_no_such_value(cells):
    assert len(understand({"full_name": NAME, **cells}).problems) == 1


@pytest.mark.parametrize("text", ["", " ", "-", "—", "н/д"])
def test_nothing_in_a_cell_is_no_value(text):
    person = understand({"full_name": NAME, **dict.fromkeys(["birth_date", "title", "phone", "qualification"], text)})

    assert (set(person.values), person.problems) == ({"last_name", "first_name", "patronymic"}, [])
