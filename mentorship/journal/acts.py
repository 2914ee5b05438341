"""What may be done with the journal of a pair now, with its meetings, tasks and requests for help."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.journal import queries, rules
from mentorship.journal.models import HelpRequest, Meeting, Task
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import behalf_bars


def _plan_bars(pair: Pair) -> Iterator[Violation]:
    return rules.keeping_violations(queries.keeping(pair, timezone.localdate()))


def _running_bars(pair: Pair) -> Iterator[Violation]:
    return rules.running_violations(pair.is_running, pair.now)


def _keeps(pair: Pair, user: Any) -> bool:
    """Whoever leads the pair, or an office that is not of it: no mentee writes what the mentor keeps."""
    return not behalf_bars(pair, pair.mentor_id, user)


def _keeps_running(pair: Pair, user: Any) -> bool:
    return pair.is_running and _keeps(pair, user)


def _is_situational(pair: Pair, user: Any) -> bool:
    return pair.behaviour == "situational" and _keeps_running(pair, user)


WRITE = Act[Pair](
    permission="journal.write", page="journal:add", label="Записать встречу", asks=_keeps, level="primary"
)
PLAN = Act[Pair](permission="journal.write", page="journal:plan", label="Запланировать", bars=_plan_bars, asks=_keeps)
ASK = Act[Pair](
    permission="journal.ask", page="journal:ask", label="Попросить о помощи", bars=_running_bars, level="primary"
)
GIVE_TASK = Act[Pair](
    permission="journal.write", page="journal:give_task", label="Дать задание", bars=_running_bars, asks=_keeps
)
# After the end of the pair the curator still may; the page does not offer it.
LOG_HELP = Act[Pair](permission="journal.write", page="journal:log_help", label="Записать помощь", asks=_keeps_running)

OF_PAIR = (WRITE, PLAN, ASK)
ON_CARD_OF_PAIR = (
    replace(LOG_HELP, asks=_is_situational),
    replace(WRITE, asks=_keeps_running, level="outline-primary"),
    replace(ASK, level="outline-primary"),
)


def _planned_bars(meeting: Meeting) -> Iterator[Violation]:
    return rules.planned_violations(meeting.is_planned, meeting.state)


def _held_bars(meeting: Meeting) -> Iterator[Violation]:
    return rules.held_violations(meeting.is_held, meeting.state)


def _cancelled_bars(meeting: Meeting) -> Iterator[Violation]:
    return rules.cancelled_violations(meeting.is_cancelled)


def _editing_bars(meeting: Meeting) -> Iterator[Violation]:
    """What has not been held is moved within the pair that works."""
    yield from _cancelled_bars(meeting)
    if not meeting.is_held:
        yield from _plan_bars(meeting.pair)


def _task_there_bars(meeting: Meeting) -> Iterator[Violation]:
    yield from _cancelled_bars(meeting)
    yield from _running_bars(meeting.pair)


def _task_there_page(meeting: Meeting) -> str:
    return f"{reverse('journal:give_task', args=[meeting.pair_id])}?meeting={meeting.pk}"


def _editing(meeting: Meeting) -> str:
    return "Исправить" if meeting.is_held else "Перенести или изменить"


def _keeps_it(record: Meeting | Task | HelpRequest, user: Any) -> bool:
    return _keeps(record.pair, user)


def _lacks_marks(meeting: Meeting, user: Any) -> bool:
    return bool(meeting.waits_for)


CONFIRM = Act[Meeting](
    permission="journal.mark",
    page="journal:mark",
    label="Подтвердить встречу",
    bars=_held_bars,
    asks=queries.may_mark,
    level="primary",
    post=True,
)
HOLD = Act[Meeting](
    permission="journal.write",
    page="journal:hold",
    label="Встреча прошла",
    bars=_planned_bars,
    asks=_keeps_it,
    level="primary",
)
EDIT = Act[Meeting](permission="journal.write", page="journal:edit", label=_editing, bars=_editing_bars, asks=_keeps_it)
GIVE_TASK_THERE = Act[Meeting](
    permission="journal.write", page=_task_there_page, label="Дать задание", bars=_task_there_bars, asks=_keeps_it
)
CANCEL = Act[Meeting](
    permission="journal.write",
    page="journal:cancel",
    label="Отменить",
    bars=_cancelled_bars,
    asks=_keeps_it,
    level="link",
)
MARK_PAPER = Act[Meeting](
    permission="journal.correct",
    page="journal:mark_paper",
    label="Отметки на бумаге",
    bars=_held_bars,
    asks=_lacks_marks,
)

OF_MEETING = (HOLD, EDIT, GIVE_TASK_THERE, CANCEL, MARK_PAPER)


def _task_bars(task: Task) -> Iterator[Violation]:
    return rules.task_violations(task.is_open, task.state[1])


def _doing_bars(task: Task) -> Iterator[Violation]:
    return rules.doing_violations(task.is_open, task.state[1], task.done_on is not None)


def _does(task: Task, user: Any) -> bool:
    return not behalf_bars(task.pair, task.mentee_id, user)


DO = Act[Task](
    permission="journal.do", page="journal:do_task", label="Отметить выполненным", bars=_doing_bars, asks=_does
)
CHECK = Act[Task](
    permission="journal.check", page="journal:check_task", label="Проверить", bars=_task_bars, asks=_keeps_it
)
WITHDRAW = Act[Task](
    permission="journal.check", page="journal:withdraw_task", label="Снять", bars=_task_bars, asks=_keeps_it
)

OF_TASK = (DO, CHECK, WITHDRAW)


def _help_bars(request: HelpRequest) -> Iterator[Violation]:
    return rules.help_violations(request.is_open, request.get_status_display())


ANSWER = Act[HelpRequest](
    permission="journal.write", page="journal:answer", label="Записать помощь", bars=_help_bars, asks=_keeps_it
)
LET_GO = Act[HelpRequest](
    permission="journal.ask", page="journal:withdraw_help", label="Больше не нужно", bars=_help_bars, post=True
)

OF_HELP = (ANSWER, LET_GO)
