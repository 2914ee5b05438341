"""Operations of migrations without a domain word."""

from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Many models at once: the state is drawn once for all of them, not anew for each.

    Nearly every model here leads to nearly every other, and Django draws all that are related again with each
    model it adds: an empty database took three times as long.
    """

    serialization_expand_args = ["models"]

    def __init__(self, models):
        self.models = models

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # drawn when the first table is made
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.models)} models"
