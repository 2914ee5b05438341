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
FOLDER = Path(settings.BASE_DIR) / "fixtures" / "institutions"


def preset_codes() -> list[str]:
    """The codes of the presets that this version ships."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read_preset(code: str) -> dict[str, Any]:
    """The preset's tables; `FileNotFoundError` for an unknown code."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
