"""Everything that changes programmes: one function, one action of a user, one transaction."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.core.words import titles
from mentorship.core.words.text import capital
from mentorship.orders import services as orders_services
from mentorship.orders.models import Order
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.pairs.values import form_and_kind
from mentorship.people.models import Person, User
from mentorship.programs import acts, queries, rules, templates
from mentorship.programs.models import Activity, Program, ProgramAcquaintance, Remark
from mentorship.programs.versions import services as versions
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import options

STALE = (
    "Пока вы писали, программу изменили в другом окне. Ниже ваш текст: сравните его с сохранённым "
    "на странице программы и сохраните ещё раз."
)


@transaction.atomic
def start(pair: Pair, *, by: User) -> Program:
    """The mentor begins the programme of an active pair (PRG-01); a second click finds the first."""
    [pair] = lock_pairs([pair])
    acts.START.require(pair)
    existing = Program.objects.filter(pair=pair).first()
    if existing:
        return existing
    forms = form_and_kind(pair)
    program = Program(
        pair=pair,
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        goal=pair.goal,
        forms_note=f"{capital(forms)}." if forms else "",
    )
    record(program, "Программа начата", by)
    return program


@transaction.atomic
def edit(program: Program, *, fields: dict[str, Any], version: int, by: User) -> Program:
    """Change the text. `version` is what the form was opened with: a newer text is never overwritten."""
    program = _locked(program)
    acts.EDIT.require(program)
    if version != program.version:
        program.refresh_from_db()
        raise StaleText(STALE, program.version)
    directions = fields.get("directions")
    for name, value in fields.items():
        if name != "directions":
            setattr(program, name, value)
    program.version += 1
    record(program, "Изменён текст программы", by)
    if directions is not None:
        program.directions.set(directions)
    return program


class StaleText(Refusal):
    """Somebody saved the same text meanwhile; carries the version that is there now."""

    def __init__(self, message: str, version: int) -> None:
        super().__init__(message)
        self.version = version


@transaction.atomic
def use_template(program: Program, *, code: str, by: User) -> Program:
    """Copy a template's texts into empty parts and its activities into the plan."""
    program = _locked(program)
    acts.USE_TEMPLATE.require(program)
    template = templates.read(code)
    for name in ("goal", "tasks", "expected", "control"):
        if not getattr(program, name):
            setattr(program, name, template[name])
    program.version += 1
    record(program, f"Взят образец «{template['title']}»", by)
    sections = _sections(program)
    for row in template["activities"]:
        due_on = min(program.starts_on + timedelta(days=row["day"]), program.ends_on)
        _add(
            program,
            section=_section(sections, row["section"]),
            title=row["title"],
            due_on=due_on,
            by=by,
            expected=row["expected"],
        )
    return program


@transaction.atomic
def answer_needs(program: Program, *, by: User) -> int:
    """One activity for each open need without one; returns how many were added (PRG-01)."""
    program = _locked(program)
    acts.ANSWER_NEEDS.require(program)
    practice = _section(_sections(program), "practice")
    needs = list(queries.uncovered_needs(program))
    for need in needs:
        _add(
            program,
            section=practice,
            title=rules.answer_to(need.text),
            due_on=program.ends_on,
            need=need,
            by=by,
        )
    return len(needs)


def _add(program: Program, *, section: Option | None, title: str, due_on: date, by: User, **more: Any) -> Activity:
    activity = Activity(
        program=program, section=section, title=title, due_on=due_on, responsible=program.pair.mentor, **more
    )
    record(activity, f"Добавлено мероприятие: {activity.title}", by)
    return activity


def _sections(program: Program) -> list[Option]:
    return list(options(program.pair.edition, Option.Group.SECTION))


def _section(sections: list[Option], code: str) -> Option | None:
    """The section of that code, else the last one; an edition without sections has one plan (PRG-02…08)."""
    return next((option for option in sections if option.code == code), sections[-1] if sections else None)


@transaction.atomic
def add_activity(program: Program, *, fields: dict[str, Any], by: User) -> Activity:
    """One more item of the plan."""
    program = _locked(program)
    acts.ADD_ACTIVITY.require(program)
    activity = Activity(program=program, **fields)
    record(activity, f"Добавлено мероприятие: {activity.title}", by)
    return activity


@transaction.atomic
def edit_activity(activity: Activity, *, fields: dict[str, Any], by: User) -> Activity:
    """Change an item of a plan that is not approved yet."""
    acts.EDIT_ACTIVITY.require(_locked(activity.program))
    activity.refresh_from_db()
    for name, value in fields.items():
        setattr(activity, name, value)
    record(activity, f"Изменено мероприятие: {activity.title}", by)
    return activity


