"""A running pair; the head of the institution as its mentor."""

import pytest

from tests.factories.pairs import PairFactory
from tests.factories.people import MentorEntryFactory


@pytest.fixture
def pair(edition):
    return PairFactory(active=True)


@pytest.fixture
def head(director):
    entry = MentorEntryFactory(person=director.person)
    return PairFactory(active=True, mentor=entry.person)
