"""The institution's own calendar: a later year is entered, terms follow at once."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.core.calendar.workdays import add_working_days, is_working_day

pytestmark = pytest.mark.django_db


def enter(client, **fields):
    data = {"year": 2027, "act": "постановление № 1", "moved": "с субботы 2 января на пятницу 5 ноября"}
    return client.post(reverse("regulation:workdays_year", args=[2027]), {**data, **fields})


def test_a_year_is_entered_and_terms_follow(as_user, curator):
    client = as_user(curator)
    assert "Постановления о переносах на этот год в программе нет" in client.get(reverse("regulation:workdays")).text
    assert is_working_day(dt.date(2027, 11, 5))

    assert enter(client).status_code == 302

    assert not is_working_day(dt.date(2027, 11, 5))
    assert add_working_days(dt.date(2027, 11, 3), 1) == dt.date(2027, 11, 8)
    page = client.get(reverse("regulation:workdays")).text
    assert "Постановление № 1." in page
    assert "05.11.2027" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"moved": "завтра"}, "Не понять строку «завтра»"),
        ({"moved": "12.01.2027 — 05.11.2027"}, "не суббота и не воскресенье"),
        ({"year": 1999}, "2024"),
        ({"act": ""}, "Обязательное поле"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(as_user, curator, fields, words):
    answer = enter(as_user(curator), **fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert is_working_day(dt.date(2027, 11, 5))


def test_a_week_of_six_days(as_user, curator):
    saturday = dt.date(2026, 11, 21)
    assert not is_working_day(saturday)

    as_user(curator).post(reverse("regulation:week"), {"days": "6"})

    assert is_working_day(saturday)
