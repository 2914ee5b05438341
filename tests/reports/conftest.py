"""A pair whose year is over, and both who write of it."""

import datetime as dt

import pytest

from mentorship.programs.models import Activity, Program
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory


@pytest.fixture
def part(edition, curator):
    pair = PairFactory(ended=True)
    dates = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    program = Program.objects.create(
        pair=pair, status="approved", approved_on=pair.starts_on, approved_by=curator, **dates
    )
    common = {"program": program, "section": option("section", "practice"), "responsible": pair.mentor}
    done = {"due_on": dt.date(2026, 10, 1), "done_on": dt.date(2026, 10, 1), "result": "Получилось"}
    Activity.objects.create(title="Открытое занятие", **done, **common)
    Activity.objects.create(title="Педсовет", due_on=dt.date(2027, 3, 1), **common)
    return pair.participations.get()


@pytest.fixture
def mentor(part):
    return UserFactory(person=part.mentor)


@pytest.fixture
def mentee(part):
    return UserFactory(person=part.mentee)
