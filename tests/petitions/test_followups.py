"""Where a granted petition leads."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.petitions import decided, petition

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]


def test_the_card_leads_the_curator_to_the_next_step(client, pair, people):
    row = decided(petition("resignation", pair), by=people["director"])
    end = reverse("programs:end", args=[pair.pk])

    for role, there in (("curator", True), ("director", False), ("mentor", False)):
        client.force_login(people[role])
        assert (end in client.get(row.get_absolute_url()).content.decode()) == there, role


def test_the_end_of_a_pair_is_the_day_before_the_one_named(client, pair, people):
    row = decided(petition("resignation", pair), by=people["director"], effective_on=dt.date(2026, 10, 26))
    client.force_login(people["curator"])
    page = client.get(row.get_absolute_url()).content.decode()

    assert f"{reverse('programs:end', args=[pair.pk])}?on=" in page
    assert "reason=" not in page
    assert "on=2026-10-25" in page
    assert "from=2026-10-26" in page
