"""The two reports: pre-filled, obligatory parts, invisible to the other side until both are in."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.programs.models import Activity, Program
from mentorship.reports.models import Report
from tests.documents.texts import pdf_pages
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-06-05")]


@pytest.fixture
def part(edition, curator):
    pair = PairFactory(ended=True)
    dates = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    program = Program.objects.create(
        pair=pair, status="approved", approved_on=pair.starts_on, approved_by=curator, **dates
    )
    common = {"program": program, "section": option("section", "practice"), "responsible": pair.mentor}
    done = {"due_on": dt.date(2026, 10, 1), "done_on": dt.date(2026, 10, 1), "result": "Получилось"}
    Activity.objects.create(title="Открытое занятие", **done, **common)
    Activity.objects.create(title="Педсовет", due_on=dt.date(2027, 3, 1), **common)
    return pair.participations.get()


@pytest.fixture
def mentor(part):
    return UserFactory(person=part.mentor)


@pytest.fixture
def mentee(part):
    return UserFactory(person=part.mentee)


def write(client, part, side, **text):
    address = reverse(f"reports:write_{side}", args=[part.pk])
    client.get(address)
    return client.post(address, {"facts": "Сделано", **text})


def hand_in(client, side, **filters):
    report = Report.objects.get(side=side, **filters)
    return client.post(reverse("reports:submit", args=[report.pk]), follow=True)


def both(as_user, part, mentor, mentee):
    write(as_user(mentor), part, "mentor", recommendations="Курсы")
    hand_in(as_user(mentor), "mentor")
    write(as_user(mentee), part, "mentee", score="9", evaluation="Помогала")
    hand_in(as_user(mentee), "mentee")


def test_the_report_begins_with_the_facts(as_user, part, mentor):
    page = as_user(mentor).get(reverse("reports:write_mentor", args=[part.pk])).content.decode()

    assert "Выполнено мероприятий: 1 из 2 (50 %)." in page
    assert "01.10.2026 — Открытое занятие. Получилось" in page
    assert "Не выполнено: Педсовет (срок 01.03.2027)." in page


def test_recommendations_are_obligatory(as_user, part, mentor):
    client = as_user(mentor)
    write(client, part, "mentor")

    page = hand_in(client, "mentor").content.decode()

    assert "Нет рекомендаций по дальнейшему развитию наставляемого (п. 3.6)" in page
    assert Report.objects.get().status == "draft"


@pytest.mark.parametrize("text", [{"score": "9"}, {"evaluation": "Хорошо"}, {}])
def test_the_evaluation_of_the_mentor_is_obligatory(as_user, part, mentee, text):
    client = as_user(mentee)
    write(client, part, "mentee", **text)

    assert "Нет оценки работы наставника" in hand_in(client, "mentee").content.decode()


@pytest.mark.parametrize("score", ["0", "11", "девять"])
def test_a_score_outside_the_scale_is_refused_and_the_text_kept(as_user, part, mentee, score):
    answer = write(as_user(mentee), part, "mentee", score=score, evaluation="Долго писал")

    assert answer.status_code == 422
    assert "Долго писал" in answer.content.decode()


def test_neither_side_reads_the_other_until_both_are_in(as_user, part, mentor, mentee):
    write(as_user(mentee), part, "mentee", score="3", evaluation="Было трудно")
    hand_in(as_user(mentee), "mentee")
    evaluation = Report.objects.get(side="mentee")

    assert as_user(mentor).get(evaluation.get_absolute_url()).status_code == 404
    assert as_user(mentor).get(reverse("archive:paper", args=["D35", evaluation.pk, "pdf"])).status_code == 404
    assert list(as_user(mentor).get(reverse("reports:list")).context["listing"].page) == []
    write(as_user(mentor), part, "mentor", recommendations="Курсы")
    hand_in(as_user(mentor), "mentor")

    assert "Было трудно" in as_user(mentor).get(evaluation.get_absolute_url()).content.decode()
    assert as_user(mentee).get(Report.objects.get(side="mentor").get_absolute_url()).status_code == 200


def test_the_curator_may_stop_waiting_for_the_other_side(as_user, part, mentor, mentee, curator):
    write(as_user(mentor), part, "mentor", recommendations="Курсы")
    hand_in(as_user(mentor), "mentor")
    report = Report.objects.get()
    assert as_user(mentee).get(report.get_absolute_url()).status_code == 404

    as_user(curator).post(reverse("reports:close_waiting", args=[part.pk]))

    assert as_user(mentee).get(report.get_absolute_url()).status_code == 200


def test_the_curator_sees_both_side_by_side(as_user, part, mentor, mentee, curator):
    both(as_user, part, mentor, mentee)

    page = as_user(curator).get(reverse("reports:compare", args=[part.pair_id])).content.decode()

    assert "Курсы" in page
    assert "9 из 10. Помогала" in page


def test_a_return_reopens_only_what_was_returned(as_user, part, mentor, mentee, curator):
    both(as_user, part, mentor, mentee)
    report = Report.objects.get(side="mentor")
    as_user(curator).post(reverse("reports:send_back", args=[report.pk]), {"reason": "Добавьте вывод"})

    states = dict(Report.objects.values_list("side", "status"))
    assert states == {"mentor": "returned", "mentee": "submitted"}
    assert "Добавьте вывод" in as_user(mentor).get(report.get_absolute_url()).content.decode()


def test_an_accepted_report_is_accepted_once_and_not_rewritten(as_user, part, mentor, mentee, curator):
    both(as_user, part, mentor, mentee)
    report = Report.objects.get(side="mentor")
    address = reverse("reports:accept", args=[report.pk])
    as_user(curator).post(address)

    assert "не ждёт решения: он принят" in as_user(curator).post(address, follow=True).content.decode()
    assert write(as_user(mentor), part, "mentor", recommendations="Другое").status_code == 422
    report.refresh_from_db()
    assert report.recommendations == "Курсы"


def test_nobody_else_writes_the_report(as_user, part, mentee, curator):
    address = reverse("reports:write_mentor", args=[part.pk])

    assert [as_user(user).get(address).status_code for user in (mentee, curator, UserFactory())] == [404, 404, 404]


def test_the_papers_name_both_people_in_the_right_case(as_user, part, mentor, mentee, curator):
    from mentorship.reports.papers import report_title

    part.mentor.last_name, part.mentee.last_name = "Петрова", "Иванова"
    part.mentor.save()
    part.mentee.save()
    both(as_user, part, mentor, mentee)

    mentors, mentees = Report.objects.order_by("pk")
    assert report_title(mentors).startswith("Отчёт наставника Петровой Анны Петровны о выполнении")
    assert "работе наставника Петровой Анны Петровны" in report_title(mentees)
    for code, report in (("D34", mentors), ("D35", mentees)):
        for format, start in (("pdf", b"%PDF"), ("docx", b"PK")):
            answer = as_user(curator).get(reverse("archive:paper", args=[code, report.pk, format]))
            assert answer.content.startswith(start)
    assert as_user(curator).get(reverse("archive:paper", args=["D35", mentors.pk, "pdf"])).status_code == 404


def test_the_paper_of_the_mentor_says_the_plan_once(as_user, part, mentor, mentee, curator):
    both(as_user, part, mentor, mentee)
    report = Report.objects.get(side="mentor")
    title = report.participation.pair.program.activities.first().title
    report.facts += "\nИ ещё открытый урок для коллег."
    report.save()

    paper = as_user(curator).get(reverse("archive:paper", args=["D34", report.pk, "pdf"]))

    text = " ".join(" ".join(pdf_pages(paper.content)).split())
    assert "И ещё открытый урок для коллег." in text
    assert text.count(title) == 1
