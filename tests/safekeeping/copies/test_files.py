"""Whoever dies between two steps of the swap leaves what can be ended."""

import os
from pathlib import Path

import pytest

from mentorship.safekeeping.copies import files


class Died(BaseException):
    """The process is gone."""


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    for name in ("scans/old.pdf", "evidence/old.png", "packages/dossier.pdf"):
        (settings.MEDIA_ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (settings.MEDIA_ROOT / name).write_text("old")
    staged = files.stage("the mark")
    for name in ("scans/new.pdf", "acts/new.pdf"):
        (staged / name).parent.mkdir()
        (staged / name).write_text("new")
    return settings.MEDIA_ROOT


def everything(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_what_waits_belongs_to_no_copy_and_packages_are_made_again(media):
    assert [files.name_of(path) for path in files.kept()] == ["evidence/old.png", "scans/old.pdf"]


def test_old_files_do_not_stay_among_new_ones(media):
    files.swap()

    assert everything(media) == ["acts/new.pdf", "scans/new.pdf"]
    assert files.interrupted() is None


def test_a_death_at_any_step_is_ended_by_the_next_look(media, monkeypatch):
    """Three old folders go, the turning point, two new ones come: each look gets one renaming further and dies."""
    rename, left = Path.rename, []

    def die(path, target):
        if not left:
            raise Died
        left.pop()
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", die)
    for steps in range(5):
        left.append("one step")
        with pytest.raises(Died):
            files.swap()
        assert files.interrupted() == ("the mark" if steps < 3 else files.FORWARD), steps
    monkeypatch.setattr(Path, "rename", rename)
    files.swap()

    assert everything(media) == ["acts/new.pdf", "scans/new.pdf"]


def test_a_death_while_the_empty_folders_go_is_ended_too(media, monkeypatch):
    def die(path):
        os.rmdir(path / files.FILES)
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(files.shutil, "rmtree", die)
        with pytest.raises(Died):
            files.swap()
    files.swap()

    assert everything(media) == ["acts/new.pdf", "scans/new.pdf"]
    assert files.interrupted() is None


def test_a_death_before_what_was_replaced_is_laid_beside_keeps_it(media, monkeypatch):
    files.discard()
    (files.stage("the mark", ".before-restore-1") / "new.pdf").write_text("new")

    def die(path):
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", lambda *args: die(args))
        with pytest.raises(Died):
            files.swap()
    files.swap()

    kept = ("evidence/old.png", "packages/dossier.pdf", "scans/old.pdf")
    assert everything(media) == [*(f".before-restore-1/{name}" for name in kept), "new.pdf"]


def test_what_was_not_committed_goes_and_the_old_files_were_never_touched(media):
    files.discard()

    assert everything(media) == ["evidence/old.png", "packages/dossier.pdf", "scans/old.pdf"]
