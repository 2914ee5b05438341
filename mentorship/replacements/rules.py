"""What the Положение says about another mentor. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.core.words.text import plural
from mentorship.pairs.pauses.rules import Spans, days_of, last_allowed, within
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits

FAILURE = "failure"  # the ground of an employer who takes the assignment back
NEEDS_REASON = {FAILURE, "other"}  # REP-04, REP-05; an edition without a list asks for the reason alone (REP-07)
NEEDS_EVIDENCE = {FAILURE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The pair whose mentor is to be replaced."""

    limits: Limits
    mentor_id: int
    mentees: frozenset[int]
    standing: "Standing"
    replaced_by: str  # who takes over already, or is about to
    starts_on: date
    ends_on: date
    began_on: date  # the first day of mentoring, with whatever mentor
    records: tuple[tuple[date, str], ...] = ()  # days on which the pair is known to have worked, and by what
    paused: Spans = ()  # days of the mentoring that stood still

    @property
    def latest_end(self) -> date:
        """The end by the plan, or where the longest term is shorter, its last day."""
        longest = self.limits.mentoring_max_months
        return min(self.ends_on, self.last_allowed(longest)) if longest else self.ends_on

    def last_allowed(self, months: int, from_on: date | None = None) -> date:
        """The last day of the longest term, with another mentor from the day: the pause ends with the pair."""
        paused = within(self.paused, from_on - timedelta(days=1) if from_on else None)
        return last_allowed(self.began_on, months, days_of(paused))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it is with a pair on the day on which its mentor is to be replaced."""

    state: str  # in words
    runs: bool
    announced: bool  # its order is signed, its first day is still to come
    ended_on: date | None  # the last day by a signed order
    ending: bool  # its end is asked for, or is in a draft


def beginning_violations(limits: Limits, pair: Standing) -> Iterator[Violation]:
    """Only a working pair gets another mentor, and not once it is being completed (п. 3.8)."""
    if pair.announced:
        yield limits.forbids(
            "replacement",
            "Эта пара ещё не началась: сменять некого",
            "Отмените приказ о закреплении и подготовьте пару с другим наставником.",
        )
    elif not pair.runs:
        yield limits.forbids(
            "replacement",
            f"Сменить наставника можно у действующей пары, а эта {pair.state}",
            "Обновите страницу.",
        )
    elif pair.ended_on:
        yield limits.forbids(
            "replacement",
            f"Приказ о завершении этой пары уже подписан, последний день {pair.ended_on:%d.%m.%Y}",
            "Отмените тот приказ, потом меняйте наставника.",
        )
    elif pair.ending:
        yield limits.forbids(
            "replacement",
            "Готовится завершение этой пары",
            "Подпишите или отклоните приказ о завершении, потом меняйте наставника.",
        )


def state_violations(pair: Running) -> Iterator[Violation]:
    """The same, and once at a time."""
    if pair.standing.runs and pair.replaced_by and not pair.standing.ended_on:
        yield pair.limits.forbids(
            "replacement",
            f"Замена наставника этой пары уже готовится: {pair.replaced_by}",
            "Продолжите её на странице новой пары или откажитесь от неё там же.",
        )
    elif pair.standing.runs and pair.replaced_by:
        yield pair.limits.forbids(
            "replacement",
            f"Приказ о замене наставника этой пары уже подписан: {pair.replaced_by}",
            "Отмените тот приказ или дождитесь нового наставника и смените уже его.",
        )
    else:
        yield from beginning_violations(pair.limits, pair.standing)


def ground_violations(pair: Running, ground: str, reason: str, evidence: str, from_on: date) -> Iterator[Violation]:
    """The ground is proved where it blames, explained where it is no ground of the list; the day is in the term."""
    if not reason.strip() and (not ground or ground in NEEDS_REASON):
        words = "Для этого основания нужна причина словами" if ground else "Не написана причина замены"
        yield pair.limits.forbids(
            "replacement_reason",
            words,
            "Напишите её: она войдёт в приказ.",
            by="replacement",
        )
    if ground in NEEDS_EVIDENCE and not evidence.strip():
        yield pair.limits.forbids(
            "replacement_evidence",
            "Не сказано, чем подтверждается неисполнение",
            "Назовите документ: справку куратора, докладную, акт с датой.",
            by="replacement",
        )
    yield from day_violations(pair, from_on)


def day_violations(pair: Running, from_on: date) -> Iterator[Violation]:
    """The new mentor begins while the pair works, after the mentor before has led it, and not before what was done.

    Nobody has two mentors on one day: the mentor before leads through the eve.
    """
    first = pair.starts_on + timedelta(days=1)
    if not first <= from_on <= pair.ends_on:
        yield pair.limits.forbids(
            "replacement_day",
            f"День замены {from_on:%d.%m.%Y} вне срока пары: {pair.starts_on:%d.%m.%Y}–{pair.ends_on:%d.%m.%Y}",
            f"Укажите день с {first:%d.%m.%Y} по {pair.ends_on:%d.%m.%Y}.",
            by="replacement",
        )
    later = [(day, what) for day, what in pair.records if day >= from_on]
    if later:
        day, what = max(later)
        yield COMMON_SENSE.forbids(
            "replacement_day",
            f"Новый наставник — с {from_on:%d.%m.%Y}, а позже у прежнего записано: {what} {day:%d.%m.%Y}",
            f"Укажите день не раньше {day + timedelta(days=1):%d.%m.%Y} или исправьте эту запись: встречу — в журнале "
            "пары, мероприятие — в её программе.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """A replacement whose order is to be revoked."""

    starts_on: date
    on: date
    worked: bool  # something has been recorded with the new mentor
    ending: str  # the order that is to end the new pair


def undoing_violations(facts: Undoing) -> Iterator[Violation]:
    """A replacement is undone before the new mentor has begun; later only by another replacement."""
    if facts.starts_on <= facts.on or facts.worked:
        yield COMMON_SENSE.forbids(
            "replacement",
            f"Новый наставник работает с {facts.starts_on:%d.%m.%Y}: замену уже не отменить",
            "Подготовьте новую замену наставника.",
        )
    elif facts.ending:
        yield COMMON_SENSE.forbids(
            "replacement",
            f"Завершение новой пары уже готовится или подписано: {facts.ending}",
            "Сначала отклоните тот проект или отмените тот приказ.",
        )


def mentor_violations(pair: Running, mentor_id: int) -> Iterator[Violation]:
    """Another person takes over, and not one of those who are mentored."""
    if mentor_id == pair.mentor_id:
        yield pair.limits.forbids(
            "replacement_mentor",
            "Этот наставник уже ведёт пару",
            "Для замены выберите другого.",
            by="replacement",
        )
    elif mentor_id in pair.mentees:
        yield pair.limits.forbids(
            "replacement_mentor",
            f"Наставник и {titles.mentee('nom')} — один и тот же человек",
            "Выберите другого наставника.",
            by="two_people",
        )


def term_violations(pair: Running, from_on: date, ends_on: date) -> Iterator[Violation]:
    """All mentoring together is no longer than the longest term (п. 3.7)."""
    longest = pair.limits.mentoring_max_months
    if ends_on < from_on:
        yield pair.limits.forbids(
            "replacement_term",
            f"Окончание {ends_on:%d.%m.%Y} раньше дня замены {from_on:%d.%m.%Y}",
            "Исправьте дату.",
            by="mentoring_term",
        )
    elif longest and ends_on > (last := pair.last_allowed(longest, from_on)):
        length = f"{longest} {plural(longest, 'месяца', 'месяцев', 'месяцев')}"
        yield pair.limits.forbids(
            "replacement_term",
            f"Наставничество началось {pair.began_on:%d.%m.%Y} и не может длиться дольше {length}, с кем бы то ни было",
            f"Окончание — не позже {last:%d.%m.%Y}.",
            by="mentoring_term",
        )


def last_day(starts_on: date, from_on: date) -> date:
    """The last day of the mentor before; of one who is replaced on the very first day, that day."""
    return max(starts_on, from_on - timedelta(days=1))


def note_due(from_on: date, limits: Limits) -> date | None:
    """The term of the mentor's report after the replacement; None where the edition sets no term."""
    term = limits.mentor_report_days
    return limits.due(from_on, term, working=limits.report_working) if term is not None else None


