"""Everything that changes the legal base: one function, one action of a user, one transaction."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.regulation.legal import acts, rules
from mentorship.regulation.models import LegalAct

FILE = Path(settings.BASE_DIR) / "fixtures" / "acts.toml"


def shipped() -> list[dict[str, Any]]:
    """The federal acts that this version comes with."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["acts"]


@transaction.atomic
def load_acts(own: Iterable[Mapping[str, Any]] = ()) -> None:
    """Write the base with which an institution begins: the shipped acts, then those of its preset."""
    LegalAct.objects.bulk_create(LegalAct(**row) for row in (*shipped(), *own))


@transaction.atomic
def add_act(*, fields: Mapping[str, Any], today: date, by: Any) -> LegalAct:
    """An act that the base has not had yet; a newer one than the Положение is a reason to look at it (INS-10)."""
    enforce(rules.adoption_violations(fields["adopted_on"], today))
    return _write(LegalAct(added_on=today), "Акт внесён в нормативную базу", fields, by)


@transaction.atomic
def edit_act(act: LegalAct, *, fields: Mapping[str, Any], today: date, by: Any) -> LegalAct:
    """Mend what is known of an act."""
    enforce(rules.adoption_violations(fields["adopted_on"], today))
    return _write(locked(act), "Изменены сведения об акте", fields, by)


def _write(act: LegalAct, reason: str, fields: Mapping[str, Any], by: Any) -> LegalAct:
    for name, value in fields.items():
        setattr(act, name, value)
    record(act, reason, by)
    return act


@transaction.atomic
def end_act(act: LegalAct, *, ends_on: date, end_reason: str, replaced_by: LegalAct | None, by: Any) -> LegalAct:
    """The act is out of force after a day; it stays in the base with the reason."""
    act = locked(act)
    acts.END.require(act)
    enforce(rules.ending_violations(act.starts_on, ends_on))
    fields = {"ends_on": ends_on, "end_reason": end_reason, "replaced_by": replaced_by}
    return _write(act, f"Действует по {ends_on:%d.%m.%Y}: {end_reason}", fields, by)


@transaction.atomic
def restore_act(act: LegalAct, *, reason: str, by: Any) -> LegalAct:
    """It was a mistake: the act has not lost its force."""
    act = locked(act)
    acts.RESTORE.require(act)
    fields = {"ends_on": None, "end_reason": "", "replaced_by": None}
    return _write(act, f"Снова действует: {reason}", fields, by)


@transaction.atomic
def check_act(act: LegalAct, *, on: date, note: str, today: date, by: Any) -> LegalAct:
    """The Положение was compared with the act: what came of it (INS-10)."""
    act = locked(act)
    acts.CHECK.require(act)
    enforce(rules.check_violations(act.adopted_on, on, today))
    return _write(act, "Положение сверено с этим актом", {"checked_on": on, "check_note": note}, by)
