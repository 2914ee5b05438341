"""Publications as the curator makes them, through the services."""

import datetime as dt

from mentorship.people.models import Person
from mentorship.publication.models import Publication
from mentorship.publication.placements import services as placements
from mentorship.publication.publications import services
from mentorship.publication.section import services as sections
from tests.factories.dissemination import resource
from tests.factories.people import UserFactory

DAY = dt.date(2026, 10, 1)


def by(office="curator"):
    return UserFactory(office=office)


def prepared(
    title="Открытый урок", text="Урок прошёл с успехом.", *, kind="news", pictured=(), **fields
) -> Publication:
    said = {"kind": kind, "title": title, "text": text, **fields}
    return services.prepare(fields=said, pictured=Person.objects.filter(pk__in=[one.pk for one in pictured]), by=by())


def published(title="Открытый урок", text="Урок прошёл с успехом.", *, on=DAY, until=None, today=None, **fields):
    clear = fields.pop("photo_clear", False)
    publication = prepared(title, text, **fields)
    said = {"shows_from": on, "shows_until": until, "cleared": [], "photo_clear": clear}
    return services.approve(publication, **said, today=today or on, by=by())


def placed(title="Открытый урок", *, fulfils="", on=DAY, user=None, **fields):
    said = {"title": title, "channel": "site", "level": "institution", "link": "https://sad.example.org/1", **fields}
    return placements.place(fields={"placed_on": on, **said}, fulfils=fulfils, today=on, by=user or by())


def served(**fields):
    """The program shows the section itself."""
    page = {"resource": resource()}
    said = {"place": "here", "address": "", "intro": "", "contacts": "", "hidden": [], **page, **fields}
    return sections.set_up(fields=said, by=by())
