"""Everything that changes tasks: one function, one action of a user, one transaction."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Refusal, enforce
from mentorship.journal import acts
from mentorship.journal.models import Meeting, Task
from mentorship.journal.services.guards import locked
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import behalf_bars
from mentorship.people.models import Person, User


@transaction.atomic
def give(
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
    acts.GIVE_TASK.require(pair)
    enforce(behalf_bars(pair, pair.mentor_id, by))
    chosen = list(mentees)
    members = {part.mentee_id for part in pair.participations.all()}
    if not chosen or not {person.pk for person in chosen} <= members:
        raise ValidationError({"mentees": "Отметьте, кому задание: участников этой пары."})
    if meeting and meeting.pair_id != pair.pk:
        raise Refusal("Эта встреча другой пары.")
    if due_on and due_on < today:
        raise ValidationError({"due_on": f"Срок не может быть раньше сегодняшнего дня, {today:%d.%m.%Y}."})
    given = [
        Task(pair=pair, meeting=meeting, mentee=person, text=text, given_on=today, due_on=due_on) for person in chosen
    ]
    for task in given:
        record(task, "Дано задание", by)
    return given


@transaction.atomic
def do(task: Task, *, done_on: date, comment: str, today: date, by: User) -> Task:
    """The mentee says that it is done and what came out of it."""
    task = _locked(task)
    acts.DO.require(task)
    enforce(behalf_bars(task.pair, task.mentee_id, by))
    _require_done_day(task, done_on, today)
    task.done_on, task.comment = done_on, comment
    task.verdict, task.checked_on = Task.Verdict.NONE, None
    record(task, "Задание выполнено", by)
    return task


@transaction.atomic
def check(task: Task, *, verdict: str, comment: str, today: date, by: User, due_on: date | None = None) -> Task:
    """The mentor's personal check: accepted, or to be done again with a reason (п. 4.1, MNT-04).

    Whoever has no login shows the work on paper: what the mentor accepts is done.
    """
    task = _locked(task)
    acts.CHECK.require(task)
    enforce(behalf_bars(task.pair, task.pair.mentor_id, by))
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
def withdraw(task: Task, *, reason: str, today: date, by: User) -> Task:
    """The task is no longer needed; it stays with the reason."""
    task = _locked(task)
    acts.WITHDRAW.require(task)
    enforce(behalf_bars(task.pair, task.pair.mentor_id, by))
    task.withdrawn_on, task.withdraw_reason = today, reason
    record(task, "Задание снято", by)
    return task


def _require_done_day(task: Task, done_on: date, today: date) -> None:
    if not task.given_on <= done_on <= today:
        raise ValidationError({"done_on": f"День — с {task.given_on:%d.%m.%Y}, когда дано задание, по сегодняшний."})


def _locked(task: Task) -> Task:
    locked(task.pair)
    return Task.objects.select_related("pair").get(pk=task.pk)


def move_terms(pair: Pair, *, since: date, days: int, order: Order, by: User) -> None:
    """The pair stands still for some days: open tasks due on `since` or later are due later, or earlier again.

    Called inside the act of the order, with the pair locked.
    """
    for task in Task.objects.open().filter(pair=pair, due_on__gte=since):
        task.due_on = max(task.due_on + timedelta(days=days), task.given_on)
        record(task, f"Срок перенесён: {order}", by)
