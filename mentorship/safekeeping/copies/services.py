"""A copy of the whole state, and its return.

The order in which `restore` goes, and what a death at each step leaves behind:

1. every byte and every row of the file is checked, its files are laid into `.restoring` beside those in use;
2. the present state, if there is one, is kept as a copy in BACKUP_DIR; files of another database, beside which this
   one is empty, are to stay in a folder of their own;
3. one transaction: rows go, rows come, links are checked, the mark is written; until it is committed everything is as
   it was, and what waits in `.restoring` is removed by `recover`, with which each start, backup and restoring begin;
4. the files are swapped (`files.swap`): `recover` finds the mark and ends the swap.

A copy of an earlier version goes into a new database only: its tables are made as they were then, filled, and
changed by the migrations; a death meanwhile leaves a database to throw away, and `recover` says so.
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.utils import timezone

from mentorship.core.folders import private
from mentorship.core.refusal import Refusal
from mentorship.people.models import Person
from mentorship.regulation.models import Institution
from mentorship.safekeeping import schema
from mentorship.safekeeping.copies import archive, files, rows, rules, sealing
from mentorship.safekeeping.models import Restoration

ANEW = "new database "  # begins the mark of a restoring that makes its database itself
SPOILT = (
    "Восстановление в новую базу было прервано на середине, и она неполна. Повторите команду restore с другой, пустой "
    "базой (DATABASE_URL). Копия и прежние файлы целы."
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there now: how many people, when the copy was made, and the file or folder that keeps what was before."""

    people: int
    made_at: datetime
    before: Path | None


def write(target: Path) -> int:
    """Write a copy of the whole state; returns its size in bytes. An unfinished file never stands under the name.

    Raises Refusal where the database is not that of this version.
    """
    schema.require_current()
    now = timezone.now()
    migrations = schema.leaves({model._meta.app_label for model in rows.tables(apps).values()})
    return sealing.put(target, lambda out: archive.write(out, now, migrations), key=settings.BACKUP_KEY)


def restore(source: Path, *, key: Path | None = None, replace: bool = False) -> Restored:
    """Put the state of the copy in place of what is there, all of it or nothing. Raises Refusal, in words."""
    with files.one_restoring():
        _recover()
        with sealing.opened(source, key) as file, archive.opened(file) as copy:
            older = rules.is_older(
                copy.manifest.migrations,
                schema.leaves({model._meta.app_label for model in rows.tables(apps).values()}),
                schema.known(),
                copy.manifest.version,
            )
            if older:
                _require_no_tables(copy.manifest.version)
            schema.require_not_newer()
            found, lying = what_is_there(), len(files.kept())
            if not replace:
                _require_nothing(found, lying)
            beside = files.root() / f"{files.BESIDE}{_moment()}" if lying and not found else None
            return _put_anew(copy, beside) if older else _put(copy, beside, keep=bool(found))


def _require_nothing(found: str, lying: int) -> None:
    """Raises Refusal where there is something to lose: rows, or files of whatever database."""
    if found:
        raise Refusal(
            f"В базе уже есть данные: {found}. Чтобы заменить их, повторите с --replace: "
            f"нынешнее состояние сначала сохранится в {settings.BACKUP_DIR}."
        )
    if lying:
        raise Refusal(
            f"База пуста, но в папке {settings.MEDIA_ROOT} уже лежат файлы ({lying}): наверное, другой базы. Назовите "
            "для этой базы другую, пустую папку (MEDIA_ROOT) и повторите. Чтобы занять эту, повторите с --replace: "
            f"прежние файлы останутся в ней, в папке {files.BESIDE}…. Ничего не изменилось."
        )


def _put(copy: archive.Copy, beside: Path | None, *, keep: bool) -> Restored:
    """A copy of this very version."""
    mark = secrets.token_hex(16)
    try:
        _unfold(copy, mark, apps, beside)
        call_command("migrate", verbosity=0)
        before = _keep_present() if keep else beside
        with transaction.atomic():
            rows.empty(apps)
            _fill(copy, apps)
            _sign(copy, mark)
    finally:
        _recover()
    return Restored(Person.objects.count(), copy.manifest.made_at, before)


