"""Nobody answers the own petition while somebody else holds the office that may."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.people.models import OfficeTerm
from mentorship.petitions.duties import duties
from mentorship.petitions.models import Petition
from mentorship.regulation.duties import Scope
from mentorship.regulation.queries import limits_by_edition
from tests.factories.petitions import TODAY, decided, petition

pytestmark = pytest.mark.django_db
OWN = pytest.mark.parametrize(("kind", "office"), [("mediation", "council"), ("ending", "curator")])
ALONE = "Это ваше собственное заявление"


@pytest.fixture
def row(pair, people, kind, office):
    """The mentor holds the very office that answers."""
    OfficeTerm.objects.create(person=people["mentor"].person, office=office, starts_on="2026-09-01")
    return petition(kind, pair)


def owed(user, office):
    scope = Scope(person=user.person_id, offices=frozenset([office]), on=TODAY)
    return [duty for duty in duties(limits_by_edition(), scope) if duty.rule.startswith("petition_decision")]


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
    OfficeTerm.objects.filter(person=people[office].person).update(ends_on=dt.date(2026, 9, 30))
    client.force_login(people["mentor"])

    assert ALONE in client.get(row.get_absolute_url()).content.decode()
    assert statuses(client, row) == [200, 200]
    assert row in Petition.objects.to_decide(people["mentor"])
    assert len(owed(people["mentor"], office)) == 1
    decided(row, by=people["mentor"])
    assert "отвечал сам заявитель" in client.get(row.get_absolute_url()).content.decode()


def test_the_end_of_a_pair_is_the_day_before_the_one_named(client, pair, people):
    row = decided(petition("resignation", pair), by=people["director"], effective_on=dt.date(2026, 10, 26))
    client.force_login(people["curator"])
    page = client.get(row.get_absolute_url()).content.decode()

    end = f"{reverse('programs:end', args=[pair.pk])}?reason=%D0"
    assert end in page
    assert "on=2026-10-25" in page
    assert "from=2026-10-26" in page
