"""What people type into one field: dates, names, text."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from mentorship.core.forms.fields import DateField, LineField, PersonNameField, TextField


@pytest.mark.parametrize(
    "typed",
    ["01.09.2026", "1.9.2026", "01/09/2026", "2026-09-01", "01-09-2026", " 1 9 2026 ", "01–09–2026", "1.09.2026 г."],
)
def test_a_date_is_understood_however_it_is_typed(typed):
    assert DateField().clean(typed) == dt.date(2026, 9, 1)


@pytest.mark.parametrize("typed", ["31.02.2026", "32.01.2026", "01.13.2026", "завтра", "01.09.26", "1.9", "²².09.2026"])
def test_a_day_that_does_not_exist_is_explained(typed):
    with pytest.raises(ValidationError, match="Такой даты нет. Напишите день, месяц и год, например 01.09.2026"):
        DateField().clean(typed)


@pytest.mark.parametrize("typed", ["31.12.1899", "01.01.2101"])
def test_a_year_outside_1900_and_2100_is_refused(typed):
    with pytest.raises(ValidationError, match="от 1900 до 2100"):
        DateField().clean(typed)


def test_spaces_in_a_line_are_tidied():
    assert LineField().clean("  учитель \u00a0 математики\t") == "учитель математики"


def test_invisible_marks_of_copying_are_dropped_and_letters_composed():
    assert LineField().clean("вос\u00adпита\u200bтель, Андреи\u0306\ufeff") == "воспитатель, Андрей"


@pytest.mark.parametrize("field", [LineField(), TextField(), PersonNameField()])
@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x85", "\u202e", "\u2066", "\u200f", "\uffff"])
def test_control_and_direction_characters_are_refused(field, mark):
    with pytest.raises(ValidationError) as refusal:
        field.clean(f"Анна{mark}Мария")

    assert all("\u202e" not in message for message in refusal.value.messages)


def test_the_limit_of_a_field_is_named():
    with pytest.raises(ValidationError, match="можно до 80 знаков, у вас 10000"):
        PersonNameField().clean("я" * 10_000)


def test_the_browser_never_cuts_a_pasted_text():
    assert "maxlength" not in str(LineField(max_length=5).widget.attrs) + str(TextField(max_length=5).widget.attrs)


def test_a_line_break_counts_once():
    assert TextField(max_length=3).clean("а\r\nб") == "а\nб"


@pytest.mark.parametrize("name", ["Анна-Мария", "д'Артаньян", "оглы", "Ё", "Müller", "Ким Чен", "мл."])
def test_names_of_any_alphabet_are_accepted(name):
    assert PersonNameField().clean(name) == name


@pytest.mark.parametrize("name", ["Анна1", "<b>Анна</b>", "Анна--", "-", "Анна;", "Анна@сад"])
def test_what_is_not_a_name_is_refused(name):
    with pytest.raises(ValidationError, match="только буквы"):
        PersonNameField().clean(name)


@pytest.mark.parametrize("sign", ["😀", "漢", "☎"])
def test_a_sign_that_no_paper_can_print_is_named(sign):
    with pytest.raises(ValidationError, match=f"Знака «{sign}» нет"):
        LineField().clean(f"Текст {sign}")
