"""The Положение is to be on the site by the day of its order."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mentorship.desk.duties import collect, url_of
from mentorship.regulation.act import services
from mentorship.regulation.duty import Scope
from tests.factories.pairs import PairFactory
from tests.regulation.act.versions import DUE, TODAY, version

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]

RULE = "act_approved"


def publication_duties(edition, scope):
    return [duty for duty in collect(edition.limits(), scope) if duty.rule == "publication"]


def test_publication_is_owed_by_its_day_until_it_is_marked(edition, curator):
    made = version(curator)

    (duty,) = publication_duties(edition, Scope(everything=True))

    assert (duty.due_on, duty.clause, duty.about) == (DUE, "8.1", "версия 1, размещает методист")
    assert [duty.days_left(DUE + timedelta(days=shift)) for shift in (-1, 0, 1)] == [1, 0, -1]
    assert url_of(duty) == reverse("regulation:publish", args=[made.pk])
    services.mark_published(made, url="https://sad.example/", on=TODAY, today=TODAY, by=curator)
    assert publication_duties(edition, Scope(everything=True)) == []


def test_the_duty_is_of_who_keeps_the_site_and_of_the_newest_version_alone(edition, curator):
    version(curator)
    newest = version(curator, starts_on=date(2026, 9, 10))

    for office, owed in (("clerk", 1), ("admin", 1), ("curator", 1), ("director", 0), ("council", 0)):
        duties = publication_duties(edition, Scope(offices=frozenset({office})))
        assert [duty.pk for duty in duties] == [newest.pk] * owed


def test_no_day_of_publication_means_no_duty(edition, curator):
    version(curator, publish_by=None)

    assert publication_duties(edition, Scope(everything=True)) == []


class TestNoVersionInForce:
    """Without one the desk and the gate say so (INS-08)."""

    @staticmethod
    def told(edition, on):
        return [duty.what for duty in collect(edition.limits(), Scope(everything=True, on=on)) if duty.rule == RULE]

    @pytest.mark.parametrize(("day", "owed"), [(31, 1), (32, 0), (33, 0)])
    def test_it_is_owed_until_the_first_day_of_an_approved_one(self, edition, curator, day, owed):
        version(curator, starts_on=date(2026, 9, 1))

        assert len(self.told(edition, date(2026, 7, 31) + timedelta(days=day))) == owed

    def test_a_draft_approves_nothing(self, edition, curator):
        services.begin_version(fields={"title": "Положение", "body": "Текст."}, on=TODAY, by=curator)

        assert len(self.told(edition, TODAY)) == 1

    def test_the_gate_says_so_and_holds_nothing_up(self, edition, curator, as_user):
        page = reverse("pairs:gate", args=[PairFactory().pk])
        words = "Ни одна версия Положения не действует"

        assert words in as_user(curator).get(page).text
        assert as_user(curator).get(page).context["rows"] == []
        version(curator)
        assert words not in as_user(curator).get(page).text
