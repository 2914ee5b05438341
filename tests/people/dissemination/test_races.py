"""Two at one consent: a withdrawal while a new one is recorded, two withdrawals, two consents."""

import datetime as dt
from functools import partial

import pytest

from mentorship.people.dissemination import services
from mentorship.people.dissemination.queries import permits_on
from mentorship.people.models import Consent
from tests.factories.dissemination import GIVEN, given, resource, withdrawn
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.threads import in_threads

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
LATER = dt.date(2026, 10, 5)


@pytest.fixture
def clerk():
    regulation()
    resource()
    return UserFactory(office="clerk")


def test_a_withdrawal_while_a_new_consent_is_recorded_leaves_one_state(clerk):
    """Whoever comes first: the new consent counts, or the demand came before it and it is the one in force."""
    person = PersonFactory()
    former = given(person, "surname", "photo", by=clerk)

    refused = in_threads(
        [
            lambda: withdrawn(former, "surname", "photo", on=LATER, by=clerk),
            lambda: given(person, "post", given_on=LATER, by=clerk),
        ]
    )

    former.refresh_from_db()
    assert refused <= 1  # the demand, where the new consent was faster
    assert former.withdrawn_on == LATER
    assert permits_on(LATER, resource().pk).of(person.pk) == {"post"}
    assert {row.stop_id is None for row in former.items.all()} == {False}


def test_of_two_withdrawals_one_is_recorded(clerk):
    consent = given(PersonFactory(), "photo", by=clerk)

    assert in_threads([lambda: withdrawn(consent, "photo", on=LATER, by=clerk)] * 2) == 1
    assert consent.stops.count() == 1


def test_of_two_who_judge_conditions_one_is_told(clerk):
    consent = given(PersonFactory(), "photo", own={"photo": "без подписи"}, by=clerk)

    def judge(met):
        services.check_conditions(consent, met=met, words="Так решено", by=clerk, today=LATER)

    assert in_threads([partial(judge, True), partial(judge, False)]) == 1


def test_of_two_consents_one_counts(clerk):
    person = PersonFactory()

    assert in_threads([lambda: given(person, "photo", by=clerk)] * 2) == 0
    assert Consent.objects.in_force_on(GIVEN).filter(person=person).count() == 1
