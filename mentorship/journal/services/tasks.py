"""Everything that changes tasks and the help log: one function, one action of a user, one transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.history import record
from mentorship.journal.models import HelpRequest, Meeting, Task
from mentorship.journal.services.meetings import is_leading, locked, require_day
from mentorship.pairs.models import Pair
from mentorship.people.models import Person, User


@transaction.atomic
def give_task(
    pair: Pair,
    *,
    mentees: Iterable[Person],
    text: str,
    due_on: date | None,
    meeting: Meeting | None = None,
    today: date,
    by: User,
) -> list[Task]:
    """One task for each of the chosen mentees: in a group everyone has their own (MNT-04)."""
    pair = locked(pair)
    _require_running(pair)
    chosen = list(mentees)
    members = {part.mentee_id for part in pair.participations.all()}
    if not chosen or not {person.pk for person in chosen} <= members:
        raise ValidationError({"mentees": "Отметьте, кому задание: участников этой пары."})
    if meeting and meeting.pair_id != pair.pk:
        raise ValidationError("Эта встреча другой пары.")
    if due_on and due_on < today:
        raise ValidationError({"due_on": f"Срок не может быть раньше сегодняшнего дня, {today:%d.%m.%Y}."})
    given = [
        Task(pair=pair, meeting=meeting, mentee=person, text=text, given_on=today, due_on=due_on) for person in chosen
    ]
    for task in given:
        record(task, "Дано задание", by)
    return given


@transaction.atomic
def do_task(task: Task, *, done_on: date, comment: str, today: date, by: User) -> Task:
    """The mentee says that it is done and what came out of it."""
    task = _locked_task(task)
    if not task.is_open:
        raise ValidationError(f"Это задание уже {task.state[1]}. Обновите страницу.")
    if task.done_on:
        raise ValidationError("Задание уже отмечено выполненным и ждёт проверки наставника.")
    _require_done_day(task, done_on, today)
    task.done_on, task.comment = done_on, comment
    task.verdict, task.checked_on = Task.Verdict.NONE, None
    record(task, "Задание выполнено", by)
    return task


@transaction.atomic
def check_task(task: Task, *, verdict: str, comment: str, today: date, by: User, due_on: date | None = None) -> Task:
    """The mentor's personal check: accepted, or to be done again with a reason (п. 4.1, MNT-04).

    Whoever has no login shows the work on paper: what the mentor accepts is done.
    """
    task = _locked_task(task)
    if not task.is_open:
        raise ValidationError(f"Это задание уже {task.state[1]}. Обновите страницу.")
    if verdict == Task.Verdict.AGAIN:
        if not comment.strip():
            raise ValidationError({"comment": "Напишите, что нужно доработать."})
        if due_on and due_on < today:
            raise ValidationError({"due_on": "Новый срок не может быть в прошлом."})
        task.done_on, task.due_on = None, due_on or task.due_on
    else:
        task.done_on = task.done_on or today
    task.verdict, task.checked_on, task.check_comment = verdict, today, comment
    record(task, f"Проверено: {task.get_verdict_display()}", by)
    return task


@transaction.atomic
def withdraw_task(task: Task, *, reason: str, today: date, by: User) -> Task:
    """The task is no longer needed; it stays with the reason."""
    task = _locked_task(task)
    if not task.is_open:
        raise ValidationError(f"Это задание уже {task.state[1]}. Обновите страницу.")
    task.withdrawn_on, task.withdraw_reason = today, reason[:300]
    record(task, "Задание снято", by)
    return task


@transaction.atomic
def ask(pair: Pair, *, text: str, urgency: str, today: date, by: User) -> HelpRequest:
    """The mentee asks the mentor for help (п. 5.1, MTE-03)."""
    pair = locked(pair)
    _require_running(pair)
    asked = HelpRequest(pair=pair, mentee=by.person, asked_on=today, text=text, urgency=urgency)
    record(asked, "Просьба о помощи", by)
    return asked


@transaction.atomic
def answer(request: HelpRequest, *, fields: dict[str, Any], today: date, by: User) -> HelpRequest:
    """The mentor says what was done, when and how long it took; of two tabs only the first does anything."""
    request = _locked_help(request)
    _require_open(request)
    reason = fields.get("reason", "")
    require_day(request.pair, fields["answered_on"], field="answered_on", today=today, reason=reason, by=by)
    if fields["answered_on"] < request.asked_on:
        words = f"Помощь не могла быть раньше обращения: оно от {request.asked_on:%d.%m.%Y}."
        raise ValidationError({"answered_on": words})
    _close(request, fields, by)
    record(request, "Помощь оказана", by)
    return request


@transaction.atomic
def log_help(pair: Pair, *, mentee: Person, fields: dict[str, Any], today: date, by: User) -> HelpRequest:
    """Help that was given without a request in the program (FRM-13)."""
    pair = locked(pair)
    if mentee.pk not in {part.mentee_id for part in pair.participations.all()}:
        raise ValidationError({"mentee": "Выберите участника этой пары."})
    day, reason = fields["answered_on"], fields.get("reason", "")
    require_day(pair, day, field="answered_on", today=today, reason=reason, by=by)
    given = HelpRequest(
        pair=pair, mentee=mentee, asked_on=day, asked=False, text=fields["text"], urgency=HelpRequest.Urgency.TODAY
    )
    _close(given, fields, by)
    record(given, f"Записана помощь. {reason}" if reason else "Записана помощь", by)
    return given


@transaction.atomic
def withdraw_help(request: HelpRequest, *, today: date, by: User) -> HelpRequest:
    """The mentee no longer needs the help."""
    request = _locked_help(request)
    _require_open(request)
    request.status, request.withdrawn_on = HelpRequest.Status.WITHDRAWN, today
    record(request, "Помощь больше не нужна", by)
    return request


def _close(request: HelpRequest, fields: dict[str, Any], by: User) -> None:
    request.status = HelpRequest.Status.ANSWERED
    request.answered_on, request.minutes, request.answer = fields["answered_on"], fields["minutes"], fields["answer"]
    request.led_by = by.person if is_leading(request.pair, by) else request.pair.mentor


def _require_running(pair: Pair) -> None:
    if not pair.is_active:
        raise ValidationError(f"Это можно только в действующей паре, а эта пара {pair.get_status_display()}.")


def _require_open(request: HelpRequest) -> None:
    if not request.is_open:
        raise ValidationError(f"Ответ уже не нужен: {request.get_status_display()}. Обновите страницу.")


def _require_done_day(task: Task, done_on: date, today: date) -> None:
    if not task.given_on <= done_on <= today:
        raise ValidationError({"done_on": f"День — с {task.given_on:%d.%m.%Y}, когда дано задание, по сегодняшний."})


def _locked_task(task: Task) -> Task:
    locked(task.pair)
    return Task.objects.select_related("pair").get(pk=task.pk)


def _locked_help(request: HelpRequest) -> HelpRequest:
    pair = locked(request.pair)
    found = HelpRequest.objects.get(pk=request.pk)
    found.pair = pair
    return found
