"""Proposing a longer term or another text and plan of an approved programme, until everybody is asked (п. 7.2)."""

from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.history import erase, record
from mentorship.core.refusal import enforce
from mentorship.people.models import User
from mentorship.programs.amendments import acts, queries
from mentorship.programs.amendments.services.assents import ask_everybody
from mentorship.programs.amendments.services.locking import lock_amendment, lock_program
from mentorship.programs.models import Activity, Amendment, PlanChange, Program
from mentorship.programs.models.amendment import PLANNED
from mentorship.programs.versions import services as versions


@transaction.atomic
def start(program: Program, *, fields: dict[str, Any], on: date, by: User) -> Amendment:
    """Propose a longer term, a correction or both; a longer term alone goes at once to the participants.

    `fields`: corrects, reason, and the new program_ends_on and pair_ends_on or None for both.
    """
    program = lock_program(program)
    enforce(queries.standing(program))
    acts.AMEND.require(program)
    versions.ensure_first(program, by=by)
    amendment = Amendment(
        program=program,
        started_by=by,
        started_on=on,
        old_pair_ends_on=program.pair.ends_on,
        old_program_ends_on=program.ends_on,
        **fields,
    )
    if amendment.extends:
        enforce(queries.extension_violations(amendment))
    record(amendment, f"Предложено: {amendment.what.lower()}", by)
    return amendment if amendment.corrects else ask_everybody(amendment, on, by)


@transaction.atomic
def edit_terms(amendment: Amendment, *, fields: dict[str, Any], by: User) -> Amendment:
    """Change the reason and the new ends while it is being prepared; what is no correction any more changes no text."""
    amendment = lock_amendment(amendment)
    acts.EDIT_TERMS.require(amendment)
    for name, value in fields.items():
        setattr(amendment, name, value)
    if amendment.extends:
        enforce(queries.extension_violations(amendment))
    if not amendment.corrects:
        _drop_correction(amendment, by)
    record(amendment, "Изменены условия", by)
    return amendment


def _drop_correction(amendment: Amendment, by: User) -> None:
    amendment.form, amendment.kind, amendment.texts = None, None, {}
    for change in amendment.plan.all():
        erase(change, f"Предложение убрано: {change.title}", by)


@transaction.atomic
def edit_text(amendment: Amendment, *, fields: dict[str, Any], by: User) -> Amendment:
    """The new words of the programme and the new form and kind; what stays as it is, is not kept."""
    amendment = lock_amendment(amendment)
    acts.EDIT_TEXT.require(amendment)
    program, pair = amendment.program, amendment.program.pair
    for name in ("form", "kind"):
        chosen = fields.pop(name, None)
        setattr(amendment, name, chosen if chosen and chosen != getattr(pair, name) else None)
    amendment.texts = {name: text for name, text in fields.items() if text != getattr(program, name)}
    record(amendment, "Изменён предложенный текст", by)
    return amendment


@transaction.atomic
def add_item(amendment: Amendment, *, fields: dict[str, Any], by: User) -> PlanChange:
    """One more item for the plan."""
    amendment = lock_amendment(amendment)
    acts.ADD_ITEM.require(amendment)
    change = PlanChange(amendment=amendment, **fields)
    record(change, f"Предложено добавить: {change.title}", by)
    return change


@transaction.atomic
def edit_item(change: PlanChange, *, fields: dict[str, Any], by: User) -> PlanChange:
    """Word the change of the plan differently."""
    acts.EDIT_TERMS.require(lock_amendment(change.amendment))
    change.refresh_from_db()
    for name, value in fields.items():
        setattr(change, name, value)
    record(change, f"Изменено предложение: {change.title}", by)
    return change


@transaction.atomic
def change_item(
    amendment: Amendment, activity: Activity, *, fields: dict[str, Any], by: User, drops: bool = False
) -> PlanChange:
    """Another wording of an item, or dropping it; what is done is never changed (END-05)."""
    amendment = lock_amendment(amendment)
    acts.EDIT_TEXT.require(amendment)
    activity.refresh_from_db()
    acts.CHANGE_ITEM.require(activity)
    change = PlanChange.objects.filter(amendment=amendment, activity=activity).first()
    change = change or PlanChange(amendment=amendment, activity=activity)
    for name in PLANNED:
        setattr(change, name, fields.get(name, getattr(activity, name)))
    change.drops = drops
    record(change, f"Предложено {'исключить' if drops else 'изменить'}: {activity.title}", by)
    return change


@transaction.atomic
def undo_item(change: PlanChange, *, by: User) -> None:
    """The item stays as it is in the plan."""
    acts.EDIT_TERMS.require(lock_amendment(change.amendment))
    erase(change, f"Предложение убрано: {change.title}", by)
