"""The commands others build on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def test_the_demo_refuses_outside_demo_mode(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo", "--no-serve")


def test_the_demo_refuses_an_unknown_institution(db, settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="gofitskoe"):
        call_command("demo", "--no-serve", "--institution", "nowhere")


def test_the_papers_are_listed_by_code():
    output = StringIO()
    call_command("papers", "--json", stdout=output)

    codes = [row["code"] for row in json.loads(output.getvalue())]
    assert codes == sorted(codes)
    assert {"D18", "D19", "D20", "D30", "D34", "D35"} <= set(codes)


def test_health_tells_version_and_database(client, db):
    assert client.get("/healthz").json()["database"] == "ok"
