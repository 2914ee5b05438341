"""The night's copy by the clock of the serving process: one of all workers makes it, old ones go.

The folder is the memory: a night has its copy when the file of it lies there. A failure lies there too, in words.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from mentorship.core.folders import private
from mentorship.core.refusal import Refusal
from mentorship.safekeeping.copies import rules, services

FAILURE, LOCK = "failure.txt", ".lock"
AGAIN_AFTER = timedelta(hours=1)
WORDS = {
    errno.ENOSPC: "на диске не осталось места",
    errno.EDQUOT: "на диске не осталось места",
    errno.EACCES: "нет права записи в эту папку",
    errno.EPERM: "нет права записи в эту папку",
    errno.EROFS: "диск открыт только для чтения",
}


def folder() -> Path:
    return Path(settings.BACKUP_DIR)


def look(now: datetime) -> Path | None:
    """Make the copy of the night if it is due and nobody else makes it; what hindered is kept in words and raised."""
    local = timezone.localtime(now).replace(tzinfo=None)
    if not _is_due(local):
        return None
    private(folder())
    with _alone() as alone:
        if not alone or not _is_due(local) or _failed_lately(now):
            return None
        try:
            made = _make(local)
        except Exception as error:
            (folder() / FAILURE).write_text(in_words(error), "utf-8")
            raise
        (folder() / FAILURE).unlink(missing_ok=True)
        return made


def _make(local: datetime) -> Path:
    for partial in folder().glob(".*.partial"):  # of a process that died: we are alone here
        partial.unlink()
    made = folder() / (rules.NAME.format(local) + (".age" if settings.BACKUP_KEY else ""))
    services.write(made)
    for name in rules.outlived(os.listdir(folder()), local, settings.BACKUP_KEEP):
        (folder() / name).unlink()
    return made


def _is_due(local: datetime) -> bool:
    names = os.listdir(folder()) if folder().is_dir() else []
    return rules.is_due(local, rules.newest(names, local), settings.BACKUP_HOUR)


def _failed_lately(now: datetime) -> bool:
    file = folder() / FAILURE
    return file.exists() and now.timestamp() - file.stat().st_mtime < AGAIN_AFTER.total_seconds()


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this is the only process at it; a process that dies lets go by itself."""
    with (folder() / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def in_words(error: Exception) -> str:
    """What hindered the copy, for the administrator."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, OSError) and error.errno in WORDS:
        return f"Копия не записана в {folder()}: {WORDS[error.errno]}."
    return f"Копия не сделана: {type(error).__name__}. Подробности в журнале программы."
