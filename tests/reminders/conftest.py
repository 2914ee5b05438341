"""A duty of one's own making, so that the ladder is asked and not the Положение."""

import datetime as dt

import pytest

from mentorship.people.models import Person
from mentorship.regulation.duties import Duty
from mentorship.reminders import outbox, queries, services
from tests.factories.people import PersonFactory

DUE = dt.date(2026, 9, 25)


def at(day, hour=9):
    return dt.datetime.combine(day, dt.time(hour), tzinfo=dt.timezone(dt.timedelta(hours=3)))


def duty(**changes):
    given = {
        "rule": "mentor_report",
        "clause": "3.6",
        "what": "Сдать отчёт",
        "about": "пара № 1",
        "due_on": DUE,
        "target": "pairs:card",
        "pk": 1,
        "owner": None,
    }
    return Duty(**{**given, **changes})


def person(**changes):
    found = PersonFactory(**{"email": "anna@sad.example", **changes})
    return Person.objects.get(pk=found.pk)


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
        summary = services.remind(day, at(day))
        outbox.deliver(at(day))
        return summary

    return run
