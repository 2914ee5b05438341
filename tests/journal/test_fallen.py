"""A planned meeting falls away with the end of its pair, and stands again when that end is revoked."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.core.refusal import Refusal
from mentorship.journal.models import Meeting
from mentorship.journal.queries import meetings_between
from mentorship.journal.services import meetings
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair
from mentorship.regulation.duty import Scope
from tests.duties import owed_in
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, SignedOrderFactory, option
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-01")]

TODAY = dt.date(2026, 12, 1)
LAST = dt.date(2026, 12, 15)
DAY = dt.timedelta(days=1)


def close(pair, by):
    """By an order of today, with the last day ahead."""
    ending.request_ending(
        pair, case=option("completion", "initiative"), on=LAST, reason="Переезд", plan_left=None, by=by
    )
    pair = Pair.objects.get(pk=pair.pk)
    pair.closing_order = SignedOrderFactory(kind="completion", signed_on=TODAY)
    ending.complete([pair], by=by)
    return Pair.objects.get(pk=pair.pk)


@pytest.mark.parametrize(("days", "fallen"), [(-1, False), (0, False), (1, True)])
@pytest.mark.parametrize("asked", ["2026-12-01", "2027-01-15"])
def test_what_is_planned_for_a_day_after_the_last_one_falls_away(as_user, curator, days, fallen, asked):
    pair = PairFactory(active=True)
    meeting = MeetingFactory(pair=pair, planned=True, held_on=LAST + days * DAY)
    pair = close(pair, curator)

    with time_machine.travel(f"{asked} 12:00:00+03:00"):
        meeting = Meeting.objects.get(pk=meeting.pk)
        assert (meeting.has_fallen, meeting.is_planned, meeting.state) == (
            fallen,
            not fallen,
            "отпала" if fallen else "запланирована",
        )
        mine = Meeting.objects.filter(pk=meeting.pk)
        assert [kept.exists() for kept in (mine.fallen(), mine.planned(), mine.kept())] == [
            fallen,
            not fallen,
            not fallen,
        ]
        page = as_user(curator).get(meeting.get_absolute_url()).content.decode()
        assert ("Последний день пары — 15.12.2026, поэтому встречи не будет" in page) == fallen
        listed = as_user(curator).get(reverse("journal:list"), {"state": "fallen"}).context["listing"].page
        assert [row.pk for row in listed] == [meeting.pk] * fallen
        shown = meetings_between(curator, meeting.held_on, meeting.held_on)
        assert len(shown) == (not fallen)


def test_it_stands_again_when_the_end_is_revoked(curator):
    pair = PairFactory(active=True)
    meeting = MeetingFactory(pair=pair, planned=True, held_on=LAST + DAY)
    pair = close(pair, curator)
    assert Meeting.objects.get(pk=meeting.pk).has_fallen

    ending.reopen([pair], by=curator)

    assert Meeting.objects.get(pk=meeting.pk).state == "запланирована"
    assert Meeting.objects.planned().get() == meeting


def test_one_of_a_pair_that_did_not_come_about_falls_away(curator):
    meeting = MeetingFactory(planned=True, held_on=LAST)
    Pair.objects.update(status="cancelled")

    assert Meeting.objects.get(pk=meeting.pk).state == "отпала"
    assert list(Meeting.objects.fallen()) == [meeting]


@pytest.mark.parametrize(("days", "owed"), [(0, True), (1, False)])
def test_nobody_owes_a_meeting_that_has_fallen_away(curator, days, owed):
    with time_machine.travel("2026-11-20 12:00:00+03:00"):
        pair = PairFactory(active=True)
        MeetingFactory(pair=pair, planned=True, held_on=LAST + days * DAY)
    close(pair, curator)
    scope = Scope(everything=True, on=TODAY + DAY, until=LAST + 9 * DAY)

    assert len(owed_in("journal", scope)) == owed
    assert len(owed_in("journal", Scope(everything=True, on=TODAY - DAY, until=LAST + 9 * DAY))) == 1


def test_it_is_moved_to_a_day_of_the_pair_and_not_held(as_user, curator):
    pair = PairFactory(active=True)
    meeting = MeetingFactory(pair=pair, planned=True, held_on=LAST + DAY)
    close(pair, curator)
    mentor = UserFactory(person=pair.mentor)
    fields = {"held_on": LAST, "minutes": 45, "format": "in_person", "topic": "Итоги"}

    with pytest.raises(Refusal, match="отпала"):
        meetings.hold(meeting, fields=fields, today=TODAY, by=mentor)
    meetings.edit(meeting, fields=fields, today=TODAY, by=mentor)

    assert Meeting.objects.get(pk=meeting.pk).state == "запланирована"
    page = as_user(mentor).get(meeting.get_absolute_url()).content.decode()
    assert "Перенести или изменить" in page
