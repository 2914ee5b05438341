"""The mark that the results of an ended pair are on the site."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.desk.duties import collect
from mentorship.regulation.duties import Scope
from tests.factories import programs as made
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory


@pytest.mark.today("2026-10-02", tick=False)
@pytest.mark.django_db
class TestResults:
    def ended(self, curator):
        return made.approved(PairFactory(ended=True), curator)

    def post(self, client, program, on, url="https://sad.example/itogi"):
        with time_machine.travel("2027-07-01 12:00:00+03:00"):
            client.force_login(self.user)
            return client.post(reverse("programs:publish", args=[program.pk]), {"url": url, "on": on})

    @pytest.mark.parametrize("office", [Office.CURATOR, Office.CLERK, Office.ADMIN, Office.DIRECTOR])
    def test_the_mark_ends_the_duty_and_is_shown(self, client, edition, curator, office):
        program, self.user = self.ended(curator), UserFactory(office=office)

        answer = self.post(client, program, "05.06.2027")

        program.refresh_from_db()
        assert (answer.status_code, program.published_on) == (302, dt.date(2027, 6, 5))
        assert program.published_url == "https://sad.example/itogi"
        assert not [d for d in collect(edition.limits(), Scope(everything=True)) if d.rule == "publish_results"]
        with time_machine.travel("2027-07-01 12:00:00+03:00"):
            client.force_login(curator)
            assert "https://sad.example/itogi" in client.get(program.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        ("on", "url", "words"),
        [
            ("30.05.2027", "https://sad.example/", "раньше завершения 31.05.2027"),
            ("02.07.2027", "https://sad.example/", "ещё не наступил"),
            ("05.06.2027", "javascript:alert(1)", "Это не адрес страницы"),
        ],
    )
    def test_a_wrong_day_or_address_is_named_and_changes_nothing(self, client, edition, curator, on, url, words):
        program, self.user = self.ended(curator), curator

        answer = self.post(client, program, on, url)

        program.refresh_from_db()
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert (program.published_on, program.published_url) == (None, "")

    def test_a_pair_that_works_or_an_edition_without_the_rule_has_no_such_page(self, client, edition, curator):
        running, self.user = made.approved(PairFactory(active=True), curator), curator
        program = self.ended(curator)
        assert self.post(client, running, "05.06.2027").status_code == 404

        type(edition).objects.update(publish_results=False)
        assert self.post(client, program, "05.06.2027").status_code == 404
