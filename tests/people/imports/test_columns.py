"""Headings of a list."""

import pytest

from mentorship.people.imports.columns import guess


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["№ п/п", "Ф. И. О.", "Д.р.", "Занимаемая должность"], ["", "full_name", "birth_date", "title"]),
        (["ФАМИЛИЯ", " имя ", "Отчество*", "Пол (м/ж)"], ["last_name", "first_name", "patronymic", "sex"]),
        (["Принят(а)", "Дата приёма на работу"], ["", ""]),  # both claim one field: the person decides
        (
            ["Структурное подразделение", "E-mail", "Моб. тел.", "Кв. категория"],
            ["unit", "email", "phone", "qualification"],
        ),
        (
            ["Пед.стаж", "Педагогический стаж при приёме", "Заместитель", "Что исправить"],
            ["experience_now", "experience_years", "is_deputy", ""],
        ),
        (["Дата", "Прочее", ""], ["", "", ""]),
    ],
)
def test_headings_are_recognised_whatever_their_case_and_dots(headings, fields):
    assert guess(headings) == fields
