"""A duty is owed from the day of what it follows from until the day that ends it, asked then and a month later."""

import datetime as dt

import pytest
import time_machine

from mentorship.desk.duties import collect
from mentorship.people.models import Person
from mentorship.regulation.duty import Scope
from mentorship.regulation.queries import limits_on
from tests.desk.duties.stories import STORIES, day
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory

pytestmark = pytest.mark.django_db
BEGIN = dt.date(2026, 11, 20)


def noon(on):
    return time_machine.travel(f"{on} 12:00:00+03:00", tick=False)


def owed(on):
    return collect(limits_on(on), Scope(everything=True, on=on))


@pytest.fixture
def by(edition, curator, director):
    Person.objects.update(hired_on=dt.date(2014, 9, 1))
    with noon(BEGIN):
        yield curator


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_it_is_owed_on_its_days_asked_then_and_a_month_later(story, by):
    row = story.make(by)
    days = sorted({day(text) for text in (*story.owed, *story.acts)})
    acts = {day(text): act for text, act in story.acts.items()}
    right = {day(text): answer for text, answer in story.owed.items()}

    def asked(on):
        return any(duty.what.startswith(story.what) for duty in owed(on))

    then = {}
    for on in days:
        with noon(on):
            if on in acts:
                acts[on](row, by, on)
            then[on] = asked(on)
    with noon(dt.date(2027, 2, 1)):
        later = {on: asked(on) for on in days}

    assert {on: answer for on, answer in then.items() if on in right and on >= BEGIN} == {
        on: answer for on, answer in right.items() if on >= BEGIN
    }
    assert {on: answer for on, answer in later.items() if on in right} == right


def test_a_mentor_who_leaves_a_group_leaves_everybody_of_it(by):
    people = [MenteeEntryFactory().person for _ in range(2)]
    mentor = PairFactory(active=True, mentees=people).mentor
    mentor.left_on, mentor.left_reason = day("1.12"), "переезд"
    mentor.save()

    (duty,) = [duty for duty in owed(BEGIN) if duty.what.startswith("Заменить наставника")]

    assert all(person.short_name in duty.about for person in people)


def test_before_there_was_anything_nothing_was_owed(by):
    for story in STORIES:
        if story.name in ("a draft is dropped", "a transfer", "help is given", "a petition is decided"):
            story.make(by)

    assert [duty for duty in owed(BEGIN) if duty.office == "curator"]
    early = collect(limits_on(BEGIN), Scope(everything=True, on=dt.date(2025, 1, 1)))
    assert {duty.rule for duty in early} <= {
        "roadmap",
        "act_approved",
    }  # the institution is to have both from the first day on
