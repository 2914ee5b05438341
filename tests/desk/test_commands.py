"""The commands others build on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from mentorship.people.models import Person


def test_the_demo_refuses_outside_demo_mode(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo", "--no-serve")


def test_the_demo_refuses_an_unknown_institution(db, settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="gofitskoe"):
        call_command("demo", "--no-serve", "--institution", "nowhere")


def test_the_presets_are_listed():
    output = StringIO()
    call_command("institutions", stdout=output)

    assert "gofitskoe  МКДОУ ДС № 39 «Золотой петушок» с. Гофицкое" in output.getvalue()


def test_the_papers_are_listed_by_code():
    output = StringIO()
    call_command("papers", "--json", stdout=output)

    codes = [row["code"] for row in json.loads(output.getvalue())]
    assert codes == sorted(codes)
    assert {"D18", "D19", "D20", "D30", "D34", "D35"} <= set(codes)


def test_health_tells_version_and_database(client, db):
    assert client.get("/healthz").json()["database"] == "ok"


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
