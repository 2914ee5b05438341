"""The whole state in one file: every row as JSON and every evidence file, in a zip.

The rows are read in one transaction, so a backup of a running installation is consistent, and the
file can be restored into SQLite and into PostgreSQL alike.
"""

import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

import mentorship
from mentorship.orders.kinds.base import KINDS
from mentorship.safekeeping import older

ROWS, VERSION, MEDIA = "rows.json", "version.txt", "media"
# Made anew by migrations or of no value to anybody.
# Packages can be made again; lists of staff on their way to the cards are nobody's but their uploader's.
LEFT_OUT = ["contenttypes", "auth.permission", "sessions", "axes", "archive", "people.staffimport"]


class NotABackup(Exception):
    """The file is not one of ours."""


def write(target: Path) -> int:
    """Write the backup; returns its size in bytes. An unfinished file never stands under the name."""
    with TemporaryDirectory(dir=target.parent) as folder:
        rows, unfinished = Path(folder) / ROWS, Path(folder) / "backup.zip"
        with transaction.atomic():
            if connection.vendor == "postgresql":
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            call_command("dumpdata", exclude=LEFT_OUT, output=str(rows), verbosity=0)
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(VERSION, mentorship.__version__)
            archive.write(rows, ROWS)
            for path in _media_files():
                archive.write(path, f"{MEDIA}/{path.relative_to(settings.MEDIA_ROOT)}")
        unfinished.replace(target)
    return target.stat().st_size


def read(source: Path) -> None:
    """Put the state of the backup in place of what is there now, all of it or nothing."""
    if not zipfile.is_zipfile(source):
        raise NotABackup
    with zipfile.ZipFile(source) as archive, TemporaryDirectory() as folder:
        if not {ROWS, VERSION} <= set(archive.namelist()):
            raise NotABackup
        archive.extractall(folder)
        _bring_up(Path(folder) / ROWS)
        with transaction.atomic():
            call_command("flush", interactive=False, verbosity=0)
            call_command("loaddata", str(Path(folder) / ROWS), verbosity=0)
        for path in (Path(folder) / MEDIA).rglob("*"):
            if path.is_file():
                place = Path(settings.MEDIA_ROOT) / path.relative_to(Path(folder) / MEDIA)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(path.read_bytes())


def _bring_up(rows: Path) -> None:
    """What an older version wrote, as this one reads it."""
    text = rows.read_text("utf-8")
    if older.is_older(text):
        papers = {code: kind.paper for code, kind in KINDS.items()}
        rows.write_text(json.dumps(older.brought_up(json.loads(text), papers), ensure_ascii=False), "utf-8")


def _media_files() -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    kept = (path for path in root.rglob("*") if path.is_file() and path.relative_to(root).parts[0] != "packages")
    return sorted(kept) if root.exists() else []
