"""A programme that has been handed in: approved, by order too, or returned."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.orders import services as orders_services
from mentorship.orders.models import Order
from mentorship.people.models import User
from mentorship.programs import acts, queries, rules
from mentorship.programs.models import Program
from mentorship.programs.papers import shown_program
from mentorship.programs.services.locking import lock_programs, locked
from mentorship.programs.versions import services as versions


@transaction.atomic
def approve(
    program: Program,
    *,
    on: date,
    by: User,
    minutes_number: str = "",
    minutes_on: date | None = None,
    seen: str | None = None,
) -> Program:
    """The curator approves, alone or by the council's minutes (CUR-13); of two tabs only the first does anything.

    `seen` is the fingerprint of the programme as it was shown.
    """
    program = locked(program)
    acts.APPROVE.require(program)
    require_shown(seen, shown_program(program.pk).mark)
    has_minutes = bool(minutes_number and minutes_on)
    enforce(rules.way_violations(program.pair.edition.program_approval, has_minutes))
    if minutes_on and minutes_on > on:
        raise ValidationError({"minutes_on": "Протокол не может быть позже сегодняшнего дня."})
    enforce(queries.violations(program))
    program.minutes_number, program.minutes_on = minutes_number, minutes_on
    _approve(program, on, by)
    return program


def _approve(program: Program, on: date, by: User) -> None:
    program.status, program.approved_on, program.approved_by = Program.Status.APPROVED, on, by
    record(program, "Программа утверждена", by)
    versions.keep_approved(program, by=by)


@transaction.atomic
def draft_approval(programs: Iterable[Program], *, period: str, minutes: str = "", by: User) -> Order:
    """One draft order that approves the submitted programmes (PRG-18)."""
    locked = lock_programs(programs)
    if not locked:
        raise Refusal("Отметьте хотя бы одну программу.")
    for program in locked:
        acts.APPROVE_BY_ORDER.require(program)
        enforce(queries.violations(program))
    order = orders_services.draft("approve_programs", by=by, values={"период": period, "протокол": minutes})
    for program in locked:
        program.order = order
        record(program, "Включена в проект приказа об утверждении", by)
    return orders_services.word(order, by=by)


def approve_by_order(programs: Iterable[Program], *, on: date, by: User) -> None:
    """The order is signed: its programmes are approved. Called inside the signing."""
    for program in programs:
        _approve(program, on, by)


def release(programs: Iterable[Program], why: str, *, by: User) -> None:
    """The order is discarded or revoked: its programmes wait for approval again."""
    for program in programs:
        program.order = program.approved_on = program.approved_by = None
        program.status = Program.Status.SUBMITTED
        record(program, why, by)


@transaction.atomic
def send_back(program: Program, *, reason: str, by: User) -> Program:
    """The curator returns the programme with a reason."""
    program = locked(program)
    acts.SEND_BACK.require(program)
    program.status, program.return_reason = Program.Status.RETURNED, reason
    record(program, "Возвращена на доработку", by)
    return program
