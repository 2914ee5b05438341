"""Lines of the log say when and what, and no row of the database."""

import logging
import re

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.module_loading import import_string

from mentorship.people.models import User

SAID = """null value in column "sex" of relation "people_person" violates not-null constraint
DETAIL:  Failing row contains (7, Нетайная, Анна
Петровна, null).
"""


def line(raised):
    """What the handler of the settings writes about what was raised."""
    formatter = settings.LOGGING["formatters"][settings.LOGGING["handlers"]["console"]["formatter"]]
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Failed: %s", ("/people/",), (raised.type, raised.value, raised.tb)
    )
    return import_string(formatter["()"])().format(record)


def fail():
    """As the framework does: its own exception, with the driver's behind it."""
    try:
        raise ValueError(SAID)
    except ValueError as behind:
        raise IntegrityError(SAID) from behind


def test_a_line_says_when_how_grave_whence_and_what_and_no_value_of_a_row():
    with pytest.raises(IntegrityError) as raised:
        fail()
    written = line(raised)

    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ERROR django.request: Failed: /people/\n", written)
    assert written.count("violates not-null constraint") == 2
    assert not re.search("DETAIL|Нетайная|Петровна", written)


@pytest.mark.django_db
def test_what_the_database_itself_says_of_a_row_is_left_out():
    User.objects.create(username="netayny")
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        User.objects.create(username="netayny")

    assert ("netayny" in str(raised.value)) is (connection.vendor == "postgresql")
    assert "netayny" not in line(raised).replace('username="netayny"', "")
