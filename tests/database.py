"""The empty database of the tests: how it is made cheaply, and emptied.

On SQLite what the migrations have made is kept, and copied for as long as they stay the same.
"""

import os
import sqlite3
from contextlib import closing
from hashlib import sha256
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

# What the tables come from: migrations and what they call, Django and the libraries that bring tables.
SOURCES = (
    "requirements.txt",
    "mentorship/*/migrations/*.py",
    "mentorship/core/operations.py",
    "mentorship/core/fields.py",
)


def take() -> None:
    """Put the copy where Django makes its test database, if there is one; whatever stood there goes."""
    name = Path(connection.creation._get_test_db_name())
    for ending in ("", "-wal", "-shm"):
        name.with_name(name.name + ending).unlink(missing_ok=True)
    if _kept().exists():
        name.write_bytes(_kept().read_bytes())


def keep() -> None:
    """Copy the test database, in which no test has run yet; copies of other migrations go."""
    kept = _kept()
    if kept.exists():
        return
    for old in kept.parent.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    made = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(made)) as copy:
        source.backup(copy)
    made.replace(kept)


def empty(case: TransactionTestCase) -> None:
    """What a test that commits leaves in PostgreSQL goes row by row: TRUNCATE makes every table anew, a second a test.

    Types and permissions are what the migrations have written. Triggers and foreign keys are not asked.
    """
    written = {"django_migrations", "django_content_type", "auth_permission"}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in set(connection.introspection.table_names(cursor)) - written:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        cursor.execute("SET session_replication_role = DEFAULT")


def _kept() -> Path:
    root = settings.BASE_DIR
    digest = sha256()
    for path in sorted(chain.from_iterable(root.glob(pattern) for pattern in SOURCES)):
        digest.update(path.read_bytes())
    return root / "data" / f"migrated-{digest.hexdigest()[:16]}.sqlite3"
