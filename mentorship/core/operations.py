"""Operations of migrations without a domain word."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

REASON = "history_change_reason"


class CreateModels(Operation):
    """Many models at once: the state is drawn once for all of them, not anew for each.

    Nearly every model here leads to nearly every other, and Django draws all that are related again with each
    model it adds: an empty database took three times as long.
    """

    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # drawn when the first table is made
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.models)} models"


class ReasonsOfAnyLength(Operation):
    """The history of every model of the app keeps whole reasons, not their first hundred signs.

    SQLite keeps to no length, so its tables stay as they are. What has been drawn of the models stays too:
    drawing them anew costs seconds, and a longer text makes no difference to them.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for model in self._histories(app_label, state):
            model.fields[REASON] = models.TextField(null=True)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._retype("text", app_label, schema_editor, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._retype(f"varchar(100) USING left({REASON}, 100)", app_label, schema_editor, to_state)

    def describe(self) -> str:
        return "Keep reasons of any length"

    def _histories(self, app_label: str, state: ProjectState) -> list[Any]:
        return [model for (app, _), model in state.models.items() if app == app_label and REASON in model.fields]

    def _retype(self, kind: str, app_label: str, editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
        if editor.connection.vendor == "postgresql":
            for model in self._histories(app_label, state):
                table = editor.quote_name(model.options.get("db_table") or f"{app_label}_{model.name_lower}")
                editor.execute(f"ALTER TABLE {table} ALTER COLUMN {REASON} TYPE {kind}")


class NeverChanged(Operation):
    """The database itself refuses to change or to delete a row of the table once it is written.

    Only a database that is emptied as a whole lets them go (`flush`). On SQLite a later migration that makes the
    table anew loses its triggers: this operation puts them back after it.
    """

    MESSAGE = "a kept paper is never changed"

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = self._table(app_label)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS $$ "
                f"BEGIN RAISE EXCEPTION '{self.MESSAGE}'; END $$ LANGUAGE plpgsql"
            )
        for act in ("UPDATE", "DELETE"):
            said = (
                f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
                if schema_editor.connection.vendor == "postgresql"
                else f"BEGIN SELECT RAISE(ABORT, '{self.MESSAGE}'); END"
            )
            schema_editor.execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {said}")

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        table = self._table(app_label)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_refuse() CASCADE")
            return
        for act in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{act}")

    def describe(self) -> str:
        return f"Refuse changes of {self.model}"

    def _table(self, app_label: str) -> str:
        return f"{app_label}_{self.model.lower()}"


class NeverReplaced(Operation):
    """SQLite refuses to write a row over one that is there: `INSERT OR REPLACE` deletes without asking the triggers.

    What another row may not have too is the key, every unique field and every constraint `UniqueConstraint(fields=…)`.
    PostgreSQL has no such writing. A later migration that makes the table anew on SQLite puts this back after it.
    """

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            return
        meta = to_state.apps.get_model(app_label, self.model)._meta
        alone = [(field.name,) for field in meta.concrete_fields if field.unique]
        together = [one.fields for one in meta.constraints if isinstance(one, models.UniqueConstraint)]
        keys = [[meta.get_field(name).column for name in names] for names in (*alone, *together)]
        same = " OR ".join("(" + " AND ".join(f"{name} = NEW.{name}" for name in key) + ")" for key in keys)
        schema_editor.execute(
            f"CREATE TRIGGER {meta.db_table}_no_replace BEFORE INSERT ON {meta.db_table} "
            f"WHEN EXISTS (SELECT 1 FROM {meta.db_table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{NeverChanged.MESSAGE}'); END"
        )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            schema_editor.execute(f"DROP TRIGGER {app_label}_{self.model.lower()}_no_replace")

    def describe(self) -> str:
        return f"Refuse to write over {self.model}"
