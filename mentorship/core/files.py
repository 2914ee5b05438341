"""Files that are kept whole or not at all, and go when the transaction that kept them is rolled back."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.db import transaction

from mentorship.core.folders import OWNER_FILE, private

PART = ".part"  # ends the name of a file that is still being written
_kept: ContextVar[list[tuple["WholeFiles", str]] | None] = ContextVar("kept_files", default=None)


class WholeFiles(FileSystemStorage):
    """A name is taken first, and the file moves there when the last byte is written: a full disk leaves nothing."""

    def _save(self, name: str, content: Any) -> str:
        name = self._taken(name)
        part = f"{name}{PART}"
        try:
            self._write(part, content)
            os.replace(self.path(part), self.path(name))
        except BaseException:
            self.delete(part)
            self.delete(name)
            raise
        if (kept := _kept.get()) is not None:
            kept.append((self, name))
        return name

    def _write(self, name: str, content: Any) -> None:
        """A new file that nobody but its owner ever reads, on the disk to the last byte."""
        with open(os.open(self.path(name), os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_FILE), "wb") as file:
            for chunk in content.chunks():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def _taken(self, name: str) -> str:
        """A name that nobody else has or gets."""
        while True:
            path = self.path(name)
            private(Path(path).parent)
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_FILE))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name


def is_full(error: OSError) -> bool:
    """Whether the disk, or what of it may be used, is at its end."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def whole() -> Iterator[None]:
    """A transaction of rows and files: what ends it inside takes the files along.

    When the database is lost at the very end nobody knows whether the rows are there, so then the files stay.
    """
    with transaction.atomic():
        token = _kept.set([])
        try:
            yield
        except BaseException:
            for storage, name in _kept.get() or ():
                storage.delete(name)
            raise
        finally:
            _kept.reset(token)
