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

Linked = dict[tuple[type[models.Model], Any], Any]
SILENT = {"id", "search_key", "former_key", "updated_at", "created_at", "version", "paused"}


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

    One query for all of them, one for names, one for each source in which something shown has been changed, and one
    for each kind of records that a changed link leads to.
    """
    rows = [
        source if isinstance(source, models.QuerySet) else versions(source.__class__).filter(id=source.pk)
        for source in sources
    ]
    pairs = [pair for versions in _by_source(rows) for pair in _with_older(versions[: 3 * limit])]
    pairs = sorted(pairs, key=lambda pair: pair[0].at, reverse=True)[: 2 * limit]
    users = get_user_model()._default_manager.in_bulk({version.user for version, _ in pairs} - {None})
    whole = _whole(rows, [version for newer, older in pairs if older for version in (newer, older)])
    linked = _linked((whole[one.source, one.key], whole[other.source, other.key]) for one, other in pairs if other)
    entries = (_entry(version, older, users, whole, linked) for version, older in pairs)
    return [entry for entry in entries if entry is not None][:limit]


def while_in(states: Iterable[str], told: models.QuerySet) -> models.Q:
    """Of what belongs to a record: the historical rows written while the record, told by its own, was in a state.

    What was written of a plan between two such times, while the record was a draft or given back, is left out.
    """
    found, since = models.Q(pk__in=[]), None
    for at, status in told.order_by("history_date", "history_id").values_list("history_date", "status"):
        if status in states:
            since = since or at
        elif since:
            found, since = found | models.Q(history_date__gte=since, history_date__lt=at), None
    return found | models.Q(history_date__gte=since) if since else found


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


def _linked(rows: Iterable[tuple[Any, Any]]) -> Linked:
    """The records that links which have changed lead to, by their model and key."""
    keys: dict[type[models.Model], set[Any]] = {}
    for row, older in rows:
        for field in _changed(row, older):
            if isinstance(field, models.ForeignKey):
                found = {getattr(row, field.attname), getattr(older, field.attname)}
                keys.setdefault(field.related_model, set()).update(found - {None})
    return {(model, pk): one for model, pks in keys.items() for pk, one in model._base_manager.in_bulk(pks).items()}


def _entry(
    version: _Version,
    older: _Version | None,
    users: dict[int, Any],
    whole: dict[tuple[int, int], Any],
    linked: Linked,
) -> Entry | None:
    """The line of the timeline; None for the second row that saving a many-to-many list writes."""
    who = str(users[version.user]) if version.user in users else "Программа"
    reason = version.reason or ("Запись создана" if older is None else "Изменено")
    if older is None:
        return Entry(version.at, reason, who)
    changes = _changes(whole[version.source, version.key], whole[older.source, older.key], linked)
    if not changes and older.reason == reason:
        return None
    return Entry(version.at, reason, who, changes)


def _changed(row: Any, older: Any) -> Iterator[models.Field]:
    for field in row.instance_type._meta.concrete_fields:
        told = field.name not in SILENT and field.attname in row.__dict__
        if told and getattr(older, field.attname) != getattr(row, field.attname):
            yield field


def _changes(row: Any, older: Any, linked: Linked) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(field.verbose_name), "прежнее", "новое")  # a structure is no words
        if isinstance(field, models.JSONField)
        else (str(field.verbose_name), _shown(field, older, linked), _shown(field, row, linked))
        for field in _changed(row, older)
    )


def _shown(field: models.Field, row: Any, linked: Linked) -> str:
    """The value as a person reads it; a link to another record is named by its record."""
    value = getattr(row, field.attname)
    if value is None or value == "":
        return "пусто"
    if isinstance(field, models.BooleanField):
        return "да" if value else "нет"
    if isinstance(field, models.ForeignKey):
        target = linked.get((field.related_model, value))
        return str(target) if target else "удалено"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"
    if isinstance(field, models.DateField):
        return f"{value:%d.%m.%Y}"
    return str(value)
