"""What the Положение says about the programme. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core.calendar.dates import term_end
from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.core.words.text import plural
from mentorship.pairs.pauses.rules import Spans, last_allowed, shifted
from mentorship.pairs.rules import program_due
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits


def signed_end_violations(ended_on: date | None, today: date) -> Iterator[Violation]:
    """The end of a pair is signed once; until that day has passed another order may take it back (п. 7.1)."""
    if ended_on is None:
        return
    if ended_on < today:
        yield COMMON_SENSE.forbids("completion", f"Пара уже завершена, её последний день — {ended_on:%d.%m.%Y}", "")
    else:
        yield COMMON_SENSE.forbids(
            "completion",
            f"Последний день пары уже назван приказом: {ended_on:%d.%m.%Y}",
            "Чтобы изменить его, отмените тот приказ приказом.",
        )


def lapse_words(lapsing: int, day: date) -> str:
    """What ends with the pair though it was planned; empty where nothing does."""
    if not lapsing:
        return ""
    planned = plural(lapsing, "мероприятие", "мероприятия", "мероприятий")
    fall = plural(lapsing, "оно отпадёт", "они отпадут", "они отпадут")
    return f"На дни после {day:%d.%m.%Y} запланировано {lapsing} {planned}: с завершением пары {fall}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramDraft:
    """Everything one must know to decide whether a programme is complete."""

    limits: Limits
    behaviour: str
    starts_on: date
    ends_on: date
    pair_starts_on: date
    pair_ends_on: date
    missing: tuple[str, ...]  # titles of the empty obligatory parts
    activity_count: int
    outside: tuple[str, ...]  # activities dated outside the programme's term
    unread: tuple[str, ...]  # mentees who have not read it
    began_on: date | None = None  # when it began, where it goes on with another mentor (REP-06)
    paused: int = 0  # days since then that stood still: the longest term counts without them


def draft_violations(draft: ProgramDraft) -> Iterator[Violation]:
    """Why the programme cannot be sent to approval (п. 1.2, 3.6; TRM-07)."""
    limits = draft.limits
    if draft.missing and limits.program_contents:
        yield limits.forbids(
            "program_contents",
            f"Не заполнено: {', '.join(draft.missing)}",
            "Допишите эти разделы.",
        )
    if not draft.activity_count and limits.program_contents:
        yield limits.forbids(
            "program_contents",
            "В плане нет ни одного мероприятия",
            "Добавьте мероприятия.",
        )
    yield from term_violations(draft)
    if draft.outside:
        yield limits.forbids(
            "program_contents",
            f"Срок вне программы: {', '.join(draft.outside)}",
            f"Поставьте даты с {draft.starts_on:%d.%m.%Y} по {draft.ends_on:%d.%m.%Y}.",
        )
    for name in draft.unread if limits.program_acquaintance else ():
        yield limits.forbids(
            "program_acquaintance",
            f"Нет отметки об ознакомлении с программой: {name}",
            f"Покажите программу {titles.mentee('dat')}.",
        )


def term_violations(draft: ProgramDraft) -> Iterator[Violation]:
    """From three months to one year, inside the term of the pair (п. 1.2, TRM-06)."""
    limits = draft.limits
    shortest, longest = limits.program_min_months, limits.program_max_months
    began_on = draft.began_on or draft.starts_on
    if draft.starts_on < draft.pair_starts_on or draft.ends_on > draft.pair_ends_on:
        yield limits.forbids(
            "program_term",
            f"Срок программы выходит за срок пары: {draft.pair_starts_on:%d.%m.%Y}–{draft.pair_ends_on:%d.%m.%Y}",
            "Исправьте даты программы.",
        )
    if shortest and draft.behaviour != "speed" and draft.ends_on < term_end(began_on, shortest):
        yield limits.forbids(
            "program_term",
            f"Программа короче {shortest} {plural(shortest, 'месяца', 'месяцев', 'месяцев')}",
            f"Окончание — не раньше {term_end(began_on, shortest):%d.%m.%Y}.",
        )
    if longest and draft.ends_on > (last := last_allowed(began_on, longest, draft.paused)):
        yield limits.forbids(
            "program_term",
            f"Программа длиннее {longest} {plural(longest, 'месяца', 'месяцев', 'месяцев')}",
            f"Окончание — не позже {last:%d.%m.%Y}.",
        )


def starting_violations(is_not_over: bool) -> Iterator[Violation]:
    """A programme is one of a pair whose order is signed, before its first day too, and which is not over."""
    if not is_not_over:
        yield COMMON_SENSE.forbids(
            "program_pair", "Программу составляют для действующей пары: сначала подписывают приказ", ""
        )


def editing_violations(is_editable: bool, state: str) -> Iterator[Violation]:
    """Text and plan are written until they are handed in, and again when they are returned."""
    if not is_editable:
        yield COMMON_SENSE.forbids(
            "program_state", f"Программу сейчас нельзя изменить: она {state}", "Обновите страницу."
        )


def pair_over_violations(is_over: bool, state: str) -> Iterator[Violation]:
    """What nobody will carry out any more is not approved."""
    if is_over:
        yield COMMON_SENSE.forbids("program_state", f"Программу уже не утверждают: её пара {state}", "")


def waiting_violations(submitted: bool, state: str, in_order: bool) -> Iterator[Violation]:
    """Only what waits for approval is approved or returned, and what is in a draft order by that order alone."""
    if not submitted:
        yield COMMON_SENSE.forbids(
            "program_state", f"Эта программа не ждёт утверждения: она {state}", "Обновите страницу."
        )
    elif in_order:
        yield COMMON_SENSE.forbids("program_state", "Эта программа уже в проекте приказа: сначала отклоните проект", "")


def performing_violations(runs: bool, begins_on: date | None = None) -> Iterator[Violation]:
    """Marks are made in an approved plan while its pair works; `begins_on` of one that is still to begin."""
    if begins_on:
        yield COMMON_SENSE.forbids(
            "program_state", f"Пара начнёт работать {begins_on:%d.%m.%Y}", "Выполнение отмечают с этого дня."
        )
    elif not runs:
        yield COMMON_SENSE.forbids(
            "program_state", "Отмечать можно мероприятия утверждённой программы действующей пары", ""
        )


def dropping_violations(is_open: bool) -> Iterator[Violation]:
    """Only what is still to be done is dropped."""
    if not is_open:
        yield COMMON_SENSE.forbids("program_state", "Мероприятие уже выполнено или отменено", "")


def open_violations(is_open: bool, reported_on: date | None) -> Iterator[Violation]:
    """Who is responsible says once that it is done; then it is the mentor's turn (PRN-07, PRG-15)."""
    yield from mark_violations(not is_open)
    if is_open and reported_on:
        yield COMMON_SENSE.forbids(
            "program_state", f"Выполнение уже отмечено {reported_on:%d.%m.%Y}, его подтвердит наставник", ""
        )


