"""Whose duties are told, by which server; a whole run of the day."""

import pytest

from mentorship.reminders import queries
from mentorship.reminders.services import daily, outbox
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.reminders.mailing import TROUBLE, Server
from tests.reminders.making import at


@pytest.fixture
def owing(monkeypatch, edition):
    """The duties that everybody owes, in the test's own list."""
    duties = []
    monkeypatch.setattr(queries, "owed", lambda on, days: list(duties))
    return duties


@pytest.fixture
def run():
    """A whole run of the day: write and send."""

    def run(day):
        summary = daily.remind(day, at(day))
        outbox.deliver(at(day))
        return summary

    return run


@pytest.fixture
def mentor():
    """A mentor who has a programme to write by 25.09.2026."""
    return UserFactory(person=PairFactory(active=True).mentor)


@pytest.fixture(autouse=True)
def server(settings):
    TROUBLE.clear()
    settings.EMAIL_BACKEND = f"{Server.__module__}.Server"
