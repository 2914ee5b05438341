"""One copy a night, whoever of the workers comes first; what hindered it is seen."""

import datetime as dt
import errno
import os

import pytest
from django.utils import timezone

from mentorship.safekeeping.copies import nightly, queries, services
from tests.threads import at_once

NIGHT = dt.datetime(2026, 11, 30, 3, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BACKUP, settings.BACKUP_DIR, settings.BACKUP_KEEP = True, tmp_path / "backups", 2
    return settings.BACKUP_DIR


@pytest.fixture
def written(monkeypatch):
    """Copies that only have a name."""
    found = []

    def write(target):
        found.append(target.name)
        target.write_bytes(b"PK")

    monkeypatch.setattr(services, "write", write)
    return found


def test_each_night_has_one_copy_and_old_ones_go(written, folder):
    for hours in (-1, 0, 1, 23, 24, 24 * 4):
        nightly.look(NIGHT + dt.timedelta(hours=hours))

    assert written == [f"nastavnik-2026-{day}.zip" for day in ("11-30-0200", "11-30-0300", "12-01-0300", "12-04-0300")]
    assert [night.name for night in queries.state(NIGHT).nights] == [written[3]]


def test_what_a_dead_process_has_left_goes(written, folder):
    folder.mkdir()
    (folder / ".nastavnik.1.partial").write_bytes(b"half")
    nightly.look(NIGHT)

    assert not list(folder.glob(".*.partial"))


@pytest.mark.race
def test_of_several_workers_one_makes_it(written):
    assert sorted(map(bool, at_once([lambda: nightly.look(NIGHT)] * 4))) == [False, False, False, True]
    assert len(written) == 1


def test_a_failure_is_kept_in_words_and_tried_again_after_an_hour(written, folder, monkeypatch):
    write = services.write

    def fail(target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(services, "write", fail)
    with pytest.raises(OSError, match="space"):
        nightly.look(NIGHT)
    os.utime(folder / nightly.FAILURE, (NIGHT.timestamp(),) * 2)
    trouble = queries.state(NIGHT).trouble
    monkeypatch.setattr(services, "write", write)

    assert trouble == f"30.11.2026 03:00 копия не удалась. Копия не записана в {folder}: на диске не осталось места."
    assert nightly.look(NIGHT + dt.timedelta(minutes=59)) is None
    assert nightly.look(NIGHT + dt.timedelta(minutes=60))
    assert queries.state(NIGHT + dt.timedelta(minutes=60)).trouble == ""


def test_a_copy_two_days_old_is_a_trouble_and_none_at_all_too(written):
    assert "Копий ещё нет" in queries.state(NIGHT).trouble
    nightly.look(NIGHT)

    assert queries.state(NIGHT + dt.timedelta(hours=47, minutes=59)).trouble == ""
    assert "Последняя копия — 30.11.2026 03:00" in queries.state(NIGHT + dt.timedelta(hours=48)).trouble


def test_a_copy_of_a_day_to_come_silences_nothing_and_is_said(written, folder):
    """The clock was a year ahead for a night."""
    nightly.look(NIGHT + dt.timedelta(days=365))
    nightly.look(NIGHT)
    nightly.look(NIGHT + dt.timedelta(hours=1))
    state = queries.state(NIGHT)

    assert written == ["nastavnik-2027-11-30-0300.zip", "nastavnik-2026-11-30-0300.zip"]
    assert state.last.name == written[1]
    assert f"Копия {written[0]} названа днём, который ещё не наступил" in state.trouble
    (folder / written[0]).unlink()
    assert queries.state(NIGHT).trouble == ""


def test_what_is_switched_off_troubles_nobody(settings):
    settings.BACKUP = False
    assert queries.state(timezone.now()).trouble == ""
