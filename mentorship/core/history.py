"""Writing with a human reason, and reading the timeline of a card (django-simple-history)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.db import models
from django.utils import timezone

SILENT = {"id", "search_key", "updated_at", "created_at", "version"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: when, what happened, who did it, what changed."""

    at: datetime
    reason: str
    who: str
    changes: tuple[tuple[str, str, str], ...] = ()


def save(instance: Any, reason: str, by: Any, fields: list[str] | None = None) -> None:
    """Check and save the instance; its history says why and by whom."""
    instance._change_reason = reason[:100]
    instance._history_user = by if getattr(by, "pk", None) else None
    instance.full_clean(validate_unique=True)
    instance.save(update_fields=fields)


def timeline(*sources: Any, limit: int = 30) -> list[Entry]:
    """Newest first. A source is a record, or the historical rows of several (one query each)."""
    entries: list[Entry] = []
    for source in sources:
        rows = source if isinstance(source, models.QuerySet) else source.history.all()
        entries += _entries(rows.select_related("history_user__person")[: 3 * limit])
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:limit]


def _entries(rows: Iterable[Any]) -> Iterator[Entry]:
    """The entries of historical rows that come newest first, each compared with the one before it."""
    by_record: dict[Any, list[Any]] = {}
    for row in rows:
        by_record.setdefault(row.id, []).append(row)
    for versions in by_record.values():
        for newer, older in zip_longest(versions, versions[1:]):
            entry = _entry(newer, older)
            # Saving a many-to-many list writes a second row about the same act.
            if older is None or entry.changes or older.history_change_reason != entry.reason:
                yield entry


def _entry(row: Any, older: Any) -> Entry:
    who = str(row.history_user) if row.history_user else "Программа"
    reason = row.history_change_reason or ("Запись создана" if older is None else "Изменено")
    changes = _changes(row, older) if older is not None else ()
    return Entry(row.history_date, reason, who, changes)


def _changes(row: Any, older: Any) -> tuple[tuple[str, str, str], ...]:
    found = []
    for field in row.instance_type._meta.concrete_fields:
        if field.name in SILENT or field.attname not in row.__dict__:
            continue
        before, after = getattr(older, field.attname), getattr(row, field.attname)
        if before != after:
            found.append((str(field.verbose_name), _shown(field, older), _shown(field, row)))
    return tuple(found)


def _shown(field: models.Field, row: Any) -> str:
    """The value as a person reads it; a link to another record is named by its record."""
    value = getattr(row, field.attname)
    if value is None or value == "":
        return "пусто"
    if isinstance(field, models.BooleanField):
        return "да" if value else "нет"
    if isinstance(field, models.ForeignKey):
        target = field.related_model._base_manager.filter(pk=value).first()
        return str(target) if target else "удалено"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"
    if isinstance(field, models.DateField):
        return f"{value:%d.%m.%Y}"
    return str(value)
