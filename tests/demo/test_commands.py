"""Where the demo refuses to load."""

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
