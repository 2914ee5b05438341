"""Who signs in, and nothing else."""

from collections import Counter
from io import StringIO
from itertools import chain

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from mentorship.access.roles import Office
from mentorship.core.calendar import workdays
from mentorship.core.words import titles
from tests.factories.people import UserFactory
from tests.factories.regulation import regulation


@pytest.fixture(autouse=True)
def _standard_words():
    """Rules alone speak the standard words; an institution that is saved or asked speaks its own."""
    titles.use(titles.STANDARD)
    workdays.use(workdays.STANDARD)


@pytest.fixture(autouse=True)
def _today(request):
    """`@pytest.mark.today("2026-09-20")`: noon of that day, on which the clock stands still."""
    marker = request.node.get_closest_marker("today")
    if marker is None:
        yield
    else:
        with time_machine.travel(f"{marker.args[0]} 12:00:00+03:00", tick=marker.kwargs.get("tick", True)):
            yield


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo institution, loaded once for a file on its own day and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        settings.DEMO = True
        with time_machine.travel("2026-11-21 09:00:00+03:00"):
            call_command("demo", "--no-serve", "--today", "21.11.2026", "--password", "proba-7", stdout=StringIO())
        yield
        settings.DEMO = False
        transaction.set_rollback(True)


@pytest.fixture
def edition(db):
    return regulation()


@pytest.fixture
def curator(edition):
    return UserFactory(username="curator", office=Office.CURATOR)


@pytest.fixture
def director(edition):
    return UserFactory(username="director", office=Office.DIRECTOR, person__position="заведующий")


@pytest.fixture
def as_user(client):
    """The test client signed in as the user."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def pytest_terminal_summary(terminalreporter):
    """Which part of the suite took how long, the longest first: seconds of all workers together."""
    parts = Counter()
    for report in chain.from_iterable(terminalreporter.stats.values()):
        if isinstance(report, pytest.TestReport):
            parts["/".join(report.nodeid.partition("::")[0].split("/")[1:2])] += report.duration
    if not parts:
        return
    terminalreporter.section("Сколько секунд заняли части")
    for part, seconds in parts.most_common():
        terminalreporter.write_line(f"{seconds:7.1f}  {part}")
