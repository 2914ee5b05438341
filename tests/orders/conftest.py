"""A pair ready for its order, and the draft of that order."""

import datetime as dt

import pytest

from mentorship.pairs import services as pairs
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory

TODAY = dt.date(2026, 9, 20)


@pytest.fixture
def pair(edition):
    mentor = MentorEntryFactory(
        person__last_name="Петрова",
        person__first_name="Анна",
        person__patronymic="Сергеевна",
        person__position="учитель математики",
    ).person
    mentee = MenteeEntryFactory(
        person__last_name="Иванов",
        person__first_name="Иван",
        person__patronymic="Иванович",
        person__sex="m",
        person__position="учитель физики",
    ).person
    return PairFactory(mentor=mentor, mentees=[mentee])


@pytest.fixture
def order(pair, curator):
    return pairs.draft_appointment([pair], on=TODAY, by=curator)
