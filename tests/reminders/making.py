"""A duty of one's own making, so that the ladder is asked and not the Положение."""

import datetime as dt

from mentorship.people.models import Person
from mentorship.regulation.duty import Duty
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


def day(shift):
    return DUE + dt.timedelta(days=shift)
