import datetime as dt

from factory.django import DjangoModelFactory

from mentorship.events.models import Event


class EventFactory(DjangoModelFactory):
    """A seminar for everybody; `participants` are added by the test."""

    class Meta:
        model = Event

    kind = Event.Kind.SEMINAR
    title = "Семинар наставников"
    starts_on = dt.date(2026, 10, 1)
    ends_on = dt.date(2026, 10, 1)
