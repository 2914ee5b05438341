"""The first page: whose duties it shows and how; the page of health."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.desk.duties import collect, url_of
from mentorship.pairs import services as pairs
from mentorship.people.models import Person, User
from mentorship.regulation.duty import Scope
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, UserFactory

pytestmark = pytest.mark.usefixtures("nothing_to_study")


def test_health_tells_version_and_database(client, db):
    assert client.get("/healthz").json()["database"] == "ok"


@time_machine.travel("2026-10-02 12:00:00+03:00", tick=False)
def test_the_desk_shows_overdue_first_and_links_to_the_form(as_user, curator):
    late = MenteeEntryFactory(person__last_name="Поздняя").person
    MenteeEntryFactory(person__last_name="Ранняя", person__admitted_on=dt.date(2026, 9, 8))
    client = as_user(curator)

    groups = dict(client.get(reverse("desk:today")).context["groups"])

    assert [row.duty.about.split("\N{NO-BREAK SPACE}")[0] for row in groups["Просрочено"]] == ["Поздняя"]
    assert [row.days_left for row in groups["На этой неделе"]] == [6]
    assert client.get(groups["Просрочено"][0].url).context["mentees"] == [late]


def test_everybody_sees_only_their_own(as_user, edition):
    own, other = PairFactory(active=True), PairFactory(active=True)

    page = as_user(UserFactory(person=own.mentor)).get(reverse("desk:today"))

    assert [row.duty.pk for _, rows in page.context["groups"] for row in rows] == [own.pk]
    assert other.mentor.last_name not in page.content.decode()


def test_a_participant_is_asked_for_consent(as_user, edition):
    pair = PairFactory(consents=False)
    client = as_user(UserFactory(person=pair.mentor))

    ((_, rows),) = client.get(reverse("desk:today")).context["groups"]

    assert [(row.duty.what, row.url) for row in rows] == [("Дать согласие на участие в паре", pair.get_absolute_url())]


def test_an_empty_desk_says_so(as_user, edition):
    assert "На сегодня всё сделано" in as_user(UserFactory()).get(reverse("desk:today")).content.decode()


def test_every_duty_leads_to_a_page_its_owner_may_open(as_user, edition, curator, director):
    PairFactory(active=True)
    PairFactory(ended=True, ended_on=dt.date(2026, 9, 20))
    PairFactory(consents=False)
    pairs.draft_appointment([PairFactory()], on=dt.date(2026, 9, 15), by=curator)
    MenteeEntryFactory()
    offices = {"curator": curator, "director": director}
    for duty in collect(edition.limits(), Scope(everything=True)):
        user = offices[duty.office] if duty.office else _login_of(duty.owner)
        assert as_user(user).get(url_of(duty)).status_code == 200, duty


def _login_of(person_id):
    person = Person.objects.get(pk=person_id)
    return User.objects.filter(person=person).first() or UserFactory(person=person)
