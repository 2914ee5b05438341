"""The programme: writing, reading, approving, carrying out."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.programs import services
from mentorship.programs.models import Program
from mentorship.programs.queries import draft
from mentorship.programs.rules import coverage, draft_violations
from tests.documents.texts import pdf_pages
from tests.factories import files
from tests.factories.pairs import PairFactory, option
from tests.factories.people import NeedFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
TODAY = dt.date(2026, 9, 20)


@pytest.fixture
def pair(edition):
    return PairFactory(active=True)


@pytest.fixture
def mentor(pair):
    return UserFactory(person=pair.mentor)


@pytest.fixture
def mentee(pair):
    return UserFactory(person=pair.participations.get().mentee)


@pytest.fixture
def program(pair, mentor):
    return services.start(pair, by=mentor)


def url(name, pk):
    return reverse(f"programs:{name}", args=[pk])


def text(program, **changes):
    return {
        "starts_on": "15.09.2026",
        "ends_on": "31.05.2027",
        "forms_note": "Один на один",
        "initial_level": "Без опыта",
        "goal": "Освоиться",
        "tasks": "Познакомить",
        "expected": "Работает сам",
        "directions": [option("direction", "subject").pk],
        "version": program.version,
        **changes,
    }


def ready(client, program, mentee):
    """Fill the programme, show it, have it read."""
    client.post(url("use_template", program.pk), {"code": "first-year"})
    program.refresh_from_db()
    client.post(url("edit", program.pk), text(program))
    client.post(url("show_to_mentee", program.pk))
    services.acknowledge(program, mentee=mentee.person, on=TODAY, by=mentee)


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


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, []),
        ({"ends_on": dt.date(2026, 12, 14)}, []),  # exactly three months
        ({"ends_on": dt.date(2026, 12, 13)}, ["program_term"]),
        ({"ends_on": dt.date(2026, 9, 15), "behaviour": "speed"}, []),
        ({"ends_on": dt.date(2027, 6, 1)}, ["program_term"]),  # outside the pair's term
        ({"ends_on": dt.date(2027, 9, 15), "pair_ends_on": dt.date(2028, 1, 1)}, ["program_term"]),
        ({"outside": ("Занятие",)}, ["program_contents"]),
        ({"activity_count": 0}, ["program_contents"]),
        ({"unread": ("Иванов И. И.",)}, ["program_acquaintance"]),
    ],
)
def test_each_limit_of_the_programme(program, change, refused):
    facts = replace(draft(program), missing=(), unread=(), activity_count=3)

    assert [violation.rule for violation in draft_violations(replace(facts, **change))] == refused


def test_the_whole_way_to_approval(as_user, mentor, mentee, curator, program):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))

    as_user(curator).post(url("approve", program.pk))

    program.refresh_from_db()
    assert (program.status, program.approved_on, program.approved_by) == ("approved", TODAY, curator)


def test_two_tabs_approve_once_and_the_second_is_told(as_user, mentor, mentee, curator, program):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))
    client = as_user(curator)
    client.post(url("approve", program.pk))

    page = client.post(url("approve", program.pk), follow=True).content.decode()

    assert "не ждёт утверждения: она утверждена" in page
    assert program.history.filter(history_change_reason="Программа утверждена").count() == 1


def test_a_returned_programme_comes_back_with_the_reason_and_keeps_its_reader(
    as_user, mentor, mentee, curator, program
):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))
    as_user(curator).post(url("send_back", program.pk), {"reason": "Мало практики"})

    page = as_user(mentor).get(program.get_absolute_url()).content.decode()
    assert "Мало практики" in page
    as_user(mentor).post(url("submit", program.pk))
    program.refresh_from_db()
    assert program.status == "submitted"


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
        client.post(url("acknowledge", program.pk))

    assert "Добавьте занятия на улице" in client.get(program.get_absolute_url()).content.decode()
    assert [row.mentee for row in program.acquaintances.all()] == [mentee.person]
    assert client.get(url("edit", program.pk)).status_code == 403


def test_an_approved_programme_cannot_be_rewritten(as_user, mentor, mentee, curator, program):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))
    as_user(curator).post(url("approve", program.pk))
    program.refresh_from_db()

    refused = as_user(mentor).post(url("edit", program.pk), text(program, goal="Другая цель"))

    assert "нельзя изменить: она утверждена" in refused.content.decode()


@pytest.fixture
def activity(as_user, mentor, mentee, curator, program):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))
    as_user(curator).post(url("approve", program.pk))
    return program.activities.first()


def test_an_activity_is_done_with_result_and_evidence(as_user, mentor, mentee, activity):
    proof = SimpleUploadedFile("фото занятия.pdf", files.pdf(), "application/pdf")
    data = {"done_on": "19.09.2026", "result": "Провели", "evidence": proof}
    client = as_user(mentor)

    client.post(url("perform", activity.pk), data)

    activity.refresh_from_db()
    assert (activity.done_on, activity.result) == (dt.date(2026, 9, 19), "Провели")
    assert b"".join(client.get(url("evidence", activity.pk)).streaming_content) == files.pdf()
    assert as_user(UserFactory()).get(url("evidence", activity.pk)).status_code == 404


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"done_on": "21.09.2026"}, "по сегодняшний"),
        ({"done_on": "01.09.2026"}, "по сегодняшний"),
        ({"result": ""}, "Обязательное поле"),
        ({"evidence": SimpleUploadedFile("virus.exe", b"MZ")}, "PDF, JPG, PNG или DOCX"),
        ({"evidence": SimpleUploadedFile("doc.pdf", b"MZ not a pdf")}, "не соответствует его имени"),
    ],
)
def test_wrong_marks_are_refused(as_user, mentor, activity, change, words):
    data = {"done_on": "19.09.2026", "result": "Провели", **change}

    answer = as_user(mentor).post(url("perform", activity.pk), data)

    assert words in answer.content.decode()
    activity.refresh_from_db()
    assert activity.done_on is None


def test_a_plan_in_full_is_needed_to_end_by_plan(as_user, mentor, curator, pair, activity):
    by_plan = {"case": option("completion", "plan").pk, "on": "20.09.2026"}
    client = as_user(curator)
    refused = client.post(url("end", pair.pk), by_plan).content.decode()
    assert "План выполнен не полностью: осталось 8 мероприятий" in refused

    for row in activity.program.activities.all():
        client.post(url("cancel_activity", row.pk), {"reason": "Не понадобилось"})
    client.post(url("end", pair.pk), by_plan)

    pair.refresh_from_db()
    assert (pair.ending_on, pair.ending_case.code) == (TODAY, "plan")


def test_the_paper_has_the_plan_and_both_signatures(as_user, mentor, activity):
    answer = as_user(mentor).get(reverse("archive:paper", args=["D30", activity.program_id, "pdf"]))

    words = " ".join(" ".join(pdf_pages(answer.content)).split())
    assert "Персонализированная программа наставничества" in words
    assert "Знакомство с рабочим местом и коллективом" in words
    assert "С программой ознакомлена" in words
    assert (
        as_user(mentor)
        .get(reverse("archive:paper", args=["D30", activity.program_id, "docx"]))
        .content.startswith(b"PK")
    )
