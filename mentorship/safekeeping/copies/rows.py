"""Rows of every table as lines of JSON and back, exactly: no model is saved, so nothing is counted or recorded anew.

A table is one file: a line with the names of its columns, then a line of values for each row. Lists of
many to many are tables like any other. Values stand as the field reads them: moments with microseconds, bytes
in base64, structures as they are.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, time
from decimal import Decimal
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.models import Field, FileField, Model

from mentorship.core.refusal import Refusal
from mentorship.safekeeping.copies.rules import DAMAGED

AT_ONCE = 500  # rows
LINE_AT_MOST = 512 * 1024 * 1024  # bytes; the largest kept paper is far below
# Made anew by migrations (contenttypes, auth), of no value to anybody (sessions), made again
# when asked for (archive), what this installation knows of its own copies (safekeeping).
APPS_LEFT_OUT = {"contenttypes", "auth", "sessions", "archive", "safekeeping"}
# Lists on their way to the cards are nobody's but their uploader's; where somebody is signed in ends with the sessions;
# what was tried in vain at the door is forgotten within a day anyway.
LEFT_OUT = {"people.staffimport", "people.opensession", "people.attempt", "people.forgottenpassword"}
NOT_EMPTIED = {"contenttypes", "auth", "safekeeping"}


def tables(registry: Apps) -> dict[str, type[Model]]:
    """Every table that a copy holds, by its label."""
    models = _stored(registry)
    return {
        label: model
        for label, model in models.items()
        if model._meta.app_label not in APPS_LEFT_OUT and label not in LEFT_OUT
    }


def _stored(registry: Apps) -> dict[str, type[Model]]:
    models = registry.get_models(include_auto_created=True)
    return {model._meta.label_lower: model for model in models if model._meta.managed and not model._meta.proxy}


@contextmanager
def snapshot() -> Iterator[None]:
    """One state of the database for as long as rows are read; on SQLite it keeps no writer waiting."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    mode: Any = connection
    kept, mode.transaction_mode = mode.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        mode.transaction_mode = kept


def files_named(registry: Apps) -> set[str]:
    """The file of every row that has one."""
    found: set[str] = set()
    for model in tables(registry).values():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                found.update(model._base_manager.exclude(**{field.name: ""}).values_list(field.attname, flat=True))
    return found


def lines(model: type[Model]) -> Iterator[bytes]:
    """The file of a table, line by line."""
    fields: list[Any] = list(model._meta.local_concrete_fields)
    yield _line([field.column for field in fields])
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for values in rows.iterator(AT_ONCE):
        yield _line([_told(value) for value in values])


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _told(value: Any) -> Any:
    """A value as JSON holds it; the field understands it again."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    return str(value) if isinstance(value, Decimal) else value


def parsed(model: type[Model], read_line: Callable[[int], bytes]) -> Iterator[list[Any]]:
    """Rows as the database takes them, in the order of the model's fields. Raises Refusal for another shape."""
    fields: list[Any] = list(model._meta.local_concrete_fields)
    label = model._meta.label_lower
    columns = _json(label, read_line(LINE_AT_MOST))
    if not isinstance(columns, list) or sorted(map(str, columns)) != sorted(field.column for field in fields):
        raise Refusal(DAMAGED.format(f"столбцы таблицы {label} другие"))
    places = [columns.index(field.column) for field in fields]
    number = 1
    while line := read_line(LINE_AT_MOST):
        number += 1
        values = _json(label, line)
        if not isinstance(values, list) or len(values) != len(fields):
            raise Refusal(DAMAGED.format(f"таблица {label}, строка {number}"))
        try:
            yield [_understood(field, values[place]) for field, place in zip(fields, places, strict=True)]
        except (ValidationError, ValueError, TypeError) as error:
            raise Refusal(DAMAGED.format(f"таблица {label}, строка {number}: не те значения")) from error


def _json(label: str, line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise Refusal(DAMAGED.format(f"таблица {label} не читается")) from error


def _understood(field: Field, value: Any) -> Any:
    return field.get_db_prep_save(None if value is None else field.to_python(value), connection)


def insert(model: type[Model], rows: Iterable[list[Any]]) -> None:
    """Write the rows as they are. Raises Refusal where this database cannot hold one."""
    quote = connection.ops.quote_name
    fields: list[Any] = list(model._meta.local_concrete_fields)
    columns, marks = ", ".join(quote(field.column) for field in fields), ", ".join("%s" for _ in fields)
    told = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"
    rows = iter(rows)
    with connection.cursor() as cursor:
        while part := list(islice(rows, AT_ONCE)):
            try:
                cursor.executemany(told, part)
            except (DatabaseError, ValueError) as error:  # psycopg says ValueError of a NUL in a text
                raise Refusal(
                    f"Записи «{model._meta.verbose_name_plural}» не помещаются в базу: {error}. Ничего не изменилось."
                ) from error


def number_on(models: Iterable[type[Model]]) -> None:
    """The next row of each table gets the number after the last one."""
    with connection.cursor() as cursor:
        for told in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(told)


def check_links() -> None:
    """Every row points at rows that are there. Raises Refusal."""
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise Refusal(DAMAGED.format(f"записи ссылаются на те, которых нет: {error}")) from error


def empty(registry: Apps) -> None:
    """Let every row go but those that migrations make and what this installation knows of its copies.

    PostgreSQL empties tables without asking their triggers; on SQLite those that refuse stand aside meanwhile.
    """
    names = [model._meta.db_table for model in _stored(registry).values() if model._meta.app_label not in NOT_EMPTIED]
    with guards_aside():
        told = connection.ops.sql_flush(no_style(), names, reset_sequences=True, allow_cascade=False)
        connection.ops.execute_sql_flush(told)


@contextmanager
def guards_aside() -> Iterator[None]:
    """SQLite's triggers that refuse to let rows go stand aside, and come back as they were."""
    if connection.vendor != "sqlite":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE%'")
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, told in guards:
            cursor.execute(told)
