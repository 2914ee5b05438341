"""The file of a copy is its owner's alone, and only its key opens it."""

import errno
import stat
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command

from mentorship.core.refusal import Refusal
from mentorship.safekeeping.copies import sealing

SECRET = b"personal data"


@pytest.fixture
def key(tmp_path):
    """A key made by the command: its file and its public half."""
    out = StringIO()
    call_command("new_key", str(tmp_path / "key.txt"), stdout=out)
    return tmp_path / "key.txt", out.getvalue().splitlines()[0].removeprefix("BACKUP_KEY=")


def put(target, key=""):
    sealing.put(target, lambda file: file.write(SECRET), key=key)
    return target


def read(source, key):
    with sealing.opened(source, key) as file:
        return file.read()


def test_nobody_else_may_read_it_from_the_first_byte(tmp_path):
    modes = []

    def write(file):
        partial = next(path for path in tmp_path.iterdir() if path.name.endswith(".partial"))
        modes.append(stat.S_IMODE(partial.stat().st_mode))

    sealing.put(tmp_path / "all.zip", write, key="")

    assert [*modes, stat.S_IMODE((tmp_path / "all.zip").stat().st_mode)] == [0o600, 0o600]


def test_what_was_not_finished_leaves_nothing_and_keeps_what_was_there(tmp_path):
    put(tmp_path / "all.zip")

    def fail(file):
        file.write(b"half")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        sealing.put(tmp_path / "all.zip", fail, key="")

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [SECRET]


def test_only_the_key_opens_it(tmp_path, key):
    file, public = key
    locked = put(tmp_path / "all.zip.age", public)
    (tmp_path / "stranger.txt").write_text("AGE-SECRET-KEY-1")
    sealing.new_key(tmp_path / "other.txt")

    assert SECRET not in locked.read_bytes()
    assert read(locked, file) == SECRET
    for wrong, words in (
        (None, "--key"),
        (tmp_path / "stranger.txt", "нет ключа"),
        (tmp_path / "other.txt", "не открывает"),
    ):
        with pytest.raises(Refusal, match=words):
            read(locked, wrong)


def test_a_locked_copy_that_was_cut_is_refused_in_words(tmp_path, key):
    file, public = key
    locked = put(tmp_path / "all.zip.age", public)
    locked.write_bytes(locked.read_bytes()[:-3])

    with pytest.raises(Refusal, match="повреждён"):
        read(locked, file)


def test_a_disk_without_room_is_not_blamed_on_the_key(tmp_path, key, monkeypatch):
    file, public = key
    locked = put(tmp_path / "all.zip.age", public)

    class Full(BytesIO):
        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sealing.tempfile, "TemporaryFile", Full)
    with pytest.raises(Refusal, match=r"No space left.*TMPDIR") as refused:
        read(locked, file)
    assert "ключ" not in str(refused.value)


def test_a_key_is_never_written_over(key):
    with pytest.raises(CommandError, match="уже есть"):
        call_command("new_key", str(key[0]))
    assert stat.S_IMODE(key[0].stat().st_mode) == 0o600
