"""The commands of the first run."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from mentorship.people.models import Person


def test_the_presets_are_listed():
    output = StringIO()
    call_command("institutions", stdout=output)

    assert "gofitskoe  МКДОУ ДС № 39 «Золотой петушок» с. Гофицкое" in output.getvalue()


def test_an_empty_installation_starts_with_the_administrators_code(client, db):
    """From nothing to a curator's card: nobody is left outside a locked door."""
    output = StringIO()
    call_command("start", "gofitskoe", "--name", "Дроздова Инна Ильинична", "--sex", "f", stdout=output)
    code = output.getvalue().split("код: ")[1].split()[0]

    client.post(
        reverse("people:accept_invitation"), {"code": code, "password": "dve vorony 7", "again": "dve vorony 7"}
    )
    card = {
        "last_name": "Соколова",
        "first_name": "Ирина",
        "sex": "f",
        "title": "заместитель заведующего",
        "is_deputy": "on",
    }
    client.post(reverse("people:add"), card)
    curator = Person.objects.get(last_name="Соколова")
    client.post(reverse("people:grant_office", args=[curator.pk]), {"office": "curator", "starts_on": "01.09.2026"})

    assert [term.office for term in curator.office_terms.all()] == ["curator"]
    assert client.post(reverse("people:invite", args=[curator.pk]), {"username": "sokolova"}).status_code == 200


def test_an_institution_is_started_once(edition):
    with pytest.raises(CommandError, match="уже заведено"):
        call_command("start", "gofitskoe")
