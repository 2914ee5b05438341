"""While the head is away somebody acts for them: the head and the administrator are told until it is recorded."""

import datetime as dt

import pytest

from mentorship.leaving.rules import Cover, headless_from
from mentorship.regulation.duty import Scope
from tests.duties import owed_in
from tests.factories.people import OfficeTermFactory, UserFactory
from tests.leaving.given import TODAY, away

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-20")]
DAY = dt.timedelta(days=1)
FIRST, BACK = dt.date(2026, 12, 10), dt.date(2026, 12, 30)


def owed(on=TODAY):
    found = owed_in("leaving", Scope(everything=True, on=on))
    return [(duty.office, duty.due_on) for duty in found if duty.rule == "head_away"]


def acts(first, last, **more):
    more = {"acting": True, "basis": "приказ отдела образования № 3", **more}
    return OfficeTermFactory(office="director", starts_on=first, ends_on=last, **more)


def test_the_head_and_the_administrator_are_told_two_weeks_before(director, curator):
    away(director.person, curator, until=BACK, starts_on=FIRST)

    assert owed(FIRST - 15 * DAY) == []
    assert owed(FIRST - 14 * DAY) == [("director", FIRST), ("admin", FIRST)]
    assert owed(BACK) == []


def test_nobody_is_told_once_somebody_acts_until_the_return(director, curator):
    away(director.person, curator, until=BACK, starts_on=FIRST)
    acts(FIRST, BACK - DAY)

    assert owed() == owed(FIRST) == owed(BACK - DAY) == []


def test_an_acting_head_who_ends_before_the_return_leaves_days_without_anybody(director, curator):
    away(director.person, curator, starts_on=FIRST)
    acts(FIRST, dt.date(2026, 12, 15))

    assert owed(FIRST) == [("director", dt.date(2026, 12, 16)), ("admin", dt.date(2026, 12, 16))]


def test_an_acting_head_until_the_return_needs_no_last_day(director, curator):
    away(director.person, curator, starts_on=FIRST)
    acts(FIRST, None, until_return=True)

    assert owed(FIRST) == []


def test_nobody_else_is_missed_as_the_head(director, curator):
    away(UserFactory(office="curator").person, curator, starts_on=FIRST)

    assert owed(FIRST) == []


@pytest.mark.parametrize(
    ("covers", "on", "found"),
    [
        ([], None, FIRST),
        ([], FIRST + DAY, FIRST),
        ([Cover(FIRST + DAY, BACK)], FIRST, FIRST),
        ([Cover(FIRST + DAY, BACK)], FIRST + DAY, None),
        ([Cover(FIRST, FIRST)], None, FIRST + DAY),
        ([Cover(FIRST, FIRST), Cover(FIRST + DAY, BACK - DAY)], None, None),
        ([Cover(FIRST, BACK, left_on=FIRST)], None, FIRST + DAY),
        ([Cover(FIRST, BACK - 2 * DAY)], None, BACK - DAY),
        ([Cover(FIRST, dt.date.max)], None, None),
    ],
)
def test_the_day_since_which_nobody_acts(covers, on, found):
    assert headless_from(FIRST, BACK, covers, on) == found
