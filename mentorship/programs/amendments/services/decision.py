"""What becomes of an amendment: granted, refused or withdrawn; how it takes effect (п. 7.2, END-04, END-05)."""

from dataclasses import astuple
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.orders import services as orders_services
from mentorship.orders.models import Order
from mentorship.people.models import User
from mentorship.programs.amendments import acts, queries
from mentorship.programs.amendments.papers import shown_amendment
from mentorship.programs.amendments.services.locking import lock_amendment
from mentorship.programs.models import Activity, Amendment, PlanChange, Program
from mentorship.programs.models.amendment import PLANNED
from mentorship.programs.rules import way_violations
from mentorship.programs.versions import services as versions
from mentorship.regulation.models import Edition

Status = Amendment.Status


@transaction.atomic
def grant(
    amendment: Amendment,
    *,
    on: date,
    by: User,
    minutes_number: str = "",
    minutes_on: date | None = None,
    seen: str | None = None,
) -> Order | None:
    """The curator grants it: a draft order where one is needed, otherwise it takes effect at once.

    `seen` is the fingerprint of the changes as they were shown.
    """
    amendment = lock_amendment(amendment)
    acts.GRANT.require(amendment)
    require_shown(seen, shown_amendment(amendment).mark)
    enforce(queries.violations(amendment))
    if queries.needs_order(amendment):
        return _draft_order(amendment, by)
    if amendment.program.pair.edition.program_approval == Edition.Approval.MINUTES:
        _check_minutes(minutes_number, minutes_on, on)
        amendment.minutes_number, amendment.minutes_on = minutes_number, minutes_on
    apply(amendment, on=on, by=by)
    return None


def _check_minutes(number: str, day: date | None, today: date) -> None:
    enforce(way_violations("minutes", bool(number and day)))
    if day and day > today:
        raise ValidationError({"minutes_on": "Протокол не может быть позже сегодняшнего дня."})


def _draft_order(amendment: Amendment, by: User) -> Order:
    order = orders_services.draft("extension", by=by)
    amendment.order, amendment.status = order, Status.GRANTED
    record(amendment, "Разрешено: подготовлен проект приказа", by)
    return orders_services.word(order, by=by)


@transaction.atomic
def refuse(amendment: Amendment, *, reason: str, on: date, by: User) -> Amendment:
    """The curator refuses what all have agreed on, with a reason."""
    amendment = lock_amendment(amendment)
    acts.REFUSE.require(amendment)
    return close(amendment, Status.REFUSED, on, "Отклонено куратором", by, reason=reason)


@transaction.atomic
def withdraw(amendment: Amendment, *, reason: str, on: date, by: User) -> Amendment:
    """Whoever proposed it, or the curator, takes it back before it is decided."""
    amendment = lock_amendment(amendment)
    acts.WITHDRAW.require(amendment)
    if not acts.WITHDRAW.asks(amendment, by):
        raise Refusal("Отозвать изменение может тот, кто его предложил, или куратор. Вы можете не согласиться.")
    return close(amendment, Status.WITHDRAWN, on, "Отозвано", by, reason=reason)


def close(amendment: Amendment, status: str, on: date, said: str, by: User, *, reason: str = "") -> Amendment:
    """It is decided: what it was to change is kept as it stood. Called with the amendment locked."""
    amendment.changes = [list(astuple(change)) for change in queries.changes(amendment)]
    amendment.status, amendment.closed_on, amendment.closing_reason = status, on, reason
    record(amendment, said, by)
    return amendment


def release(amendment: Amendment, *, by: User) -> None:
    """The draft order is discarded: the curator decides anew."""
    amendment.order, amendment.status = None, Status.AGREED
    record(amendment, "Проект приказа отклонён", by)


def apply(amendment: Amendment, *, on: date, by: User) -> None:
    """It takes effect: terms, form and kind, texts, plan, a new version. Called with all of it locked."""
    program, pair = amendment.program, amendment.program.pair
    kept = queries.plan_of(amendment)
    close(amendment, Status.APPLIED, on, "Внесено в программу", by)
    why = f"{amendment.what}: {amendment.by_act or 'решение куратора'}"
    if amendment.prolongs_pair or amendment.form_id or amendment.kind_id:
        pair.ends_on = amendment.pair_ends_on or pair.ends_on
        pair.form, pair.kind = amendment.form or pair.form, amendment.kind or pair.kind
        record(pair, why, by)
    program.ends_on = amendment.program_ends_on or program.ends_on
    for name, text in amendment.texts.items():
        setattr(program, name, text)
    program.version += 1
    record(program, why, by)
    for change in kept:
        _apply_item(program, change, on, by)
    how = amendment.by_act or f"решение куратора: {by}"
    versions.keep(program, on=on, how=how, amendment=amendment, by=by)


def _apply_item(program: Program, change: PlanChange, on: date, by: User) -> None:
    activity = change.activity or Activity(program=program)
    if change.drops:
        activity.cancelled_on, activity.cancel_reason = on, f"Исключено: {change.amendment.reason}"
        record(activity, f"Исключено из плана: {activity.title}", by)
        return
    said = f"{'Изменено' if change.activity else 'Добавлено'} в плане: {change.title}"
    for name in PLANNED:
        setattr(activity, name, getattr(change, name))
    record(activity, said, by)
