"""A programme that its mentor has begun, and an item of the plan once it is approved."""

import pytest

from mentorship.programs import services
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.pages import confirm
from tests.programs.writing import ready, url


@pytest.fixture
def pair(edition):
    return PairFactory(active=True)


@pytest.fixture
def mentor(pair):
    return UserFactory(person=pair.mentor)


@pytest.fixture
def mentee(pair):
    return UserFactory(person=pair.participations.get().mentee)


@pytest.fixture
def program(pair, mentor):
    return services.start(pair, by=mentor)


@pytest.fixture
def activity(as_user, mentor, mentee, curator, program):
    ready(as_user(mentor), program, mentee)
    as_user(mentor).post(url("submit", program.pk))
    confirm(as_user(curator), url("approve", program.pk))
    return program.activities.first()
