"""Writing with a human reason, and reading the timeline of a card (django-simple-history)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.contrib.auth import get_user_model
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


def record(instance: Any, reason: str, by: Any, fields: list[str] | None = None) -> None:
    """Check and save the instance; its history says why and by whom."""
    instance._change_reason = reason
    instance._history_user = by if getattr(by, "pk", None) else None
    instance.full_clean(validate_unique=True)
    instance.save(update_fields=fields)


def erase(instance: Any, reason: str, by: Any) -> None:
    """Delete the instance; its history stays and says why and by whom."""
    instance._change_reason = reason
    instance._history_user = by if getattr(by, "pk", None) else None
    instance.delete()


def timeline(*sources: Any, limit: int = 30) -> list[Entry]:
    """Newest first. A source is a record, or the historical rows of several: one query each, one for names."""
    pairs: list[tuple[Any, Any]] = []
    for source in sources:
        rows = source if isinstance(source, models.QuerySet) else source.history.all()
        pairs += _versions(rows[: 3 * limit])
    pairs = sorted(pairs, key=lambda pair: pair[0].history_date, reverse=True)[: 2 * limit]
    users = get_user_model()._default_manager.in_bulk({row.history_user_id for row, _ in pairs} - {None})
    entries = (_entry(row, older, users) for row, older in pairs)
    return [entry for entry in entries if entry is not None][:limit]


def _versions(rows: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each historical row with the version of its record before it; rows come newest first."""
    by_record: dict[Any, list[Any]] = {}
    for row in rows:
        by_record.setdefault(row.id, []).append(row)
    for versions in by_record.values():
        yield from zip_longest(versions, versions[1:])


def _entry(row: Any, older: Any, users: dict[int, Any]) -> Entry | None:
    """The line of the timeline; None for the second row that saving a many-to-many list writes."""
    who = str(users[row.history_user_id]) if row.history_user_id in users else "Программа"
    reason = row.history_change_reason or ("Запись создана" if older is None else "Изменено")
    changes = _changes(row, older) if older is not None else ()
    if older is not None and not changes and older.history_change_reason == reason:
        return None
    return Entry(row.history_date, reason, who, changes)


def _changes(row: Any, older: Any) -> tuple[tuple[str, str, str], ...]:
    found = []
    for field in row.instance_type._meta.concrete_fields:
        if field.name in SILENT or field.attname not in row.__dict__:
            continue
        before, after = getattr(older, field.attname), getattr(row, field.attname)
        if before != after and isinstance(field, models.JSONField):
            found.append((str(field.verbose_name), "прежнее", "новое"))  # a structure is no words
        elif before != after:
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
