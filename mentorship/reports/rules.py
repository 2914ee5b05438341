"""What the Положение says about reports, final and interim. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.calendar.dates import term_end
from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.pairs.pauses.rules import Spans, shifted
from mentorship.regulation.duty import Duty
from mentorship.regulation.limits import COMMON_SENSE, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is obligatory in a report."""

    limits: Limits
    side: str
    facts: str
    recommendations: str
    score: int | None
    evaluation: str
    interim: bool = False


def report_violations(report: Report) -> Iterator[Violation]:
    """Why the report cannot be handed in (п. 3.6, PRG-11, PRG-12)."""
    rule = "report_interval" if report.interim else f"{report.side}_report"
    if report.side == "mentor":
        if not report.interim and not report.recommendations.strip():
            yield report.limits.forbids(
                "mentor_report",
                f"Нет рекомендаций по дальнейшему развитию {titles.mentee('gen')}",
                "Напишите хотя бы одну рекомендацию.",
                by=rule,
            )
    elif report.score is None or not report.evaluation.strip():
        yield report.limits.forbids(
            "mentee_report",
            "Нет оценки работы наставника",
            "Поставьте оценку и поясните её словами.",
            by=rule,
        )
    if not report.facts.strip():
        yield report.limits.forbids(
            rule,
            "Не сказано, что выполнено",
            "Опишите, что сделано по программе.",
        )


def writing_violations(is_editable: bool, state: str) -> Iterator[Violation]:
    """A report is written until it is handed in, and again when it is returned."""
    if not is_editable:
        yield COMMON_SENSE.forbids("report_state", f"Отчёт уже {state}: изменить его нельзя", "Обновите страницу.")


def final_violations(ended_on: date | None, on: date) -> Iterator[Violation]:
    """A final report is handed in from the last day of the pair on, whenever its order was signed (п. 3.6)."""
    if ended_on is None or on < ended_on:
        when = f"Последний день пары — {ended_on:%d.%m.%Y}, с него и сдают отчёты." if ended_on else ""
        yield COMMON_SENSE.forbids("report_state", "Пара ещё работает: итоговый отчёт сдавать рано", when)


def decision_violations(is_submitted: bool, state: str) -> Iterator[Violation]:
    """Only what is handed in is accepted or returned."""
    if not is_submitted:
        yield COMMON_SENSE.forbids("report_state", f"Отчёт не ждёт решения: он {state}", "Обновите страницу.")


def accepting_violations(is_party: bool, is_curator: bool, has_curator: bool) -> Iterator[Violation]:
    """Who accepts, returns and opens: a curator who is not of the pair, the head where there is none (PRG-11).

    `has_curator`: somebody who is not of the pair is a curator on the day.
    """
    who = "куратор, который в ней не участвует" if has_curator else "руководитель или исполняющий его обязанности"
    if is_party:
        yield COMMON_SENSE.forbids(
            "report_acceptance",
            "Вы сами участник этой пары: её отчёты, и свой тоже, вы не принимаете и не возвращаете",
            f"Это сделает {who}.",
        )
    elif has_curator and not is_curator:
        yield COMMON_SENSE.forbids(
            "report_acceptance",
            "Руководитель принимает отчёты пары, только когда куратор сам в ней участвует",
            f"Это сделает {who}.",
        )


def opening_violations(submitted: bool) -> Iterator[Violation]:
    """What nobody has handed in cannot be opened."""
    if not submitted:
        yield COMMON_SENSE.forbids("report_state", "Ни одного отчёта ещё не сдано: открывать нечего", "")


def report_days(side: str, limits: Limits) -> int | None:
    """How many days the side has for its report; None where the institution sets no term."""
    return limits.mentor_report_days if side == "mentor" else limits.mentee_report_days


def report_due(side: str, ended_on: date, limits: Limits) -> date | None:
    """The last day to hand the report in; None when the institution sets no term."""
    term = report_days(side, limits)
    return limits.due(ended_on, term, working=limits.report_working) if term is not None else None


def report_duty(
    participation_id: int, title: str, side: str, author_id: int, ended_on: date, limits: Limits
) -> Iterator[Duty]:
    """Both sides report after the completion (п. 3.6); without a term nobody owes a report."""
    what = "Сдать отчёт наставника" if side == "mentor" else f"Сдать отчёт {titles.mentee('gen')}"
    if due_on := report_due(side, ended_on, limits):
        yield limits.owes(
            f"{side}_report",
            what=what,
            about=title,
            due_on=due_on,
            target=f"reports:write_{side}",
            pk=participation_id,
            owner=author_id,
            working=limits.report_working,
            since=ended_on,
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """A full interval of a pair's work, both days included; they are numbered from one."""

    number: int
    starts_on: date
    ends_on: date


def intervals(starts_on: date, ends_on: date, months: int | None, paused: Spans = ()) -> Iterator[Interval]:
    """The intervals on which the mentor reports before the end; the last one belongs to the final report.

    Days on which the pair stands still do not count: an interval is longer by them.
    """
    if not months:
        return
    number, first = 1, starts_on
    while (last := shifted(term_end(starts_on, number * months), paused)) < ends_on:
        yield Interval(number, first, last)
        number, first = number + 1, last + timedelta(days=1)


def interim_due(interval: Interval, limits: Limits) -> date:
    """The term of the mentor's report after the interval; without a term its last day."""
    return limits.due(interval.ends_on, limits.mentor_report_days or 0, working=limits.report_working)


def interim_duty(participation_id: int, mentee: str, mentor_id: int, interval: Interval, limits: Limits) -> Duty:
    """The mentor reports while the pair works, once an interval."""
    rule = "report_interval"
    return limits.owes(
        rule,
        what="Сдать промежуточный отчёт",
        about=f"{titles.mentee('nom')} {mentee}, с {interval.starts_on:%d.%m.%Y} по {interval.ends_on:%d.%m.%Y}",
        due_on=interim_due(interval, limits),
        target="reports:write_interim",
        pk=participation_id,
        query=f"number={interval.number}",
        owner=mentor_id,
        working=limits.report_working,
        since=interval.ends_on,
    )


def acceptance_duty(report_id: int, title: str, office: str, barred: tuple[int, ...]) -> Duty:
    """The curator reads the report: accepts or returns it; where every curator is of the pair, the director does."""
    return COMMON_SENSE.owes(
        "report_acceptance",
        what="Принять отчёт или вернуть",
        about=title,
        due_on=None,
        target="reports:card",
        pk=report_id,
        office=office,
        barred=barred,
    )
