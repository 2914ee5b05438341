"""Before its first page the program looks whether the database is its own."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from mentorship.core.refusal import Refusal
from mentorship.safekeeping import schema, serving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(serving.connections, "close_all", lambda: None)


def test_a_database_of_this_version_is_served(caplog):
    serving.start()

    assert caplog.text == ""
    assert not schema.is_read_only()


def test_an_older_program_does_not_serve_a_newer_database(capsys):
    MigrationRecorder(connection).record_applied("people", "0099_later")

    with pytest.raises(SystemExit) as ended:
        serving.start()
    assert ended.value.code == serving.NOT_AGAIN
    assert "более новой версией программы: здесь не знают people.0099_later" in capsys.readouterr().err


def test_a_database_of_an_earlier_version_is_not_served_before_it_is_changed():
    MigrationRecorder(connection).record_unapplied("safekeeping", "0001_restorations")

    with pytest.raises(Refusal, match=r"1 \(safekeeping.0001_restorations\).*manage.py migrate"):
        serving.look_round()


def test_a_database_that_does_not_answer_is_waited_for(monkeypatch, caplog):
    def fail():
        raise OperationalError("the server is down")

    monkeypatch.setattr(serving, "look_round", fail)
    serving.start()

    assert "the server is down" in caplog.text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no file of ours")
def test_a_file_of_somebody_else_is_named(monkeypatch):
    monkeypatch.setattr(schema.os, "access", lambda place, how: False)

    for look in (serving.look_round, schema.require_open):
        with pytest.raises(Refusal, match="Нет права записи: .*sqlite3"):
            look()