def note_violations(*, is_kept: bool, on: date, today: date) -> Iterator[Violation]:
    """A note belongs to a replacement that is prepared or done, and is not of a day to come."""
    if not is_kept:
        yield COMMON_SENSE.forbids(
            "replacement_note",
            "Эта замена не состоялась",
            "Обновите страницу.",
        )
    if on > today:
        yield COMMON_SENSE.forbids(
            "replacement_note",
            f"День записки {on:%d.%m.%Y} ещё не наступил",
            "Исправьте дату.",
        )


def order_duty(pair_id: int, title: str, from_on: date, limits: Limits) -> Duty:
    """A replacement that was begun is brought to its order (п. 3.8, REP-06)."""
    return limits.owes(
        "replacement",
        what="Довести замену наставника до приказа",
        about=title,
        due_on=from_on,
        target="pairs:gate",
        pk=pair_id,
        office="curator",
    )


def note_duty(old_id: int, title: str, mentor_id: int | None, from_on: date, limits: Limits) -> Iterator[Duty]:
    """The mentor before says what is done and what is left; for one who has left, the curator does."""
    if due_on := note_due(from_on, limits):
        yield limits.owes(
            "replacement_note",
            what="Написать записку: что сделано и что осталось",
            about=title,
            due_on=due_on,
            target="replacements:note",
            pk=old_id,
            owner=mentor_id,
            office=None if mentor_id else "curator",
            by="mentor_report",
        )