def reported_violations(is_reported: bool) -> Iterator[Violation]:
    """Only what waits for the mentor is given back."""
    if not is_reported:
        yield COMMON_SENSE.forbids("program_state", "Это мероприятие не ждёт подтверждения", "Обновите страницу.")


def mark_violations(cancelled: bool) -> Iterator[Violation]:
    """What was dropped bears no mark."""
    if cancelled:
        yield COMMON_SENSE.forbids("program_state", "Мероприятие отменено", "")


def way_violations(way: str, minutes: bool) -> Iterator[Violation]:
    """A programme is approved and changed in the way of the edition: by order, by minutes, by the curator (PRG-18)."""
    if way == "order":
        yield COMMON_SENSE.forbids(
            "program_approval", "Программы утверждает руководитель: подготовьте приказ об утверждении", ""
        )
    elif way == "minutes" and not minutes:
        yield COMMON_SENSE.forbids(
            "program_approval", "Программы здесь утверждают и меняют по протоколу", "Укажите его номер и дату."
        )


TITLE_LENGTH = 500


def answer_to(need: str) -> str:
    """The title of the activity that answers the need; of a long need its own words alone."""
    title = f"Работа над запросом: {need}"
    return title if len(title) <= TITLE_LENGTH else need


def coverage(wanted: int, uncovered: int) -> str:
    """«2 из 5 запросов без мероприятий»."""
    if not wanted:
        return f"У {titles.mentee('gen')} пока не записаны затруднения и запросы."
    if not uncovered:
        return f"Все запросы ({wanted}) обеспечены мероприятиями."
    return f"{uncovered} из {wanted} {plural(wanted, 'запроса', 'запросов', 'запросов')} без мероприятий"


