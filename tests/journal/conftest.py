"""A pair that began on 15.09.2026, on 20.10.2026; its people by their logins."""

import datetime as dt

import pytest

from mentorship.journal.services import help, tasks
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MenteeEntryFactory, UserFactory

TODAY = dt.date(2026, 10, 20)


@pytest.fixture
def pair(edition):
    return PairFactory(active=True)


@pytest.fixture
def mentor(pair):
    return UserFactory(person=pair.mentor)


@pytest.fixture
def mentee(pair):
    return UserFactory(person=pair.mentees[0])


@pytest.fixture
def group(edition):
    people = [MenteeEntryFactory(person__last_name=name).person for name in ("Первова", "Вторушина")]
    return PairFactory(active=True, kind=option("kind", "group"), mentees=people)


@pytest.fixture
def task(pair, mentor):
    return tasks.give(
        pair, mentees=pair.mentees, text="Составить план", due_on=dt.date(2026, 10, 27), today=TODAY, by=mentor
    )[0]


@pytest.fixture
def asked(pair, mentee):
    return help.ask(pair, text="Дети не слушают", urgency="today", today=TODAY, by=mentee)
