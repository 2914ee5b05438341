"""Reading how the section is shown."""

from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from mentorship.people.models import Resource
from mentorship.publication.models import Section


def section() -> Section:
    """The one section; until somebody has written it down, as it is then: shown nowhere."""
    return Section.objects.first() or Section()


def resources(day: date, chosen: int | None) -> QuerySet[Resource]:
    """The pages of the institution that the section may be: those of sites kept on the day, and the one it is."""
    kept = Resource.objects.on(day).filter(kind=Resource.Kind.SITE).values("pk")
    return Resource.objects.filter(Q(pk__in=kept) | Q(pk=chosen))


def served_at() -> str:
    """The full address at which this program shows the section."""
    return f"{settings.SITE_URL}{reverse('publication:visit')}"


def elsewhere(section: Section) -> str:
    """Where visitors read the section when that is not the address that consents name; "" when it is."""
    if section.resource is None or section.place == section.Place.NOWHERE:
        return ""
    address = served_at() if section.is_served else section.address
    return "" if address.rstrip("/") == section.resource.url.rstrip("/") else address
