"""Programme templates: `fixtures/programs/*.toml`. Copied into a programme, never linked."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

from mentorship.documents.wording import named

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "programs"


def template_choices() -> list[tuple[str, str]]:
    """(code, title) of every template."""
    return [(path.stem, read(path.stem)["title"]) for path in sorted(FOLDER.glob("*.toml"))]


def read(code: str) -> dict[str, Any]:
    """One template in the institution's own words; `code` must come from `template_choices`."""
    return tomllib.loads(named((FOLDER / f"{code}.toml").read_text(encoding="utf-8")))
