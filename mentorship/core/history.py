"""Writing with a human reason, and reading the timeline of a card (django-simple-history)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

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


@cache
def versions(model: type[models.Model]) -> models.Manager:
    """The historical rows of a model; simple-history makes the class of this manager anew at each look at it."""
    return model.history  # type: ignore[attr-defined]


def timeline(*sources: Any, limit: int = 30) -> list[Entry]:
    """Newest first. A source is a record, or the historical rows of several.

    One query for all of them, one for names, and one for each source in which something shown has been changed.
    """
    rows = [
        source if isinstance(source, models.QuerySet) else versions(source.__class__).filter(id=source.pk)
        for source in sources
    ]
    pairs = [pair for versions in _by_source(rows) for pair in _with_older(versions[: 3 * limit])]
    pairs = sorted(pairs, key=lambda pair: pair[0].at, reverse=True)[: 2 * limit]
    users = get_user_model()._default_manager.in_bulk({version.user for version, _ in pairs} - {None})
    whole = _whole(rows, [version for newer, older in pairs if older for version in (newer, older)])
    entries = (_entry(version, older, users, whole) for version, older in pairs)
    return [entry for entry in entries if entry is not None][:limit]


class _Version(NamedTuple):
    """What tells a historical row from others, and what its line says whatever has changed in the record."""

    source: int
    record: int
    key: int
    at: datetime
    user: int | None
    reason: str | None


VERSION = ("id", "history_id", "history_date", "history_user_id", "history_change_reason")


def _by_source(rows: list[models.QuerySet]) -> list[list[_Version]]:
    """The historical rows of each source, newest first; one query."""
    first, *others = [
        source.order_by().values_list(models.Value(number), *VERSION) for number, source in enumerate(rows)
    ]
    found: list[list[_Version]] = [[] for _ in rows]
    for version in sorted(map(_Version._make, first.union(*others, all=True)), key=_age, reverse=True):
        found[version.source].append(version)
    return found


def _age(version: _Version) -> tuple[datetime, int]:
    return version.at, version.key


def _with_older(versions: Iterable[_Version]) -> Iterator[tuple[_Version, _Version | None]]:
    """Each version with that of the same record before it."""
    by_record: dict[int, list[_Version]] = {}
    for version in versions:
        by_record.setdefault(version.record, []).append(version)
    for of_one in by_record.values():
        yield from zip_longest(of_one, of_one[1:])


def _whole(rows: list[models.QuerySet], versions: Iterable[_Version]) -> dict[tuple[int, int], Any]:
    """The historical rows themselves, by the source and the key."""
    keys: dict[int, set[int]] = {}
    for version in versions:
        keys.setdefault(version.source, set()).add(version.key)
    return {
        (source, row.pk): row for source, found in keys.items() for row in rows[source].order_by().filter(pk__in=found)
    }


def _entry(
    version: _Version, older: _Version | None, users: dict[int, Any], whole: dict[tuple[int, int], Any]
) -> Entry | None:
    """The line of the timeline; None for the second row that saving a many-to-many list writes."""
    who = str(users[version.user]) if version.user in users else "Программа"
    reason = version.reason or ("Запись создана" if older is None else "Изменено")
    if older is None:
        return Entry(version.at, reason, who)
    changes = _changes(whole[version.source, version.key], whole[older.source, older.key])
    if not changes and older.reason == reason:
        return None
    return Entry(version.at, reason, who, changes)


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
