"""What each side owes about the journal, and when."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.desk.duties import collect, url_of
from mentorship.journal import rules
from mentorship.journal.services import help, meetings, tasks
from mentorship.regulation.duty import Scope
from tests.duties import owed_in
from tests.factories.journal import MeetingFactory
from tests.journal.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]


def owed(edition, rule, **scope):
    return [duty for duty in collect(edition.limits(), Scope(**(scope or {"everything": True}))) if duty.rule == rule]


def days_left(duty, around):
    return [duty.days_left(around + dt.timedelta(days=shift)) for shift in (-1, 0, 1)]


def test_a_planned_meeting_is_owed_on_its_day(edition, mentor, pair):
    day = dt.date(2026, 10, 25)
    meeting = MeetingFactory(pair=pair, planned=True, held_on=day)

    (duty,) = owed(edition, "meeting_planned")

    assert (duty.owner, days_left(duty, day)) == (pair.mentor_id, [1, 0, -1])
    assert url_of(duty) == reverse("journal:hold", args=[meeting.pk])
    meetings.cancel(meeting, reason="Болезнь", today=TODAY, by=mentor)
    assert owed(edition, "meeting_planned") == []


def test_marks_are_owed_by_each_side_once_a_pair(edition, mentor, mentee, pair):
    MeetingFactory.create_batch(2, pair=pair, mentor_marked_on=None)
    due_on = dt.date(2026, 10, 15) + dt.timedelta(days=rules.MARK_DAYS)

    duties = owed(edition, "meeting_mark")

    assert {duty.owner for duty in duties} == {mentor.person_id, mentee.person_id}
    assert {duty.what for duty in duties} == {"Отметить в журнале 2 встречи"}
    assert [days_left(duty, due_on) for duty in duties] == [[1, 0, -1]] * 2
    meetings.mark_all(pair, today=TODAY, by=mentee)
    assert [duty.owner for duty in owed(edition, "meeting_mark")] == [mentor.person_id]
    meetings.mark_all(pair, today=TODAY, by=mentor)
    assert owed(edition, "meeting_mark") == []


def test_a_task_is_owed_by_the_mentee_then_its_check_by_the_mentor(edition, mentor, mentee, pair):
    due_on = dt.date(2026, 10, 27)
    (task,) = tasks.give(pair, mentees=[mentee.person], text="План", due_on=due_on, today=TODAY, by=mentor)
    (duty,) = owed(edition, "task_due")
    assert (duty.owner, duty.clause, days_left(duty, due_on)) == (mentee.person_id, "5.2", [1, 0, -1])
    assert owed(edition, "task_check") == []

    tasks.do(task, done_on=TODAY, comment="", today=TODAY, by=mentee)

    assert owed(edition, "task_due") == []
    assert [duty.owner for duty in owed(edition, "task_check")] == [mentor.person_id]


@pytest.mark.parametrize(("urgency", "days"), [("today", 0), ("soon", 3), ("later", None)])
def test_help_is_owed_as_soon_as_it_is_needed(edition, mentee, pair, urgency, days):
    asked = help.ask(pair, text="Помогите", urgency=urgency, today=TODAY, by=mentee)

    (duty,) = owed(edition, "help_asked")

    assert (duty.owner, duty.due_on) == (pair.mentor_id, None if days is None else TODAY + dt.timedelta(days=days))
    help.let_go(asked, today=TODAY, by=mentee)
    assert owed(edition, "help_asked") == []


def test_everybody_owes_only_their_own_and_the_keys_differ(edition, mentor, mentee, pair):
    MeetingFactory(pair=pair, mentor_marked_on=None)
    MeetingFactory(mentor_marked_on=None)
    help.ask(pair, text="Помогите", urgency="soon", today=TODAY, by=mentee)

    for user in (mentor, mentee):
        duties = owed_in("journal", Scope(person=user.person_id))
        assert {duty.owner for duty in duties} == {user.person_id}
    everything = owed_in("journal")
    assert len({duty.key for duty in everything}) == len(everything) == 5


def test_nobody_is_asked_in_vain(edition, curator, django_assert_num_queries):
    scope = Scope(person=curator.person_id, offices=frozenset({"curator"}), mentors=False, mentees=False)
    with django_assert_num_queries(0):
        assert owed_in("journal", scope, own={}) == []
