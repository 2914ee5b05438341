"""Templates of roadmaps: `fixtures/roadmaps/*.toml`. Copied into a roadmap, never linked."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "roadmaps"
COMMON = "common"


def templates() -> list[tuple[str, str]]:
    """(code, name) of every template; the common one stands last."""
    codes = sorted((path.stem for path in FOLDER.glob("*.toml")), key=lambda code: (code == COMMON, code))
    return [(code, read(code)["name"]) for code in codes]


def code_for(institution: str) -> str:
    """The template of this very institution; empty when none is shipped."""
    return institution if (FOLDER / f"{institution}.toml").is_file() else ""


def read(code: str) -> dict[str, Any]:
    """One template; `code` must come from `templates`."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
