"""A programme is begun, written, read and handed in."""

import pytest

from mentorship.programs import services
from mentorship.programs.models import Program
from mentorship.programs.rules import coverage
from tests.factories.people import NeedFactory
from tests.pages import confirm, shown
from tests.programs.writing import ready, text, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


def test_the_mentor_starts_once(as_user, mentor, pair):
    client = as_user(mentor)

    first, second = (client.post(url("start", pair.pk)).url for _ in range(2))

    assert first == second == Program.objects.get().get_absolute_url()


def test_a_template_fills_what_is_empty_and_keeps_what_is_written(as_user, mentor, program):
    client = as_user(mentor)
    client.post(url("edit", program.pk), text(program, tasks="Мои задачи"))

    client.post(url("use_template", program.pk), {"code": "first-year"})

    program.refresh_from_db()
    assert program.tasks == "Мои задачи"
    assert program.control.startswith("Личная проверка")
    assert program.activities.count() == 8


def test_needs_become_activities_and_the_coverage_line_counts(as_user, mentor, mentee, program):
    for number in range(5):
        NeedFactory(person=mentee.person, text=f"Затруднение {number}")
    NeedFactory(person=mentee.person, kind="strength", text="Поёт")
    client = as_user(mentor)
    assert client.get(program.get_absolute_url()).context["coverage"] == "5 из 5 запросов без мероприятий"

    client.post(url("answer_needs", program.pk))

    assert program.activities.count() == 5
    assert client.get(program.get_absolute_url()).context["coverage"] == "Все запросы (5) обеспечены мероприятиями."
    assert coverage(5, 2) == "2 из 5 запросов без мероприятий"


def test_an_incomplete_programme_is_refused_with_everything_at_once(as_user, mentor, program):
    page = as_user(mentor).post(url("submit", program.pk), follow=True).content.decode()

    assert "Не заполнено: начальная подготовка и опыт, задачи, ожидаемые результаты, направления (п. 1.2)" in page
    assert "нет ни одного мероприятия" in page
    assert "Нет отметки об ознакомлении" in page
    program.refresh_from_db()
    assert program.status == "draft"


def test_an_older_window_does_not_overwrite_a_newer_text(as_user, mentor, program):
    client = as_user(mentor)
    stale = text(program, goal="Старое окно")
    client.post(url("edit", program.pk), text(program, goal="Новый текст"))

    refused = client.post(url("edit", program.pk), stale)

    assert "изменили в другом окне" in refused.content.decode()
    assert "Старое окно" in refused.content.decode()
    program.refresh_from_db()
    assert program.goal == "Новый текст"
    again = {**stale, "version": refused.context["form"]["version"].value()}
    assert client.post(url("edit", program.pk), again).status_code == 302


def test_a_mentee_reads_only_what_is_shown_and_comments(as_user, mentor, mentee, program):
    client = as_user(mentee)
    assert client.get(program.get_absolute_url()).status_code == 404
    services.show_to_mentee(program, by=mentor)

    client.post(url("remark", program.pk), {"text": "Добавьте занятия на улице"})
    for _ in range(2):
        confirm(client, url("acknowledge", program.pk))

    assert "Добавьте занятия на улице" in client.get(program.get_absolute_url()).content.decode()
    assert [row.mentee for row in program.acquaintances.all()] == [mentee.person]
    assert client.get(url("edit", program.pk)).status_code == 403


def test_an_approved_programme_cannot_be_rewritten(as_user, mentor, mentee, curator, program):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))
    confirm(as_user(curator), url("approve", program.pk))
    program.refresh_from_db()

    refused = as_user(mentor).post(url("edit", program.pk), text(program, goal="Другая цель"))

    assert "нельзя изменить: она утверждена" in refused.content.decode()


def test_the_card_of_a_ready_draft_asks_once_what_is_missing(
    as_user, mentor, mentee, program, django_assert_num_queries
):
    client = as_user(mentor)
    ready(client, program, mentee)
    client.get("/")

    with django_assert_num_queries(29):
        page = client.get(program.get_absolute_url())

    assert "Отправить на утверждение" in page.content.decode()


def test_a_mentee_acknowledges_the_text_that_was_read(as_user, mentor, mentee, program):
    services.show_to_mentee(program, by=mentor)
    address = url("acknowledge", program.pk)
    seen = shown(as_user(mentee), address)
    program.refresh_from_db()
    as_user(mentor).post(url("edit", program.pk), text(program, goal="Совсем другая цель"))

    asked = as_user(mentee).post(address, seen)

    assert asked.status_code == 422
    assert "Совсем другая цель" in asked.content.decode()
    assert not program.acquaintances.exists()
    assert as_user(mentee).post(address, {"_shown": asked.context["shown"]}).status_code == 302
    assert program.acquaintances.exists()
