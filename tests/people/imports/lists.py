"""A list sent through the pages: uploaded, mapped, looked at, loaded."""

import datetime as dt

from django.urls import reverse

from mentorship.people.models import StaffImport
from tests.factories.tables import book, upload

START = reverse("people:import")
NOW = dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC)  # noon of the day on which these tests stand


def send(client, *rows, **columns):
    """Upload, accept the columns as recognised but for those given, and see the page before loading."""
    client.post(START, {"file": upload(book(*rows))})
    found = StaffImport.objects.latest("pk")
    mapping = {f"column_{index}": name for index, name in enumerate(found.mapping)} | columns
    client.post(reverse("people:import_columns", args=[found.pk]), mapping)
    return client.get(found.get_absolute_url())


def load(client, page):
    outcome, found = page.context["outcome"], page.context["found"]
    return client.post(reverse("people:import_apply", args=[found.pk]), {"seen": outcome.fingerprint}, follow=True)


def counts(page):
    return tuple(page.context["outcome"].counts.values())


def reasons(page):
    return " ".join(reason for line in page.context["outcome"].of("wrong") for reason in line.reasons)
