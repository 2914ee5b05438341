"""Institutions as readable data: `fixtures/institutions/<code>.toml` becomes rows."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

ACT_TITLE = "Положение о системе наставничества педагогических работников"
PREAMBLE = "В соответствии со статьёй 351.8 Трудового кодекса Российской Федерации"
CONTROL = "Контроль за исполнением настоящего приказа оставляю за собой."
OWN_LOOK = {"approvals", "details", "visas"}  # of the preset's own papers
NO_RULES = {"mentor_consent": True, "mentee_consent": True, "data_consent": True, "program_contents": False}
EMPTY: dict[str, Any] = {"institution": {}, "edition": NO_RULES, "clauses": [], "options": {}}
NAMES = ("full_name", "full_name_gen", "full_name_loc", "short_name")  # the longer ones first
FOLDER = Path(settings.BASE_DIR) / "fixtures" / "institutions"


def preset_codes() -> list[str]:
    """The codes of the presets that this version ships."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def renamed(data: dict[str, Any], short_name: str) -> dict[str, Any]:
    """The lists and clauses of a preset with the name of another institution instead of its own."""
    own = [data["institution"][name] for name in NAMES if data["institution"].get(name)]

    def said(row: dict[str, Any]) -> dict[str, Any]:
        return {
            key: _instead(value, own, short_name) if isinstance(value, str) else value for key, value in row.items()
        }

    options = {group: [said(row) for row in rows] for group, rows in data["options"].items()}
    return {**data, "options": options, "clauses": [said(row) for row in data["clauses"]]}


def _instead(text: str, own: list[str], short_name: str) -> str:
    for name in own:
        text = text.replace(name, short_name)
    return text


def read_preset(code: str) -> dict[str, Any]:
    """The preset's tables; `FileNotFoundError` for an unknown code."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
