import datetime as dt

import factory
from factory.django import DjangoModelFactory

from mentorship.journal.models import HelpRequest, Meeting
from tests.factories.pairs import PairFactory


class MeetingFactory(DjangoModelFactory):
    """A meeting of an active pair, held on 15.10.2026 and marked by the mentor."""

    class Meta:
        model = Meeting

    class Params:
        planned = factory.Trait(status=Meeting.Status.PLANNED, mentor_marked_on=None)

    pair = factory.SubFactory(PairFactory, active=True)
    held_on = dt.date(2026, 10, 15)
    minutes = 45
    topic = "Планирование занятия"
    led_by = factory.SelfAttribute("pair.mentor")
    mentor_marked_on = factory.SelfAttribute("held_on")


def helped(pair, on, minutes):
    """Help that the mentor gave the first mentee, asked for on the same day."""
    return HelpRequest.objects.create(
        pair=pair,
        mentee=pair.mentees[0],
        asked_on=on,
        text="Вопрос",
        status="answered",
        answered_on=on,
        minutes=minutes,
        answer="Ответ",
        led_by=pair.mentor,
    )
