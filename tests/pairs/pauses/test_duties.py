"""Nobody of a paused pair is asked for anything; terms run on after it; past days answer as they did."""

import datetime as dt

import pytest

from mentorship.journal.models import Task
from mentorship.regulation.duty import Scope
from tests.duties import owed_in
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import SignedOrderFactory
from tests.factories.programs import activity, approved
from tests.pairs.pauses.making import (
    DAY,
    END,
    FIRST,
    LAST,
    MOVED,
    SIGNED,
    asked_back,
    fresh,
    on_day,
    paused,
    running_pair,
    sign,
)

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-19", tick=False)]
AROUND = [(FIRST - DAY, True), (FIRST, False), (LAST, False), (LAST + DAY, True)]


def owed(room, day, rule, *, later=False):
    """What is owed by the rule on the day: asked on that day, or long after it."""
    with on_day(day + 300 * DAY if later else day):
        return [duty.due_on for duty in owed_in(room, Scope(everything=True, on=day)) if duty.rule == rule]


@pytest.fixture
def pair(edition):
    return running_pair()


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize(("day", "asked"), AROUND)
def test_people_of_the_pair_are_asked_on_its_working_days_alone(pair, curator, director, day, asked, later):
    program = approved(pair, curator)
    activity(program, FIRST + DAY)
    MeetingFactory(pair=pair, held_on=SIGNED - DAY, mentor_marked_on=None)
    MeetingFactory(pair=pair, held_on=LAST, planned=True)
    Task.objects.create(pair=pair, mentee=pair.mentees[0], text="Конспект", given_on=SIGNED - DAY, due_on=FIRST)
    paused(pair, curator, director)

    assert owed("programs", day, "activity_due", later=later) == [LAST + 2 * DAY] * asked
    assert owed("journal", day, "meeting_planned", later=later) == [LAST + DAY] * asked
    assert owed("journal", day, "task_due", later=later) == [LAST + DAY] * asked
    # Two days of the week were left when the pair stood still: the mentor's mark and the mentee's.
    mark = SIGNED - DAY + 7 * DAY
    assert owed("journal", day, "meeting_mark", later=later) == [mark] * 2 * asked


@pytest.mark.parametrize(("day", "asked"), AROUND)
def test_the_programme_is_not_asked_for_while_the_pair_stands_still(edition, curator, director, day, asked):
    began = FIRST - 4 * DAY
    pair = running_pair(starts_on=began, order=SignedOrderFactory(signed_on=began))
    paused(pair, curator, director, on=FIRST - DAY)

    assert owed("programs", day, "program_due") == [LAST + 7 * DAY] * asked


@pytest.mark.parametrize(
    ("day", "last", "later"),
    [
        (SIGNED - DAY, END, True),
        *((day, MOVED, later) for day in (SIGNED, FIRST, LAST, LAST + DAY) for later in (False, True)),
    ],
)
def test_the_curator_ends_the_pair_by_the_moved_day(pair, curator, director, day, last, later):
    approved(pair, curator)
    paused(pair, curator, director)

    assert owed("programs", day, "completion", later=later) == [last]


def test_a_return_moves_the_end_back_from_the_day_of_its_order(pair, curator, director):
    pause = paused(pair, curator, director)
    sign(asked_back(pause, curator, LAST, FIRST + DAY), director, FIRST + DAY)

    assert owed("programs", FIRST, "completion", later=True) == [MOVED]
    assert owed("programs", FIRST + DAY, "completion", later=True) == [MOVED - DAY]


def test_interim_reports_are_due_later_by_the_pause(pair, curator, director):
    pair.edition.report_every_months = 3
    pair.edition.save()
    before = owed("reports", SIGNED - DAY, "report_interval")
    paused(pair, curator, director)

    assert [day - 31 * DAY for day in owed("reports", FIRST - DAY, "report_interval")] == before
    assert owed("reports", FIRST, "report_interval") == []
    assert before[0] > dt.date(2026, 12, 14)
    assert fresh(pair).spans == ((FIRST, LAST),)
