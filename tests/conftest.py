"""The database and the clock of every test, who signs in, and what a run costs."""

import gc
from collections import Counter
from functools import lru_cache
from io import StringIO
from itertools import chain

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

from mentorship.access.roles import Office
from mentorship.core.calendar import workdays
from mentorship.core.words import titles
from mentorship.documents import pdf
from tests import database
from tests.factories.people import UserFactory
from tests.factories.regulation import regulation


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    """On SQLite Django takes the database that it finds: the copy of `database.py`, or none."""
    return connection.vendor == "sqlite" or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    if connection.vendor == "sqlite":
        database.take()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            with django_db_blocker.unblock():
                database.keep()
        else:
            patch.setattr(TransactionTestCase, "_fixture_teardown", database.empty)
        yield


@pytest.fixture(scope="session", autouse=True)
def _printed_once():
    """One page gives one file (`documents/test_rendering.py` looks), so WeasyPrint is asked once for each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "html_to_pdf", lru_cache(500)(pdf.html_to_pdf))
        yield


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
def nothing_to_study(edition):
    """Nobody has an act to be acquainted with: where lists of duties are counted, as that duty has its own tests."""
    edition.options.filter(group="act").update(is_active=False)


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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Marked `database`: what asks for one. The rest answers the same on every database and need not be asked again."""
    for item in items:
        if "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker("database")


def pytest_collection_finish():
    """What stands now stands to the end: not looked through again and again for what is no more needed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


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