def program_duty(
    pair_id: int,
    title: str,
    mentor_id: int,
    ordered_on: date,
    starts_on: date,
    limits: Limits,
    paused: Spans = (),
) -> Duty:
    """The mentor draws the programme up within ten days of the order, or of the beginning (п. 3.6, PRG-09).

    Where the edition names no days it is owed all the same, without a day (PRG-16). Days on which the pair stands
    still do not count.
    """
    has_term = limits.program_due_days is not None
    return limits.owes(
        "program_due",
        what="Составить программу и отправить на утверждение",
        about=title,
        due_on=shifted(program_due(ordered_on, starts_on, limits), paused, starts_on) if has_term else None,
        target="pairs:card",
        pk=pair_id,
        owner=mentor_id,
        working=limits.program_due_working,
        since=ordered_on,
    )


def reading_duty(program_id: int, title: str, mentee_id: int, limits: Limits) -> Iterator[Duty]:
    """The mentee reads the programme, where the edition asks for it (п. 3.6, PRG-10)."""
    if limits.program_acquaintance:
        yield limits.owes(
            "program_acquaintance",
            what="Ознакомиться с программой",
            about=title,
            due_on=None,
            target="programs:card",
            pk=program_id,
            owner=mentee_id,
        )


def approval_duty(program_id: int, title: str, limits: Limits) -> Duty:
    """The curator approves, prepares the order that approves, or returns (п. 3.4, CUR-13, PRG-18)."""
    by_order = limits.program_approval == "order"
    by_minutes = " по протоколу" if limits.program_approval == "minutes" else ""
    what = "Подготовить приказ об утверждении программ" if by_order else f"Утвердить программу{by_minutes} или вернуть"
    return limits.owes(
        "program_approval",
        what=what,
        about=title,
        due_on=None,
        target="programs:draft_approval" if by_order else "programs:card",
        pk=None if by_order else program_id,
        query=f"program={program_id}" if by_order else "",
        office="curator",
    )


def activity_duty(
    activity_id: int, title: str, about: str, due_on: date, *, responsible: int, mentor: int, limits: Limits
) -> Duty:
    """The plan is carried out in time by whoever is responsible (п. 5.2, PRN-07, PRG-15)."""
    return limits.owes(
        "activity_due",
        what=f"Выполнить: {title}",
        about=about,
        due_on=due_on,
        target="programs:perform" if responsible == mentor else "programs:do",
        pk=activity_id,
        owner=responsible,
    )


def confirming_duty(activity_id: int, title: str, about: str, due_on: date, mentor: int, limits: Limits) -> Duty:
    """What a mentee says is done the mentor confirms (PRN-07)."""
    return limits.owes(
        "activity_due",
        what=f"Подтвердить выполнение: {title}",
        about=about,
        due_on=due_on,
        target="programs:perform",
        pk=activity_id,
        owner=mentor,
    )


def publishing_duty(program_id: int, title: str, ended_on: date, limits: Limits) -> Iterator[Duty]:
    """The results are on the site after the completion, where the edition asks for it (п. 8.2, PUB-08)."""
    if limits.publish_results:
        days = limits.publish_results_days
        yield limits.owes(
            "publish_results",
            what="Разместить результаты программы на сайте",
            about=title,
            due_on=None if days is None else limits.due(ended_on, days),
            target="programs:publish",
            pk=program_id,
            office="clerk",
            since=ended_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """The facts of putting the results on the site."""

    limits: Limits
    ended_on: date | None
    on: date
    today: date


def publishing_violations(facts: Publishing) -> Iterator[Violation]:
    """Results are published only after the completion; being late is no hindrance (п. 8.2, PUB-08)."""
    if facts.ended_on is None:
        yield facts.limits.forbids(
            "publish_results",
            "Пара ещё работает, а результаты размещают после завершения",
            "Дождитесь приказа о завершении.",
        )
    elif facts.on < facts.ended_on:
        yield facts.limits.forbids(
            "publish_results",
            f"День размещения {facts.on:%d.%m.%Y} раньше завершения {facts.ended_on:%d.%m.%Y}",
            "Укажите день не раньше завершения.",
        )
    if facts.on > facts.today:
        yield facts.limits.forbids(
            "publish_results",
            f"День размещения {facts.on:%d.%m.%Y} ещё не наступил",
            f"Укажите день не позже {facts.today:%d.%m.%Y}.",
        )
