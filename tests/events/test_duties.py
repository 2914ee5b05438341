"""What is owed after an event, and when it is done."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.desk.duties import collect
from mentorship.regulation.duty import Scope
from tests.factories.events import EventFactory
from tests.factories.people import MentorEntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
TODAY = dt.date(2026, 10, 1)


def duties(edition):
    return [d for d in collect(edition.limits(), Scope(everything=True, on=TODAY)) if d.rule == "event_outcome"]


@pytest.mark.parametrize(("kind", "owed"), [("council", 1), ("training", 1), ("seminar", 0), ("conference", 0)])
def test_minutes_and_attendance_are_owed_from_the_day_itself(edition, kind, owed):
    EventFactory(kind=kind)

    found = duties(edition)

    assert [duty.due_on for duty in found] == [TODAY] * owed
    assert [duty.days_left(TODAY + dt.timedelta(days=shift)) for duty in found for shift in (-1, 0, 1)] == [
        1,
        0,
        -1,
    ] * owed


def test_a_training_is_noted_in_the_bank_for_those_who_were_there(as_user, curator, edition):
    came, stayed = MentorEntryFactory(trained_on=None), MentorEntryFactory(trained_on=None)
    event = EventFactory(kind="training", title="Школа наставника", hours=16)

    as_user(curator).post(reverse("events:hold", args=[event.pk]), {"attended": [came.person_id]})

    came.refresh_from_db()
    stayed.refresh_from_db()
    assert (came.trained_on, came.training) == (TODAY, "Школа наставника, часов: 16")
    assert stayed.trained_on is None
    assert duties(edition) == []
