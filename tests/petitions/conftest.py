"""A pair with everybody who could have to do with its petitions."""

import pytest

from mentorship.access.roles import Office
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.factories.petitions import TODAY


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """The pages ask for the day; here it is always the same."""
    monkeypatch.setattr("mentorship.petitions.views.timezone.localdate", lambda *args: TODAY)


@pytest.fixture
def pair(edition):
    return PairFactory(active=True, mentees=[MenteeEntryFactory(person__last_name="Заявкина").person])


@pytest.fixture
def people(pair):
    """A login for each office, for both sides of the pair and for a stranger."""
    mentee = pair.participations.get().mentee
    return {
        **{office.value: UserFactory(office=office) for office in Office},
        "mentor": UserFactory(person=pair.mentor),
        "mentee": UserFactory(person=mentee),
        "stranger": UserFactory(),
        "other_mentor": UserFactory(person=PairFactory(active=True).mentor),
    }
