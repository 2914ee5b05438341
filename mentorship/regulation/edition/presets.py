"""Institutions as readable data: `fixtures/institutions/<code>.toml` becomes rows."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from mentorship.documents.grammar import decline_position
from mentorship.regulation.models import Clause, Edition, Institution, Option, Wording

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


@transaction.atomic
def load_preset(code: str) -> Edition:
    """Write the institution, its edition with every clause and list, its own words of papers (INS-01)."""
    data = read_preset(code)
    institution = data["institution"]
    Institution.objects.create(**{**institution, "letterhead": institution["letterhead"].strip()})
    Wording.objects.bulk_create(
        Wording(code=paper, **{name: text.strip() for name, text in words.items()})
        for paper, words in data.get("texts", {}).items()
    )
    return _write_edition(data, data["edition"])


@transaction.atomic
def begin_from(code: str, *, names: dict[str, str], today: date) -> Edition:
    """Another institution with the rules and lists of a preset, and nothing that is the preset's alone.

    `names` are its own full and short name and its head's title; an empty code means no rules at all.
    """
    data = read_preset(code) if code else EMPTY
    full = names["full_name"]
    place = data["institution"]
    Institution.objects.create(
        **names,
        code="own",
        letterhead=full,
        preamble=PREAMBLE,
        control=CONTROL,
        act_title=ACT_TITLE,
        full_name_gen=decline_position(full, "gen"),
        full_name_loc=decline_position(full, "loc"),
        layout={name: value for name, value in place.get("layout", {}).items() if name not in OWN_LOOK},
        **{name: place[name] for name in ("number_mask", "mentee_word") if name in place},
    )
    return _write_edition(data, {**data["edition"], "title": ACT_TITLE, "approved_by": "", "starts_on": today})


def _write_edition(data: dict[str, Any], fields: dict[str, Any]) -> Edition:
    edition = Edition.objects.create(**fields)
    Clause.objects.bulk_create(
        Clause(edition=edition, position=position, **clause) for position, clause in enumerate(data["clauses"], start=1)
    )
    Option.objects.bulk_create(
        Option(edition=edition, group=group, position=position, **option)
        for group, items in data["options"].items()
        for position, option in enumerate(items, start=1)
    )
    return edition
