"""Everything that extends or corrects an approved programme: prepare, agree, decide, apply (п. 7.2, END-04, END-05)."""

from dataclasses import astuple
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.access.roles import Office
from mentorship.core.history import erase, record
from mentorship.core.refusal import enforce
from mentorship.orders import services as order_services
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.pairs.services import lock_pairs
from mentorship.people.models import Person, User
from mentorship.programs.amendments import facts
from mentorship.programs.models import Activity, Amendment, Assent, PlanChange, Program
from mentorship.programs.versions import services as versions
from mentorship.regulation.models import Edition

Status = Amendment.Status
ONGOING = "Изменение этой программы уже готовится: дождитесь решения по нему или отзовите его."


@transaction.atomic
def start(program: Program, *, fields: dict[str, Any], on: date, by: User) -> Amendment:
    """Propose a longer term, a correction or both; a longer term alone goes at once to the participants.

    `fields`: corrects, reason, and the new program_ends_on and pair_ends_on or None for both.
    """
    program = lock_program(program)
    enforce(facts.standing(program))
    if program.amendments.open().exists():
        raise ValidationError(ONGOING)
    versions.ensure_first(program, by=by)
    amendment = Amendment(program=program, started_by=by, started_on=on, **_terms(program, fields))
    if amendment.extends:
        enforce(facts.extension_violations(amendment))
    record(amendment, f"Предложено: {amendment.what.lower()}", by)
    return amendment if amendment.corrects else _ask(amendment, on, by)


def _terms(program: Program, fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "old_pair_ends_on": program.pair.ends_on, "old_program_ends_on": program.ends_on}


@transaction.atomic
def edit_terms(amendment: Amendment, *, fields: dict[str, Any], by: User) -> Amendment:
    """Change the reason and the new ends while it is being prepared; what is no correction any more changes no text."""
    amendment = _locked_draft(amendment)
    for name, value in fields.items():
        setattr(amendment, name, value)
    if amendment.extends:
        enforce(facts.extension_violations(amendment))
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
    amendment = _locked_correction(amendment)
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
    change = PlanChange(amendment=_locked_correction(amendment), **fields)
    record(change, f"Предложено добавить: {change.title}", by)
    return change


@transaction.atomic
def edit_item(change: PlanChange, *, fields: dict[str, Any], by: User) -> PlanChange:
    """Word the change of the plan differently."""
    _locked_draft(change.amendment)
    for name, value in fields.items():
        setattr(change, name, value)
    record(change, f"Изменено предложение: {change.title}", by)
    return change


PLANNED = ("section", "title", "content", "starts_on", "due_on", "responsible", "expected", "need")


@transaction.atomic
def change_item(
    amendment: Amendment, activity: Activity, *, fields: dict[str, Any], by: User, drops: bool = False
) -> PlanChange:
    """Another wording of an item, or dropping it; what is done is never changed (END-05)."""
    amendment = _locked_correction(amendment)
    activity.refresh_from_db()
    if not activity.is_open:
        raise ValidationError("Мероприятие уже выполнено или отменено: его не меняют и не исключают.")
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
    _locked_draft(change.amendment)
    erase(change, f"Предложение убрано: {change.title}", by)


@transaction.atomic
def ask(amendment: Amendment, *, on: date, by: User) -> Amendment:
    """The correction is ready: every participant is to agree (п. 7.2)."""
    return _ask(_locked_draft(amendment), on, by)


def _ask(amendment: Amendment, on: date, by: User) -> Amendment:
    enforce(facts.violations(amendment))
    amendment.status = Status.ASKED
    record(amendment, "Отправлено на согласование", by)
    for person in facts.asked_of(amendment):
        assent = Assent(amendment=amendment, person=person)
        if person.pk == by.person_id:  # who proposes it agrees
            assent.agreed_on, assent.method = on, Assent.Method.ONLINE
        record(assent, f"{person.short_name}: {assent.word}", by)
    return amendment


@transaction.atomic
def agree(
    amendment: Amendment, *, person: Person, on: date, by: User, method: str = "online", place: str = ""
) -> Amendment:
    """A participant agrees; a second click changes nothing. With the last one it goes to the curator."""
    amendment, assent = _locked_assent(amendment, person)
    if assent.agreed_on:
        return amendment
    _require(amendment, Status.ASKED)
    enforce(facts.standing(amendment.program))
    assent.agreed_on, assent.method, assent.place = on, method, place
    record(assent, f"{person.short_name}: согласие", by)
    if not amendment.assents.filter(agreed_on=None).exists():
        amendment.status = Status.AGREED
        record(amendment, "Согласовано всеми участниками", by)
    return amendment


@transaction.atomic
def record_paper(assent: Assent, *, on: date, place: str, today: date, by: User) -> Amendment:
    """The participant has signed the agreement on paper (D26)."""
    if not assent.amendment.started_on <= on <= today:
        raise ValidationError(
            {
                "on": f"День должен быть с {assent.amendment.started_on:%d.%m.%Y}, когда изменение предложили, "
                "по сегодняшний."
            }
        )
    return agree(assent.amendment, person=assent.person, on=on, by=by, method=Assent.Method.PAPER, place=place)


