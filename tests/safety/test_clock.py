"""The clock of the machine is put an hour back while people work."""

import pytest
import time_machine
from django.urls import reverse

from mentorship.core.models import Draft, SentForm
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
NEED = {"kind": "request", "text": "Родительское собрание"}


def test_sessions_forms_and_drafts_go_on(as_user, curator):
    with time_machine.travel("2026-12-01 12:00:00+03:00"):
        person = PersonFactory()
        client, address = as_user(curator), reverse("people:add_need", args=[person.pk])
        page = client.get(address).content.decode()
        carried = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("_once", "_draft")}

    with time_machine.travel("2026-12-01 11:00:00+03:00"):
        saved = client.post(reverse("desk:save_draft"), {**NEED, **carried}, headers={"accept": "application/json"})
        assert (saved.status_code, Draft.objects.count()) == (200, 1)
        for _ in range(2):
            assert client.post(address, {**NEED, **carried}).url == person.get_absolute_url()
        assert (person.needs.count(), Draft.objects.count(), SentForm.objects.count()) == (1, 0, 1)