def _put_anew(copy: archive.Copy, beside: Path | None) -> Restored:
    """A copy of an earlier version: tables as they were then, its rows, the migrations since, its files."""
    mark = ANEW + secrets.token_hex(8)
    targets = list(copy.manifest.migrations.items())
    executor = MigrationExecutor(connection)
    try:
        _unfold(copy, mark, executor.loader.project_state(targets).apps, beside)
        state = executor.migrate(targets)
        with transaction.atomic():
            rows.empty(state.apps)
            _fill(copy, state.apps)
        call_command("migrate", verbosity=0)
        _sign(copy, mark)
    except Refusal as refusal:
        files.discard()
        raise Refusal(f"{refusal} Базу, в которую шло восстановление, удалите: она неполна.") from refusal
    _recover()
    return Restored(Person.objects.count(), copy.manifest.made_at, beside)


def _unfold(copy: archive.Copy, mark: str, registry: Apps, beside: Path | None) -> None:
    """Check every byte and every row and lay the files beside those in use. Raises Refusal."""
    try:
        copy.require_room(files.free())
        copy.check(files.stage(mark, beside.name if beside else ""))
        for _, found in _tables_of(copy, registry):
            for _ in found:
                pass
    except OSError as error:
        raise Refusal(
            f"Файлы копии не удалось разложить в {settings.MEDIA_ROOT}: {error.strerror}. Ничего не изменилось."
        ) from error
    os.sync()


def _tables_of(copy: archive.Copy, registry: Apps) -> Iterator[tuple[type[Model], Iterator[list[Any]]]]:
    """The tables of the copy with their rows; each is to be read before the next. Raises Refusal."""
    tables = rows.tables(registry)
    if strange := sorted(copy.labels ^ set(tables)):
        raise Refusal(rules.DAMAGED.format(f"таблицы не те: {', '.join(strange[:3])}"))
    for label, model in tables.items():
        with copy.table(label) as read_line:
            yield model, rows.parsed(model, read_line)


def _fill(copy: archive.Copy, registry: Apps) -> None:
    """Every row of the copy into empty tables."""
    for model, found in _tables_of(copy, registry):
        rows.insert(model, found)
    rows.check_links()
    rows.number_on(rows.tables(registry).values())


def _sign(copy: archive.Copy, mark: str) -> None:
    Restoration.objects.create(
        mark=mark, restored_at=timezone.now(), made_at=copy.manifest.made_at, version=copy.manifest.version
    )


def _keep_present() -> Path:
    """The state of before as a copy that no rotation removes."""
    folder = private(Path(settings.BACKUP_DIR))
    before = folder / f"before-restore-{_moment()}.zip{'.age' if settings.BACKUP_KEY else ''}"
    write(before)
    return before


def _moment() -> str:
    return f"{timezone.localtime():%Y-%m-%d-%H%M%S}"


def recover() -> None:
    """End a restoring that has died: its files follow its rows, or go. Raises Refusal where only a person can."""
    if files.interrupted() is None:
        return
    with files.one_restoring():
        _recover()


def _recover() -> None:
    mark = files.interrupted()
    if mark is None:
        return
    if mark == files.FORWARD or (mark != files.UNMARKED and _is_signed(mark)):
        files.swap()
        return
    files.discard()
    if mark.startswith(ANEW) and _tables():
        raise Refusal(SPOILT)


def _is_signed(mark: str) -> bool:
    table = Restoration._meta.db_table
    return table in _tables() and Restoration.objects.filter(mark=mark).exists()


def _tables() -> list[str]:
    return connection.introspection.table_names()


def _require_no_tables(version: str) -> None:
    if _tables():
        raise Refusal(
            f"Копию сделала прежняя версия программы ({version}). Её восстанавливают в новую, пустую базу: назовите её "
            "в DATABASE_URL (для SQLite — имя файла, которого ещё нет) и повторите. Здесь ничего не изменилось."
        )


def what_is_there() -> str:
    """What the database holds, in words; empty where nothing of anybody."""
    tables = _tables()
    if Person._meta.db_table not in tables:
        return ""
    people, places = _count(Person), _count(Institution)
    return f"сотрудников: {people}, учреждений: {places}" if people or places else ""


def _count(model: type[Model]) -> int:
    """Rows of the table, whose columns may be those of an earlier version."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
        return cursor.fetchone()[0]
