"""Copies to restore: empty ones that need no database, whole or spoilt, and what the database holds."""

import datetime as dt
import json
import zipfile
from io import BytesIO

from django.apps import apps
from django.db import connection, connections, transaction

from mentorship.safekeeping import schema
from mentorship.safekeeping.copies import archive, rows, rules

MADE = dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC)


def dump():
    """Every row of the database, as the lines of a copy."""
    return {label: b"".join(rows.lines(model)) for label, model in rows.tables(apps).items()}


def put_back(state):
    """What `restore` does with the rows."""
    with transaction.atomic():
        connection.check_constraints()  # a table with a row that is still to be checked is not emptied
        rows.empty(apps)
        for label, model in rows.tables(apps).items():
            rows.insert(model, rows.parsed(model, BytesIO(state[label]).readline))
        rows.check_links()
        rows.number_on(rows.tables(apps).values())


def returns():
    """Whether all that the database holds comes back byte for byte and nothing else with it."""
    before = dump()
    put_back(before)
    return dump() == before


class Elsewhere:
    """The default connection leads to an empty SQLite database in memory meanwhile."""

    def __enter__(self):
        self.own = connections["default"]
        settings = {**self.own.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
        connections.databases["elsewhere"] = settings
        connections["default"] = other = connections.create_connection("elsewhere")
        other.alias = "default"
        with other.constraint_checks_disabled(), other.schema_editor() as editor:
            for model in apps.get_models():
                editor.create_model(model)

    def __exit__(self, *problem):
        connections["default"].close()
        del connections.databases["elsewhere"]
        connections["default"] = self.own


def headers():
    """Every table without rows."""
    found = rows.tables(apps).items()
    return {label: [rows._line([one.column for one in model._meta.local_concrete_fields])] for label, model in found}


def migrations():
    return schema.leaves({model._meta.app_label for model in rows.tables(apps).values()})


def copy(path, *, tables=None, media=(), **head):
    """A lawful copy of an institution without a row; `tables` and `head` say what is different."""
    out = BytesIO()
    manifest = rules.Manifest(
        **{"version": "0.4.0", "made_at": MADE, "migrations": migrations(), "members": {}, **head}
    )
    files = [(name, BytesIO(content)) for name, content in dict(media).items()]
    archive._pack(out, manifest, {**headers(), **(tables or {})}.items(), files)
    path.write_bytes(out.getvalue())
    return path


def rezipped(path, change):
    """The same copy after `change` has had its members, by name, in its hands."""
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return path


def remade(path, change):
    """The same copy whose manifest says something else."""

    def say(members):
        manifest = json.loads(members[rules.MANIFEST])
        change(manifest)
        members[rules.MANIFEST] = json.dumps(manifest)

    return rezipped(path, say)
