"""Tasks through their states, with the personal check of the mentor."""

import datetime as dt

import pytest

from mentorship.journal.models import Task
from tests.journal.conftest import TODAY
from tests.journal.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]
DUE = dt.date(2026, 10, 27)


def test_a_task_is_given_done_sent_back_and_accepted(as_user, mentor, mentee, pair):
    as_user(mentor).post(url("give_task", pair.pk), {"text": "Составить план", "due_on": "27.10.2026"})
    task = Task.objects.get()
    assert (task.mentee, task.due_on, task.state) == (mentee.person, DUE, ("info", "выполняется"))

    as_user(mentee).post(url("do_task", task.pk), {"done_on": "20.10.2026", "comment": "Готово"})
    task.refresh_from_db()
    assert task.state == ("warn", "ждёт проверки")
    twice = as_user(mentee).post(url("do_task", task.pk), {"done_on": "20.10.2026"})
    assert "уже отмечено выполненным" in twice.content.decode()

    wordless = as_user(mentor).post(url("check_task", task.pk), {"verdict": "again"})
    assert "что нужно доработать" in str(wordless.context["form"].errors["comment"])
    as_user(mentor).post(
        url("check_task", task.pk), {"verdict": "again", "comment": "Нет времени", "due_on": "30.10.2026"}
    )
    task.refresh_from_db()
    assert (task.state, task.done_on, task.due_on) == (("bad", "доработать"), None, dt.date(2026, 10, 30))
    assert "Нет времени" in as_user(mentee).get(url("do_task", task.pk)).content.decode()

    as_user(mentee).post(url("do_task", task.pk), {"done_on": "20.10.2026", "comment": "Дописала"})
    as_user(mentor).post(url("check_task", task.pk), {"verdict": "accepted"})
    task.refresh_from_db()
    assert (task.state, task.checked_on) == (("ok", "принято"), TODAY)
    assert "уже принято" in as_user(mentor).post(url("check_task", task.pk), {"verdict": "accepted"}).content.decode()


def test_the_mentor_accepts_the_work_of_whoever_has_no_login(as_user, mentor, task):
    as_user(mentor).post(url("check_task", task.pk), {"verdict": "accepted"})

    task.refresh_from_db()
    assert (task.verdict, task.done_on) == ("accepted", TODAY)


def test_a_task_is_withdrawn_with_a_reason(as_user, mentor, task):
    as_user(mentor).post(url("withdraw_task", task.pk), {"reason": "Болезнь"})

    task.refresh_from_db()
    assert (task.state, task.withdrawn_on) == (("muted", "снято"), TODAY)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"text": "x", "due_on": "19.10.2026"}, "due_on"),
        ({"text": ""}, "text"),
        ({"text": "я" * 10_000}, "text"),
    ],
)
def test_a_wrong_task_is_refused_beside_its_field(as_user, mentor, pair, data, field):
    assert field in as_user(mentor).post(url("give_task", pair.pk), data).context["form"].errors
    assert not Task.objects.exists()


@pytest.mark.parametrize("day", ["19.10.2026", "21.10.2026"])
def test_a_task_is_done_between_its_day_and_today(as_user, mentee, task, day):
    assert "done_on" in as_user(mentee).post(url("do_task", task.pk), {"done_on": day}).context["form"].errors
