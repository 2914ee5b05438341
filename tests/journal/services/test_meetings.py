"""Two people at once: one winner, one record, clear words for the other."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from mentorship.journal.models import Meeting, MeetingMark
from mentorship.journal.services import meetings
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory
from tests.factories.regulation import regulation
from tests.journal.conftest import TODAY
from tests.threads import in_threads

pytestmark = pytest.mark.today("2026-10-20", tick=False)
FIELDS = {"held_on": dt.date(2026, 10, 15), "minutes": 30, "topic": "Тема"}


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_mark_however_often_it_is_pressed():
    regulation()
    meeting = MeetingFactory()
    mentee = UserFactory(person=meeting.pair.mentees[0])

    refused = in_threads([lambda: meetings.mark(meeting, attended=True, today=TODAY, by=mentee)] * 4)

    assert (refused, MeetingMark.objects.count()) == (0, 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_planned_meeting_is_held_once_and_speed_mentoring_is_one_meeting():
    regulation()
    planned = MeetingFactory(planned=True)
    mentor = UserFactory(person=planned.pair.mentor)
    assert in_threads([lambda: meetings.hold(planned, fields=FIELDS, today=TODAY, by=mentor)] * 3) == 2

    speed = PairFactory(active=True, kind=option("kind", "speed"))
    leader = UserFactory(person=speed.mentor)
    assert in_threads([lambda: meetings.write_down(speed, fields=FIELDS, today=TODAY, by=leader)] * 3) == 2
    assert Meeting.objects.filter(pair=speed).count() == 1


@pytest.mark.django_db
def test_a_stale_form_without_a_reason_is_refused_after_the_other_side_has_marked(mentor, mentee, pair):
    meeting = MeetingFactory(pair=pair)
    meetings.mark(meeting, attended=True, today=TODAY, by=mentee)
    fields = {"held_on": meeting.held_on, "minutes": 5, "topic": "Тайком"}

    with pytest.raises(ValidationError, match="уже отметили"):
        meetings.edit(meeting, fields=fields, today=TODAY, by=mentor)
