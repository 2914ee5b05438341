"""Slips on paper for those who get no letters."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.journal.models import HelpRequest
from mentorship.people.models import Person
from mentorship.reminders import slips
from tests.documents.texts import pdf_text, word_text
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.reminders.making import duty, person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("nothing_to_study"),
    pytest.mark.today("2026-09-22", tick=False),
]


class TestSlips:
    def test_who_gets_no_letters_gets_a_slip(self, as_user, curator):
        silent, reached = PairFactory(active=True).mentor, PairFactory(active=True).mentor
        Person.objects.filter(pk=reached.pk).update(email="mentor@sad.example")
        client, page = as_user(curator), reverse("reminders:slips")

        usual = client.get(page, {"days": "7"})
        assert [slip.name for slip in usual.context["slips"]] == [silent.short_name]
        assert "Составить программу" in usual.content.decode()
        everybody = {slip.person for slip in client.get(page, {"who": "all"}).context["slips"]}
        assert {silent.pk, reached.pk} <= everybody
        chosen = client.get(page, {"who": "", "person": [reached.pk]}).context["slips"]
        assert [slip.person for slip in chosen] == [reached.pk]

    def test_each_person_has_a_sheet_in_both_formats(self, as_user, curator):
        pairs = [PairFactory(active=True), PairFactory(active=True)]
        client, query = as_user(curator), {"days": "7"}
        pdf, word = (client.get(reverse("reminders:slips_file", args=[kind]), query) for kind in ("pdf", "docx"))

        for pair in pairs:
            assert pair.mentor.last_name.lower() in word_text(word.content)
            assert pair.mentor.last_name.lower() in pdf_text(pdf.content)
        made = slips.document(slips.slips(dt.date(2026, 9, 22), 7), dt.date(2026, 9, 22), 7)
        assert [type(block).__name__ for block in made.blocks].count("PageBreak") == 1

    def test_words_of_the_pair_alone_are_not_printed(self, as_user):
        """The clerk prints slips and reads no journal."""
        pair = PairFactory(active=True)
        HelpRequest.objects.create(
            pair=pair, mentee=pair.mentees[0], text="Боюсь родителей", asked_on=dt.date(2026, 9, 21), urgency="soon"
        )
        page = (
            as_user(UserFactory(office="clerk"))
            .get(reverse("reminders:slips"), {"days": "30", "who": "all"})
            .content.decode()
        )

        assert "Ответить на просьбу о помощи" in page
        assert "Боюсь родителей" not in page

    def test_a_confidential_matter_is_not_printed(self, owing, monkeypatch):
        monkeypatch.setattr("mentorship.reminders.rules.HUSHED", ("pairs:",))
        owing.append(duty(owner=person(email="").pk, about="тайное"))

        (slip,) = slips.slips(dt.date(2026, 9, 22), 7)
        assert (slip.lines[0].what, slip.lines[0].about) == ("Ответить на обращение", "")

    @pytest.mark.parametrize("query", ["?days=нет&who=x&person=-1", "?days=999999&person=" + "9" * 40, "?person=%00"])
    def test_nonsense_in_the_address_means_the_usual(self, as_user, curator, query):
        assert as_user(curator).get(reverse("reminders:slips") + query).status_code == 200

    def test_nothing_to_print_says_so(self, as_user, curator):
        assert "Печатать нечего" in as_user(curator).get(reverse("reminders:slips")).content.decode()
        assert as_user(curator).get(reverse("reminders:slips_file", args=["xlsx"])).status_code == 404
