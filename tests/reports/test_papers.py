"""The printed reports of both sides."""

import pytest
from django.urls import reverse

from mentorship.reports.models import Report
from tests.documents.texts import pdf_pages
from tests.reports.writing import both, hand_in, write

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-06-05")]


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
    write(as_user(mentor), part, "mentor", recommendations="Курсы")
    report = Report.objects.get(side="mentor")
    title = report.participation.pair.program.activities.first().title
    write(
        as_user(mentor),
        part,
        "mentor",
        recommendations="Курсы",
        facts=f"{report.facts}\nИ ещё открытый урок для коллег.",
    )
    hand_in(as_user(mentor), "mentor")

    paper = as_user(curator).get(reverse("archive:paper", args=["D34", report.pk, "pdf"]))

    text = " ".join(" ".join(pdf_pages(paper.content)).split())
    assert "И ещё открытый урок для коллег." in text
    assert text.count(title) == 1
