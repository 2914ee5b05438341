"""Copies of version 0.3.0 and before: all rows in one list, without a manifest. Read as copies of today are."""

import json
from collections.abc import Iterator
from typing import Any

VERSION, ROWS = "version.txt", "rows.json"
REASONS = "0002_reasons_of_any_length"
# The last migration of each app in the versions that wrote such copies.
MIGRATIONS = {
    "0.3.0": {
        "core": "0001_squashed",
        "documents": REASONS,
        "events": "0003_nothing_typed_is_cut",
        "journal": "0003_nothing_typed_is_cut",
        "leaving": REASONS,
        "orders": REASONS,
        "pairs": "0004_nothing_typed_is_cut",
        "people": "0003_earlier_employments",
        "petitions": REASONS,
        "programs": "0004_nothing_typed_is_cut",
        "regulation": REASONS,
        "reminders": REASONS,
        "replacements": REASONS,
        "reports": REASONS,
        "roadmap": "0003_nothing_typed_is_cut",
    }
}
UNKNOWN = (
    "Копия сделана версией {}, которую программа прямо не восстанавливает. Поставьте ту версию, восстановите в ней, "
    "а потом обновите программу. Здесь ничего не изменилось."
)


def tables(text: bytes, models: dict[str, Any]) -> Iterator[tuple[str, list[bytes]]]:
    """The list of rows as tables by label, lists of many to many among them. Raises ValueError, KeyError, TypeError."""
    found: dict[str, list[list[Any]]] = {label: [] for label in models}
    for row in json.loads(text):
        meta = models[row["model"]]._meta
        fields = row["fields"]
        found[row["model"]].append(
            [row["pk"] if one.primary_key else fields[one.name] for one in meta.local_concrete_fields]
        )
        for many in meta.local_many_to_many:
            through = found.get(many.remote_field.through._meta.label_lower)
            if through is not None:
                for key in fields.get(many.name, ()):
                    through.append([len(through) + 1, row["pk"], key])
    for label, model in models.items():
        columns = [one.column for one in model._meta.local_concrete_fields]
        yield label, [json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in (columns, *found[label])]