@transaction.atomic
def cancel_activity(activity: Activity, *, reason: str, on: date, by: User) -> Activity:
    """Drop an item of the plan with a reason; it stays on file (END-01)."""
    program = _locked(activity.program)
    acts.dropping(program).require(program)
    activity.refresh_from_db()
    if not activity.is_open:
        raise Refusal("Мероприятие уже выполнено или отменено.")
    activity.cancelled_on, activity.cancel_reason = on, reason
    record(activity, f"Мероприятие отменено: {activity.title}", by)
    return activity


@transaction.atomic
def show_to_mentee(program: Program, *, by: User) -> Program:
    """Give the draft to the mentee to read and comment on (PRG-10, PRG-13)."""
    program = _locked(program)
    acts.SHOW.require(program)
    program.status = Program.Status.WITH_MENTEE
    record(program, f"Показана {titles.mentee('dat')}", by)
    return program


@transaction.atomic
def remark(program: Program, *, author: Person, text: str, by: User) -> Remark:
    """A mentee or the council says what should be different (PRG-14)."""
    added = Remark(program=program, author=author, text=text)
    record(added, "Замечание к программе", by)
    return added


@transaction.atomic
def acknowledge(program: Program, *, mentee: Person, on: date, by: User) -> ProgramAcquaintance:
    """The mentee has read the programme; a second click changes nothing."""
    program = _locked(program)
    found = program.acquaintances.filter(mentee=mentee).first()
    if found:
        return found
    added = ProgramAcquaintance(program=program, mentee=mentee, acknowledged_on=on)
    record(added, "Ознакомление с программой", by)
    return added


@transaction.atomic
def submit(program: Program, *, on: date, by: User) -> Program:
    """Send a complete programme, read by every mentee, to the curator."""
    program = _locked(program)
    acts.SUBMIT.require(program)
    program.status, program.submitted_on, program.return_reason = Program.Status.SUBMITTED, on, ""
    record(program, "Отправлена на утверждение", by)
    return program


@transaction.atomic
def approve(
    program: Program, *, on: date, by: User, minutes_number: str = "", minutes_on: date | None = None
) -> Program:
    """The curator approves, alone or by the council's minutes (CUR-13); of two tabs only the first does anything."""
    program = _locked(program)
    acts.APPROVE.require(program)
    how = program.pair.edition.program_approval
    if how == Edition.Approval.ORDER:
        raise Refusal("Программы утверждает руководитель: подготовьте приказ об утверждении.")
    if how == Edition.Approval.MINUTES and not (minutes_number and minutes_on):
        raise Refusal("Программу утверждают по протоколу: укажите его номер и дату.")
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


def lock_programs(programs: Iterable[Program]) -> list[Program]:
    """Lock the people, the pairs, the programmes in the order of their keys, and read them afresh."""
    programs = list(programs)
    lock_pairs([Pair(pk=program.pair_id) for program in programs])
    keys = sorted(program.pk for program in programs)
    list(Program.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    return list(Program.objects.filter(pk__in=keys).with_people().select_related("order").order_by("pk"))


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
    program = _locked(program)
    acts.SEND_BACK.require(program)
    program.status, program.return_reason = Program.Status.RETURNED, reason
    record(program, "Возвращена на доработку", by)
    return program


@transaction.atomic
def perform(activity: Activity, *, done_on: date, result: str, evidence: Any, today: date, by: User) -> Activity:
    """Mark an item of an approved plan done, with its result and an evidence file (PRG-15)."""
    program = _locked(activity.program)
    acts.PERFORM.require(program)
    activity.refresh_from_db()
    if activity.cancelled_on:
        raise Refusal("Мероприятие отменено.")
    if not program.pair.starts_on <= done_on <= today:
        raise ValidationError({"done_on": f"День должен быть с {program.pair.starts_on:%d.%m.%Y} по сегодняшний."})
    activity.done_on, activity.result = done_on, result
    if evidence:
        activity.evidence = evidence
    record(activity, f"Отмечено выполнение: {activity.title}", by)
    return activity


@transaction.atomic
def publish(program: Program, *, url: str, on: date, today: date, by: User) -> Program:
    """The results are on the site: where and since when (п. 8.2, PUB-08); a wrong address is corrected the same way."""
    program = _locked(program)
    enforce(
        rules.publishing_violations(
            rules.Publishing(limits=program.pair.edition.limits(), ended_on=program.pair.ended_on, on=on, today=today)
        )
    )
    program.published_url, program.published_on = url, on
    record(program, "Результаты размещены на сайте", by)
    return program


def _locked(program: Program) -> Program:
    lock_pairs([Pair(pk=program.pair_id)])
    Program.objects.select_for_update().get(pk=program.pk)
    return Program.objects.select_related("pair__edition", "pair__mentor").get(pk=program.pk)
