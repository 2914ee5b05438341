"""Consents to dissemination as people give them, through the service."""

import datetime as dt

from mentorship.people.dissemination import services
from mentorship.people.dissemination.queries import page_of
from mentorship.people.dissemination.rules import Choice
from mentorship.people.models import Resource
from tests.factories.people import UserFactory

GIVEN, UNTIL = dt.date(2026, 9, 1), dt.date(2027, 8, 31)
URL = "https://sad.example.org/nastavnichestvo"


def resource(kind="site", url=URL, **fields):
    dates = {"starts_on": dt.date(2026, 1, 1), **fields}
    return Resource.objects.get_or_create(url=url, defaults={"kind": kind, "title": "Наставничество", **dates})[0]


def choice(*items, pages=None, own=None, **fields):
    """What somebody permits; without names the surname, the name and the photo. `own`: conditions by item."""
    said = {"given_on": GIVEN, "expires_on": UNTIL, "phone": "8 900 000-00-00", **fields}
    chosen = dict.fromkeys(items or ("surname", "name", "photo"), "") | (own or {})
    return Choice(items=chosen, pages=[page_of(row) for row in pages or [resource()]], **said)


def given(person, *items, method="paper", by=None, today=None, **fields):
    """A consent of the person on file."""
    said = choice(*items, **fields)
    by = by or UserFactory(office="clerk")
    return services.give(person, said, method=method, by=by, today=today or said.given_on)


def withdrawn(consent, *items, on=None, today=None, by=None, method="paper"):
    """A demand about these items, or about all that are left."""
    left = items or [row.item for row in consent.items.filter(stop=None)]
    day = on or dt.date(2026, 10, 5)
    by = by or UserFactory(office="clerk")
    return services.withdraw(consent, items=left, on=day, method=method, by=by, today=today or day)
