"""What the Положение says about the two reports. Plain Python: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mentorship.core import terms
from mentorship.regulation.clauses import Duty, Limits, Violation


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is obligatory in a report."""

    limits: Limits
    side: str
    facts: str
    recommendations: str
    score: int | None
    evaluation: str


def report_violations(report: Report) -> Iterator[Violation]:
    """Why the report cannot be handed in (п. 3.6, PRG-11, PRG-12)."""
    if report.side == "mentor":
        clause = report.limits.clause("mentor_report")
        if not report.recommendations.strip():
            yield Violation(
                "mentor_report", clause, f"Нет рекомендаций по дальнейшему развитию {terms.mentee('gen')}",
                "Напишите хотя бы одну рекомендацию.",
            )  # fmt: skip
    else:
        clause = report.limits.clause("mentee_report")
        if report.score is None or not report.evaluation.strip():
            yield Violation(
                "mentee_report", clause, "Нет оценки работы наставника", "Поставьте оценку и поясните её словами."
            )
    if not report.facts.strip():
        yield Violation(
            f"{report.side}_report", clause, "Не сказано, что выполнено", "Опишите, что сделано по программе."
        )


def report_due(side: str, ended_on: date, limits: Limits) -> date | None:
    """The last day to hand the report in; None when the institution sets no term."""
    term = limits.mentor_report_days if side == "mentor" else limits.mentee_report_days
    return limits.due(ended_on, term, working=limits.report_working) if term is not None else None


def report_duty(
    participation_id: int, title: str, side: str, author_id: int, ended_on: date, limits: Limits
) -> Iterator[Duty]:
    """Both sides report after the completion (п. 3.6); without a term nobody owes a report."""
    what = "Сдать отчёт наставника" if side == "mentor" else f"Сдать отчёт {terms.mentee('gen')}"
    if due_on := report_due(side, ended_on, limits):
        yield Duty(
            rule=f"{side}_report", clause=limits.clause(f"{side}_report"), what=what, about=title, due_on=due_on,
            target=f"reports:write_{side}", pk=participation_id, owner=author_id,
        )  # fmt: skip


def acceptance_duty(report_id: int, title: str) -> Duty:
    """The curator reads the report: accepts or returns it."""
    return Duty(
        rule="report_acceptance", clause="", what="Принять отчёт или вернуть", about=title, due_on=None,
        target="reports:card", pk=report_id, office="curator",
    )  # fmt: skip
