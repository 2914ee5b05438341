"""Nobody answers the own petition while somebody else holds the office that may."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.people.models import OfficeTerm
from mentorship.petitions.models import Petition
from mentorship.regulation.duty import Scope
from tests.duties import owed_in
from tests.factories.petitions import TODAY, decided, petition
from tests.petitions.pages import status, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]
OWN = pytest.mark.parametrize(("kind", "office"), [("mediation", "council"), ("ending", "curator")])
ALONE = "Это ваше собственное заявление"


@pytest.fixture
def row(pair, people, kind, office):
    """The mentor holds the very office that answers."""
    OfficeTerm.objects.create(person=people["mentor"].person, office=office, starts_on="2026-09-01")
    return petition(kind, pair)


def owed(user, office):
    scope = Scope(person=user.person_id, offices=frozenset([office]), on=TODAY)
    return [duty for duty in owed_in("petitions", scope) if duty.rule.startswith("petition_decision")]


def statuses(client, row):
    return [client.get(reverse(f"petitions:{act}", args=[row.pk])).status_code for act in ("decide", "review")]


@OWN
def test_a_colleague_answers_it(client, people, row, office):
    client.force_login(people["mentor"])
    card = client.get(row.get_absolute_url()).content.decode()

    assert statuses(client, row) == [403, 403]
    assert reverse("petitions:decide", args=[row.pk]) not in card
    assert ALONE not in card
    assert row not in Petition.objects.to_decide(people["mentor"])
    assert (len(owed(people["mentor"], office)), len(owed(people[office], office))) == (0, 1)
    client.force_login(people[office])
    assert statuses(client, row) == [200, 200]
    assert row in Petition.objects.to_decide(people[office])


@OWN
def test_the_only_one_in_the_office_answers_it_and_the_card_says_so(client, people, row, office):
    """Nor does anybody else hold another office that decides."""
    others = OfficeTerm.objects.filter(office__in=row.rule.decides).exclude(person=people["mentor"].person)
    others.update(ends_on=dt.date(2026, 9, 30))
    client.force_login(people["mentor"])

    assert ALONE in client.get(row.get_absolute_url()).content.decode()
    assert statuses(client, row) == [200, 200]
    assert row in Petition.objects.to_decide(people["mentor"])
    assert len(owed(people["mentor"], office)) == 1
    decided(row, by=people["mentor"])
    assert "отвечал сам заявитель" in client.get(row.get_absolute_url()).content.decode()


def test_the_mentor_answers_a_mentee_but_not_the_own_proposal(client, pair, people):
    asked = petition("proposal", pair, author=pair.participations.get().mentee)
    own = petition("proposal", pair)

    assert status(client, people["mentor"], url("decide", asked)) == 200
    assert status(client, people["mentor"], url("decide", own)) == 403


def test_the_office_takes_back_what_it_recorded_from_paper(client, pair, people):
    row = petition("ending", pair, method="paper")

    assert status(client, people["director"], url("withdraw", row)) == 403
    assert status(client, people["clerk"], url("withdraw", row), reason="Передумал") == 302
    row.refresh_from_db()
    assert (row.status, row.answer) == ("withdrawn", "Передумал")
