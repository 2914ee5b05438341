"""Institutions as readable data: `fixtures/institutions/<code>.toml` becomes rows."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from mentorship.regulation.models import Clause, Edition, Institution, Option, Wording

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "institutions"


def preset_codes() -> list[str]:
    """The codes of the presets that this version ships."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read_preset(code: str) -> dict[str, Any]:
    """The preset's tables; `FileNotFoundError` for an unknown code."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


@transaction.atomic
def load_preset(code: str) -> Edition:
    """Write the institution, its edition with every clause and list, its own words of papers (INS-01, §24)."""
    data = read_preset(code)
    institution = data["institution"]
    Institution.objects.create(**{**institution, "letterhead": institution["letterhead"].strip()})
    edition = Edition.objects.create(**data["edition"])
    Clause.objects.bulk_create(
        Clause(edition=edition, position=position, **clause) for position, clause in enumerate(data["clauses"], start=1)
    )
    Option.objects.bulk_create(
        Option(edition=edition, group=group, position=position, **option)
        for group, items in data["options"].items()
        for position, option in enumerate(items, start=1)
    )
    Wording.objects.bulk_create(
        Wording(code=paper, **{name: text.strip() for name, text in words.items()})
        for paper, words in data.get("texts", {}).items()
    )
    return edition
