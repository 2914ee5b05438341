import pytest

from tests.factories.people import MentorEntryFactory, UserFactory


@pytest.fixture
def author(edition):
    """A mentor with a login."""
    return UserFactory(username="author", person=MentorEntryFactory().person)


@pytest.fixture
def council(edition):
    return UserFactory(username="council", office="council")
