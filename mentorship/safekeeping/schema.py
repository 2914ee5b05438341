"""Whether the program and its database belong together, and whether the database can be written to."""

import os

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from mentorship.core.refusal import Refusal

SHOWN = 3


def leaves(apps: set[str]) -> dict[str, str]:
    """The last migration of each of the apps, as this program knows them."""
    return {app: name for app, name in MigrationLoader(None).graph.leaf_nodes() if app in apps}


def known() -> set[tuple[str, str]]:
    """Every migration that this program has."""
    return set(MigrationLoader(None).disk_migrations)


def require_not_newer() -> None:
    """Raises Refusal where a later version of the program has changed the database."""
    loader = MigrationLoader(connection)
    ours = set(loader.disk_migrations).union(*(one.replaces for one in loader.disk_migrations.values()))
    if strange := sorted(set(loader.applied_migrations) - ours):
        raise Refusal(
            f"База изменена более новой версией программы: здесь не знают {_named(strange)}. "
            "Поставьте ту версию, которая с ней работала; эта испортила бы данные."
        )


def require_current() -> None:
    """Raises Refusal unless the database stands exactly as this version of the program keeps it."""
    require_not_newer()
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if len(executor.loader.applied_migrations) == 0:
        raise Refusal(
            f"База пуста: {connection.settings_dict['NAME']}. Если данные в другой, укажите её в DATABASE_URL; для "
            "новой установки выполните: .venv/bin/python manage.py migrate (команда make serve делает это сама)."
        )
    if plan:
        names = _named([(one.app_label, one.name) for one, _ in plan])
        raise Refusal(
            f"База осталась от прежней версии программы: не выполнено изменений базы: {len(plan)} ({names}). "
            "Сохраните её и выполните: .venv/bin/python manage.py migrate (команда make serve делает это сама)."
        )


def _named(migrations: list[tuple[str, str]]) -> str:
    names = ", ".join(f"{app}.{name}" for app, name in migrations[:SHOWN])
    return names + (" и другие" if len(migrations) > SHOWN else "")


def require_open() -> None:
    """Raises Refusal where the file of SQLite cannot be written (then it is not even read) or nothing answers."""
    require_own_file()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise Refusal(f"База данных не отвечает: {error}") from error


def require_own_file() -> None:
    """Raises Refusal where the file of SQLite or its folder belongs to somebody else."""
    path = str(connection.settings_dict["NAME"])
    for place in (path, os.path.dirname(path)) if connection.vendor == "sqlite" else ():
        if os.path.exists(place) and not os.access(place, os.W_OK):
            raise Refusal(
                f"Нет права записи: {place}. Верните его пользователю, от имени которого работает программа: "
                "без записи база не открывается и для чтения."
            )


def is_read_only() -> bool:
    """Whether PostgreSQL takes no changes: a standby, or told so."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_read_only') = 'on' OR pg_is_in_recovery()")
        return bool(cursor.fetchone()[0])
