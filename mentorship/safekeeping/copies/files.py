"""Files of MEDIA_ROOT: which are kept in a copy, and how those of a copy take their place.

Files cannot be changed together with rows, so they wait in `.restoring` inside MEDIA_ROOT (the same file system, a
mounted folder too) until the rows are committed with a mark. Then, each step being one renaming that can be done again:

1. everything that is there goes to `.replaced`;
2. `.restoring` becomes `.restored`: from now on the way leads only forward;
3. what is in `.restored` comes up; both folders go. Files that no copy of before holds are not let go: `.replaced`
   becomes `.before-restore-…`, whose name waits in `.restored`.

Whoever finds `.restoring` after a death asks whether its mark was committed: if so, goes on with 1, if not, removes
it, and the old files have never been touched. The mark is on the disk before any row is, so `.restoring` without one,
or with an empty one, belongs to nothing that was committed.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from mentorship.core.files import PART
from mentorship.core.folders import private
from mentorship.core.refusal import Refusal

STAGED, READY, REPLACED = ".restoring", ".restored", ".replaced"
FILES, MARK, BESIDE_AS, LOCK = "files", "mark", "beside", ".restore.lock"
BESIDE = ".before-restore-"
FORWARD, UNMARKED = "the way leads only forward", "no mark was written"  # no mark has such words
MADE_AGAIN = {"packages"}  # a package is made again when somebody looks at it


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def kept() -> list[Path]:
    """Every file that belongs into a copy."""
    found = (path for path in root().rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if path.suffix != PART and _belongs(path.relative_to(root()).parts[0]))


def _belongs(top: str) -> bool:
    return top not in MADE_AGAIN and not top.startswith(".")


def name_of(path: Path) -> str:
    return path.relative_to(root()).as_posix()


def free() -> int:
    """Bytes that are left where the files lie."""
    return shutil.disk_usage(root()).free


@contextmanager
def one_restoring() -> Iterator[None]:
    """Nobody else restores meanwhile, nor thinks that this restoring has died. Raises Refusal."""
    private(root())
    with (root() / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal("Сейчас уже идёт восстановление. Дождитесь его конца.") from error
        yield


def stage(mark: str, beside: str = "") -> Path:
    """The empty folder into which the files of a copy are laid; its mark survives a loss of power.

    `beside` names the folder in which those of before stay; without it they go.
    """
    place = root() / STAGED
    private(place / FILES)
    if beside:
        _write_whole(place / BESIDE_AS, beside)
    _write_whole(place / MARK, mark)
    return place / FILES


def _write_whole(path: Path, text: str) -> None:
    """The file with all of its text on the disk, or no file of that name."""
    part = path.with_name(f"{path.name}{PART}")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def interrupted() -> str | None:
    """The mark of files that wait for their rows or UNMARKED, FORWARD, or None for nothing at all."""
    if (root() / STAGED).exists():
        return _mark(root() / STAGED / MARK)
    return FORWARD if (root() / READY).exists() or (root() / REPLACED).exists() else None


def _mark(path: Path) -> str:
    """What was written; UNMARKED for a file that a loss of power has left empty, full of zeros or of anything else."""
    text = path.read_text("utf-8", errors="replace") if path.exists() else ""
    return text if text and text.isprintable() else UNMARKED


def discard() -> None:
    """The rows were not changed, so the files that waited go."""
    if (root() / STAGED).exists():
        shutil.rmtree(root() / STAGED)


def swap() -> None:
    """The rows are committed: their files take the place of the others. May be repeated from any point."""
    staged, ready, replaced = (root() / name for name in (STAGED, READY, REPLACED))
    if staged.exists():
        private(replaced)
        for path in root().iterdir():
            if path.name not in (STAGED, REPLACED, LOCK) and not path.name.startswith(BESIDE):
                path.rename(replaced / path.name)
        staged.rename(ready)
    if ready.exists():
        private(ready / FILES)  # a death while `.restored` went may have left the rest of it
        for path in (ready / FILES).iterdir():
            path.rename(root() / path.name)
        if replaced.exists() and (ready / BESIDE_AS).exists():
            replaced.rename(root() / (ready / BESIDE_AS).read_text("utf-8"))
        shutil.rmtree(ready)
    if replaced.exists():
        shutil.rmtree(replaced)
