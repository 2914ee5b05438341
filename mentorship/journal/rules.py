"""What may be written into the journal, and what is owed about it. Plain Python: no database, no clock."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.core.words.text import plural
from mentorship.pairs.pauses.rules import Span, Spans, pause_on, shifted
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

MARK_DAYS = 7  # a mark is asked for within a week; a late one is still taken
LATE_DAYS = 7  # how long after a stand-in its meetings may still be written down by whoever stood in
HELP_DAYS = {"today": 0, "soon": 3}
TIED = "Выберите день внутри срока пары."


CORRECTED = "Обе стороны уже отметили эту встречу. Напишите, почему её нужно исправить."
RENEW = "Обновите страницу."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Everything one must know to decide whether the day of a meeting or of help may be written down."""

    day: date
    today: date
    planned: bool
    starts_on: date
    ends_on: date  # the planned end of the pair
    ended_on: date | None
    pause: Span | None = None  # the work of the pair is to stand still on the day


def day_violations(entry: Entry) -> Iterator[Violation]:
    """A held meeting lies between the start of the pair and today, a planned one ahead, both inside the pair (D33)."""
    if entry.day < entry.starts_on:
        yield _wrong(f"Пара начала работать {entry.starts_on:%d.%m.%Y}, раньше встреч быть не могло", TIED)
    if entry.planned:
        last = entry.ended_on or max(entry.ends_on, entry.today)
        if entry.day < entry.today:
            yield _wrong("Запланировать можно на сегодня или позже", "Прошедшую встречу запишите как проведённую.")
        elif entry.day > last:
            yield _wrong(f"Срок пары — по {last:%d.%m.%Y}", TIED)
        elif entry.pause:
            first, till = entry.pause
            yield _wrong(
                f"С {first:%d.%m.%Y} по {till:%d.%m.%Y} работа пары приостановлена приказом", "Выберите другой день."
            )
    elif entry.day > entry.today:
        yield _wrong("Этот день ещё не наступил", "Запланируйте встречу, а после неё запишите.")
    if not entry.planned and entry.ended_on and entry.day > entry.ended_on:
        yield _wrong(f"Пара завершена {entry.ended_on:%d.%m.%Y}", TIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Whose journal it is, and who wants to write into it."""

    runs: bool  # the pair works today
    begins_on: date | None  # of a pair that is still to begin
    ended_on: date | None  # of a pair whose last day has passed
    mends: bool = False  # written by who may correct the journal of an ended pair
    reason: str = ""


def keeping_violations(keeping: Keeping) -> Iterator[Violation]:
    """The journal of a running pair is kept by its people; that of an ended one is mended by the curator."""
    if keeping.runs:
        return
    if keeping.begins_on:
        yield _wrong(f"Пара начнёт работать {keeping.begins_on:%d.%m.%Y}", "Её журнал ведут с этого дня.")
    elif keeping.ended_on is None:
        yield _wrong("Журнал ведут, когда пара закреплена приказом", "Дождитесь приказа о закреплении.")
    elif not keeping.mends:
        yield _wrong(
            f"Пара завершена {keeping.ended_on:%d.%m.%Y}, её журнал закрыт",
            "Исправить его может куратор с объяснением.",
        )
    elif not keeping.reason.strip():
        yield _wrong("Пара завершена: журнал исправляют только с объяснением", "Напишите, почему это нужно.")


def running_violations(running: bool, status_word: str) -> Iterator[Violation]:
    """Tasks are given and help is asked for only while the pair works."""
    if not running:
        yield _wrong(f"Это можно только в действующей паре, а эта пара {status_word}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """What makes one wonder whether a meeting was on that day at all."""

    day: date
    ends_on: date  # the planned end of the pair, past which it works on without an extension
    leader: str
    away_since: date | None  # the leader was absent for long on the day
    pause: Span | None = None  # the work of the pair stood still by an order on the day


def unusual_questions(facts: Unusual) -> Iterator[str]:
    """A day on which nobody expects a meeting is taken with words, which are kept beside it."""
    if facts.day > facts.ends_on:
        yield (
            f"Срок пары истёк {facts.ends_on:%d.%m.%Y}, и он не продлён. Напишите, почему встреча была "
            f"{facts.day:%d.%m.%Y}."
        )
    if facts.pause:
        first, last = facts.pause
        yield (
            f"С {first:%d.%m.%Y} по {last:%d.%m.%Y} работа пары приостановлена приказом. Проверьте день; если встреча "
            "была, напишите, почему."
        )
    if facts.away_since:
        yield (
            f"{facts.leader} отсутствует на работе с {facts.away_since:%d.%m.%Y}. Проверьте день; если встреча "
            "была, напишите, как она прошла."
        )


def planned_words(days: Sequence[date]) -> Iterator[str]:
    """What is to be done about meetings that are planned for paused days; nothing without any."""
    if days:
        told = ", ".join(f"{day:%d.%m.%Y}" for day in days)
        yield f"На эти дни запланированы встречи: {told}. Перенесите или отмените их в журнале пары."


def late_violations(day: date, stood_in: Collection[tuple[date, date]]) -> Iterator[Violation]:
    """Whoever has stood in lately writes down the meetings of those days alone."""
    if not any(first <= day <= last for first, last in stood_in):
        days = ", ".join(f"{first:%d.%m.%Y}–{last:%d.%m.%Y}" for first, last in stood_in)
        yield _wrong(f"В этот день вы не замещали наставника{f': {days}' if days else ''}", "Исправьте день.")


def single_violations(kept: int) -> Iterator[Violation]:
    """Скоростное наставничество is a single event (FRM-14): how many meetings there would be."""
    if kept > 1:
        yield _wrong("Скоростное наставничество — это одна встреча, и она уже записана", "Исправьте её или отмените.")


def planned_violations(is_planned: bool, status_word: str) -> Iterator[Violation]:
    """Only what is planned can take place."""
    if not is_planned:
        yield _wrong(f"Эта встреча уже {status_word}", RENEW)


def cancelled_violations(is_cancelled: bool) -> Iterator[Violation]:
    """What is cancelled stays as it is."""
    if is_cancelled:
        yield _wrong("Эта встреча отменена", RENEW)


def held_violations(is_held: bool, status_word: str) -> Iterator[Violation]:
    """Marks stand under held meetings alone (D33)."""
    if not is_held:
        yield _wrong(f"Отметить можно проведённую встречу, а эта {status_word}")


def task_violations(is_open: bool, state_word: str) -> Iterator[Violation]:
    """What is accepted or withdrawn is done with."""
    if not is_open:
        yield _wrong(f"Это задание уже {state_word}", RENEW)


def doing_violations(is_open: bool, state_word: str, is_done: bool) -> Iterator[Violation]:
    """A task is done once and then waits for its check (MNT-04)."""
    yield from task_violations(is_open, state_word)
    if is_open and is_done:
        yield _wrong("Задание уже отмечено выполненным и ждёт проверки наставника")


def help_violations(is_open: bool, status_word: str) -> Iterator[Violation]:
    """A request is answered or withdrawn once."""
    if not is_open:
        yield _wrong(f"Ответ уже не нужен: {status_word}", RENEW)


def _wrong(message: str, fix: str = "") -> Violation:
    return COMMON_SENSE.forbids("journal", message, fix)


def planned_duty(meeting_id: int, topic: str, about: str, day: date, mentor_id: int, paused: Spans = ()) -> Duty:
    """A planned meeting is held on its day, moved or cancelled (FRM-11); one of paused days after them."""
    pause = pause_on(day, paused)
    return COMMON_SENSE.owes(
        "meeting_planned",
        what=f"Провести встречу: {topic}",
        aloud="Провести встречу",
        about=about,
        due_on=pause[1] + timedelta(days=1) if pause else day,
        target="journal:hold",
        pk=meeting_id,
        owner=mentor_id,
    )


def mark_duty(pair_id: int, about: str, count: int, first: date, owner: int, paused: Spans = ()) -> Duty:
    """Each side confirms what was recorded; one duty a pair, by its oldest meeting (D33)."""
    what = f"Отметить в журнале {count} {plural(count, 'встречу', 'встречи', 'встреч')}"
    return COMMON_SENSE.owes(
        "meeting_mark",
        what=what,
        about=about,
        due_on=shifted(first + timedelta(days=MARK_DAYS), paused, first),
        target="journal:pair",
        pk=pair_id,
        owner=owner,
    )


def task_duty(task_id: int, text: str, about: str, due_on: date | None, mentee_id: int, limits: Limits) -> Duty:
    """The mentee carries out what the mentor has asked (п. 5.2, MTE-10)."""
    return limits.owes(
        "task_due",
        what=f"Выполнить задание: {text}",
        aloud="Выполнить задание наставника",
        about=about,
        due_on=due_on,
        target="journal:do_task",
        pk=task_id,
        owner=mentee_id,
        by="activity_due",
    )


def check_duty(task_id: int, text: str, about: str, mentor_id: int) -> Duty:
    """The mentor checks the tasks personally (MNT-04): a right, so without a day."""
    return COMMON_SENSE.owes(
        "task_check",
        what=f"Проверить задание: {text}",
        aloud="Проверить задание",
        about=about,
        due_on=None,
        target="journal:check_task",
        pk=task_id,
        owner=mentor_id,
    )


def help_duty(
    request_id: int, text: str, about: str, asked_on: date, urgency: str, mentor_id: int, paused: Spans = ()
) -> Duty:
    """Situational mentoring answers at once (п. 2.3, FRM-13): as soon as the mentee needs it."""
    days = HELP_DAYS.get(urgency)
    return COMMON_SENSE.owes(
        "help_asked",
        what=f"Помочь: {text}",
        aloud="Ответить на просьбу о помощи",
        about=about,
        due_on=None if days is None else shifted(asked_on + timedelta(days=days), paused, asked_on),
        target="journal:answer",
        pk=request_id,
        owner=mentor_id,
    )
