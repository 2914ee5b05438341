"""What the history keeps of why something was done, and by whom."""

from types import SimpleNamespace

import pytest
from django.db import connection
from simple_history.models import HistoricalRecords

from mentorship.core.history import erase, record, timeline
from mentorship.regulation.models import Clause
from mentorship.regulation.queries import institution

LONG = ("Положение изменено по решению педагогического совета. " * 10)[:500]


def test_a_reason_of_any_length_is_kept_whole(edition, curator):
    place = institution()
    place.phone = "8 (86500) 1-23-45"

    record(place, LONG, curator)

    assert len(LONG) == 500
    assert place.history.first().history_change_reason == LONG
    assert timeline(place)[0].reason == LONG


def test_what_is_erased_keeps_its_whole_reason(edition, curator):
    clause = edition.clauses.first()

    erase(clause, LONG, curator)

    gone = Clause.history.filter(history_type="-").get()
    assert (gone.history_change_reason, gone.history_user) == (LONG, curator)


def test_the_database_itself_sets_no_length(db):
    """SQLite keeps to none whatever is declared; PostgreSQL cuts nothing and refuses what is longer than declared."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps to no length")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT data_type FROM information_schema.columns WHERE column_name = 'history_change_reason'"
        )
        assert cursor.fetchall() == [("text",)]


def test_the_history_says_who_did_it_though_it_knows_of_no_request(as_user, edition, curator, director, monkeypatch):
    """Whoever acts is named by the service itself, not by whose request happens to run."""
    monkeypatch.setattr(HistoricalRecords.context, "request", SimpleNamespace(user=director), raising=False)
    place = institution()
    place.phone = "8 (86500) 1-23-45"

    record(place, "Изменён телефон", curator)
    assert place.history.first().history_user == curator

    record(place, "Записано программой", None)
    assert place.history.first().history_user is None
