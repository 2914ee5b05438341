import pytest
import time_machine

from tests.factories import roadmap as made


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-10-20 12:00:00+03:00"):
        yield


@pytest.fixture
def draft(curator):
    return made.draft(curator)


@pytest.fixture
def approved(curator, director):
    return made.approved(curator, director)
