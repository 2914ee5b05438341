"""A pair with everybody who could have to do with its petitions."""

import pytest

from mentorship.access.roles import Office
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, UserFactory


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
