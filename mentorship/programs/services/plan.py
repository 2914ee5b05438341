"""The plan of a programme: items added, changed, dropped, done."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.pairs.pauses.rules import pause_on
from mentorship.people.models import User
from mentorship.programs import acts, queries, rules, templates
from mentorship.programs.models import Activity, Program
from mentorship.programs.services.carrying import leave_out
from mentorship.programs.services.locking import locked, locked_for
from mentorship.regulation.models import Option
from mentorship.regulation.queries import options


@transaction.atomic
def use_template(program: Program, *, code: str, by: User) -> Program:
    """Copy a template's texts into empty parts and its activities into the plan."""
    program = locked_for(program, by)
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
    program = locked_for(program, by)
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
    program = locked_for(program, by)
    acts.ADD_ACTIVITY.require(program)
    activity = Activity(program=program, **fields)
    record(activity, f"Добавлено мероприятие: {activity.title}", by)
    return activity


@transaction.atomic
def edit_activity(activity: Activity, *, fields: dict[str, Any], by: User) -> Activity:
    """Change an item of a plan that is not approved yet."""
    acts.EDIT_ACTIVITY.require(locked_for(activity.program, by))
    activity.refresh_from_db()
    for name, value in fields.items():
        setattr(activity, name, value)
    record(activity, f"Изменено мероприятие: {activity.title}", by)
    return activity


@transaction.atomic
def cancel_activity(activity: Activity, *, reason: str, on: date, by: User) -> Activity:
    """Drop an item of the plan with a reason; it stays on file (END-01)."""
    program = locked_for(activity.program, by)
    acts.dropping(program).require(program)
    activity.refresh_from_db()
    enforce(rules.dropping_violations(activity.is_open))
    activity.cancelled_on, activity.cancel_reason = on, reason
    record(activity, f"Мероприятие отменено: {activity.title}", by)
    leave_out(activity, "Отменено у прежнего наставника", by=by)
    return activity


@transaction.atomic
def perform(activity: Activity, *, done_on: date, result: str, evidence: Any, today: date, by: User) -> Activity:
    """Mark an item of an approved plan done, with its result and an evidence file (PRG-15)."""
    program = locked_for(activity.program, by)
    acts.PERFORM.require(program)
    activity.refresh_from_db()
    enforce(rules.mark_violations(activity.cancelled_on is not None))
    _require_day(program, done_on, today)
    activity.done_on, activity.result = done_on, result
    if evidence:
        activity.evidence = evidence
    record(activity, f"Отмечено выполнение: {activity.title}", by)
    leave_out(activity, "Выполнено у прежнего наставника", by=by)
    return activity


@transaction.atomic
def report_done(activity: Activity, *, done_on: date, result: str, evidence: Any, today: date, by: User) -> Activity:
    """Who is responsible says that it is done; it counts once the mentor has confirmed it (PRN-07)."""
    program = locked(activity.program)
    activity.refresh_from_db()
    activity.program = program
    acts.DO.require(activity)
    _require_day(program, done_on, today)
    activity.reported_on, activity.result = done_on, result
    if evidence:
        activity.evidence = evidence
    record(activity, f"Выполнение отметил ответственный: {activity.title}", by)
    return activity


@transaction.atomic
def not_done(activity: Activity, *, reason: str, by: User) -> Activity:
    """The mentor does not confirm: it is still to be done, and the responsible reads why."""
    program = locked_for(activity.program, by)
    activity.refresh_from_db()
    activity.program = program
    acts.NOT_DONE.require(activity)
    enforce(rules.reported_violations(activity.is_reported))
    activity.reported_on = None
    record(activity, f"Выполнение не подтверждено: {activity.title}. {reason}", by)
    return activity


def _require_day(program: Program, done_on: date, today: date) -> None:
    if span := pause_on(done_on, program.pair.spans):
        raise ValidationError(
            {
                "done_on": f"С {span[0]:%d.%m.%Y} по {span[1]:%d.%m.%Y} работа пары приостановлена приказом. Укажите "
                "другой день."
            }
        )
    if done_on > today or not program.pair.runs_on(done_on):
        raise ValidationError({"done_on": f"День должен быть с {program.pair.starts_on:%d.%m.%Y} по сегодняшний."})
