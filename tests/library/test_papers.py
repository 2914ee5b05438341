"""D46: the card of a practice, its empty form, who prints it; what the year's report tells of the library."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.documents.catalogue import PAPERS
from tests.factories.library import MaterialFactory, approved
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, UserFactory
from tests.papers import DAY, paper, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-21")]


def card(material, on=DAY):
    return text(PAPERS["D46"].document(PAPERS["D46"].subjects().get(pk=material.pk), on))


def test_the_card_tells_what_was_written_and_every_author_signs():
    one, other = MentorEntryFactory(person__last_name="Королёва").person, MentorEntryFactory().person
    mentee = MenteeEntryFactory(person__last_name="Зимина").person
    pair = PairFactory(active=True, mentor=one, mentees=[mentee])
    material = MaterialFactory(
        authors=[one, other],
        outside="Серова И. П., детский сад № 2",
        pair=pair,
        risks="Нужна тишина",
        publishing="named",
    )
    said = card(material)

    assert said.count("'Автор'") == 0
    assert said.count("Автор ") >= 2
    for words in (
        "Королёва",
        "Зимин",
        "Серова И. П.",
        "Утренний круг",
        "Нужна тишина",
        "с указанием авторов",
        "ПРОЕКТ",
    ):
        assert words in said
    assert "описание не публикуется" not in said


def test_a_practice_without_a_pair_has_no_mentee_to_sign():
    said = card(MaterialFactory())

    assert "Период реализации" not in said
    assert "Форма наставничества" not in said


def test_the_empty_form_has_boxes_and_lines_for_two_authors():
    said = text(paper("D46", blank=True))

    assert "описание не публикуется" in said
    assert "отзывы" in said
    assert said.count("Автор ") >= 2
    assert "{" not in said
    assert "ПРОЕКТ" not in said


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_both_formats_are_printed_for_an_author_and_for_no_stranger(as_user, curator, format):
    author = UserFactory(person=MentorEntryFactory().person)
    material = approved(curator, authors=[author.person])
    page = reverse("archive:paper", args=["D46", material.pk, format])

    assert as_user(author).get(page).status_code == 200
    assert as_user(UserFactory()).get(page).status_code == 403
    memo = approved(curator, kind="memo", authors=[author.person])
    assert as_user(author).get(reverse("archive:paper", args=["D46", memo.pk, format])).status_code == 404


def test_the_report_of_the_year_tells_what_came_into_the_library(curator):
    mentor = MentorEntryFactory(person__last_name="Королёва").person
    approved(curator, title="Утренний круг", authors=[mentor])
    approved(curator, kind="memo", title="Памятка", outside="Серова И. П.")
    before = approved(curator, title="Прежний", submitted_on=dt.date(2026, 5, 1), approved_on=dt.date(2026, 5, 2))
    approved(curator, title="Правка", replaces=before)
    approved(curator, title="Отозванный", withdrawn_on=DAY, withdraw_reason="Устарел")
    said = text(paper("D42"))

    assert "Методическая копилка пополнена: 1 практика, 1 материал." in said
    for words in ("Утренний круг", "Королёва", "Памятка", "Серова И. П."):
        assert words in said
    for words in ("Прежний", "Правка", "Отозванный"):
        assert words not in said
    assert "Методическая копилка не пополнялась" in text(paper("D42", on=dt.date(2025, 11, 21)))