@transaction.atomic
def decline(amendment: Amendment, *, person: Person, reason: str, on: date, by: User) -> Amendment:
    """One participant says no: there is no mutual consent, and nothing changes."""
    amendment, assent = _locked_assent(amendment, person)
    _require(amendment, Status.ASKED, Status.AGREED)
    assent.agreed_on, assent.declined_on, assent.reason = None, on, reason
    assent.method, assent.place = Assent.Method.ONLINE, ""
    record(assent, f"{person.short_name}: отказ", by)
    return _close(amendment, Status.DECLINED, on, "Не согласовано", by, reason=reason)


@transaction.atomic
def grant(
    amendment: Amendment, *, on: date, by: User, minutes_number: str = "", minutes_on: date | None = None
) -> Order | None:
    """The curator grants it: a draft order where one is needed, otherwise it takes effect at once."""
    amendment = locked(amendment)
    _require(amendment, Status.AGREED)
    enforce(facts.violations(amendment))
    if facts.needs_order(amendment):
        return _draft_order(amendment, by)
    if amendment.program.pair.edition.program_approval == Edition.Approval.MINUTES:
        _check_minutes(minutes_number, minutes_on, on)
        amendment.minutes_number, amendment.minutes_on = minutes_number, minutes_on
    apply(amendment, on=on, by=by)
    return None


def _check_minutes(number: str, day: date | None, today: date) -> None:
    if not (number and day):
        raise ValidationError("Программы здесь меняют по протоколу: укажите его номер и дату.")
    if day > today:
        raise ValidationError({"minutes_on": "Протокол не может быть позже сегодняшнего дня."})


def _draft_order(amendment: Amendment, by: User) -> Order:
    order = order_services.draft("extension", by=by)
    amendment.order, amendment.status = order, Status.GRANTED
    record(amendment, "Разрешено: подготовлен проект приказа", by)
    return order_services.word(order, by=by)


@transaction.atomic
def refuse(amendment: Amendment, *, reason: str, on: date, by: User) -> Amendment:
    """The curator refuses what all have agreed on, with a reason."""
    amendment = locked(amendment)
    _require(amendment, Status.AGREED)
    return _close(amendment, Status.REFUSED, on, "Отклонено куратором", by, reason=reason)


@transaction.atomic
def withdraw(amendment: Amendment, *, reason: str, on: date, by: User) -> Amendment:
    """Whoever proposed it, or the curator, takes it back before it is decided."""
    amendment = locked(amendment)
    _require(amendment, Status.DRAFT, Status.ASKED, Status.AGREED)
    if by.pk != amendment.started_by_id and Office.CURATOR not in by.offices:
        raise ValidationError("Отозвать изменение может тот, кто его предложил, или куратор. Вы можете не согласиться.")
    return _close(amendment, Status.WITHDRAWN, on, "Отозвано", by, reason=reason)


def give_up(amendment: Amendment, *, reason: str, on: date, by: User) -> Amendment:
    """Its pair has closed. Called inside the act that closes the pair."""
    return _close(locked(amendment), Status.WITHDRAWN, on, "Закрыто вместе с парой", by, reason=reason)


def _close(amendment: Amendment, status: str, on: date, said: str, by: User, *, reason: str = "") -> Amendment:
    amendment.changes = [list(astuple(change)) for change in facts.changes(amendment)]
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
    kept = facts.plan_of(amendment)
    _close(amendment, Status.APPLIED, on, "Внесено в программу", by)
    why = f"{amendment.what}: {amendment.by_act or 'решение куратора'}"[:100]
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
        activity.cancelled_on, activity.cancel_reason = on, f"Исключено: {change.amendment.reason}"[:300]
        record(activity, f"Исключено из плана: {activity.title}", by)
        return
    said = f"{'Изменено' if change.activity else 'Добавлено'} в плане: {change.title}"
    for name in PLANNED:
        setattr(activity, name, getattr(change, name))
    record(activity, said, by)


def lock_program(program: Program) -> Program:
    """Lock the mentor, the pair and the programme, always in this order, and read them afresh."""
    lock_pairs([Pair(pk=program.pair_id)])
    Program.objects.select_for_update().get(pk=program.pk)
    fresh = Program.objects.select_related("order", "approved_by__person").get(pk=program.pk)
    fresh.pair = Pair.objects.with_people().get(pk=program.pair_id)
    return fresh


def locked(amendment: Amendment) -> Amendment:
    """The same with the amendment itself locked last."""
    program = lock_program(amendment.program)
    Amendment.objects.select_for_update().get(pk=amendment.pk)
    fresh = Amendment.objects.select_related("order", "form", "kind").get(pk=amendment.pk)
    fresh.program = program
    return fresh


def _locked_draft(amendment: Amendment) -> Amendment:
    amendment = locked(amendment)
    _require(amendment, Status.DRAFT)
    return amendment


def _locked_correction(amendment: Amendment) -> Amendment:
    amendment = _locked_draft(amendment)
    if not amendment.corrects:
        raise ValidationError(
            "Содержание здесь не меняют. Отметьте «Изменить содержание» на странице «Срок и причина»."
        )
    return amendment


def _locked_assent(amendment: Amendment, person: Person) -> tuple[Amendment, Assent]:
    amendment = locked(amendment)
    assent = amendment.assents.filter(person=person).first()
    if assent is None:
        raise ValidationError("Согласия этого человека здесь не спрашивали.")
    return amendment, assent


def _require(amendment: Amendment, *states: str) -> None:
    if amendment.status not in states:
        raise ValidationError(f"Это изменение уже {amendment.get_status_display()}. Обновите страницу.")
