"""The mark that the results of an ended pair are on the site."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.desk.duties import collect
from mentorship.programs.services import carry_over
from mentorship.regulation.duty import Scope
from tests.factories import programs as made
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

RULE = "publish_results"


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


@pytest.mark.today("2027-06-10", tick=False)
@pytest.mark.django_db
@pytest.mark.parametrize(("status", "asked"), [("active", False), ("cancelled", True)])
def test_a_programme_that_goes_on_with_the_next_mentor_has_no_results_yet(edition, curator, status, asked):
    """D07: those of the whole programme are published after the last mentor's pair."""
    last = dt.date(2027, 1, 31)
    old = PairFactory(ended=True, ended_on=last, ending_on=last)
    program = made.approved(old, curator)
    made.activity(program, dt.date(2027, 3, 1))
    new = PairFactory(active=True, starts_on=dt.date(2027, 2, 1), mentees=old.mentees, replaces=old)
    carry_over(old, new, by=curator)
    type(new).objects.filter(pk=new.pk).update(status=status)

    for on in (last + dt.timedelta(days=1), dt.date(2027, 6, 10)):
        found = [duty.pk for duty in collect(edition.limits(), Scope(everything=True, on=on)) if duty.rule == RULE]
        assert found == [program.pk] * asked


@pytest.mark.today("2027-06-10", tick=False)
@pytest.mark.django_db
def test_without_a_programme_to_carry_over_they_are_asked_for(edition, curator):
    old = PairFactory(ended=True)
    program = made.approved(old, curator)
    PairFactory(
        active=True, starts_on=dt.date(2027, 6, 1), ends_on=dt.date(2027, 8, 31), mentees=old.mentees, replaces=old
    )

    found = [duty.pk for duty in collect(edition.limits(), Scope(everything=True)) if duty.rule == RULE]

    assert found == [program.pk]
