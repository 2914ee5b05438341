"""The programme as it prints."""

import pytest
from django.urls import reverse

from mentorship.documents.catalogue import PAPERS
from tests.documents.texts import pdf_pages
from tests.papers import text
from tests.programs.approving import TODAY, by_way

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


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


@pytest.mark.parametrize(
    ("way", "said"),
    [("curator", "УТВЕРЖДАЮ Куратор"), ("order", "УТВЕРЖДЕНА приказом"), ("minutes", "УТВЕРЖДЕНА решением")],
)
def test_the_empty_form_has_the_mark_of_the_edition(edition, way, said):
    by_way(way)

    assert said in text(PAPERS["D30"].document(None, TODAY))
