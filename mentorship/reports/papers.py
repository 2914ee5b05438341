"""D34 and D35: the report of the mentor and the report of the mentee."""

from collections.abc import Callable
from datetime import date

from mentorship.core.words import titles
from mentorship.documents import catalogue
from mentorship.documents.tree import Document, Fields, Heading, Paragraph, Signature, Table
from mentorship.people.names import name_in, paper_name
from mentorship.regulation.queries import institution
from mentorship.reports import queries
from mentorship.reports.models import Report

CODES = {Report.Side.MENTOR: "D34", Report.Side.MENTEE: "D35"}
MENTOR_PARTS = (
    ("Что выполнено", "facts"),
    ("Преодолённые затруднения", "solved"),
    ("Оставшиеся затруднения", "unsolved"),
    ("Достижения", "achievements"),
    ("Рекомендации по дальнейшему профессиональному развитию", "recommendations"),
    ("Вывод", "conclusion"),
)
MENTEE_PARTS = (
    ("Что выполнено", "facts"),
    ("Что было полезно", "useful"),
    ("Преодолённые затруднения", "solved"),
    ("Оставшиеся затруднения", "unsolved"),
    ("Оценка работы наставника", "evaluation"),
    ("Предложения", "proposals"),
)


def report_title(report: Report) -> str:
    """«Отчёт наставника … о выполнении персонализированной программы …» with the right cases."""
    mentor, mentee = report.participation.mentor, report.participation.mentee
    if report.side == Report.Side.MENTOR:
        start, when = "Отчёт", ""
        if report.period:
            start = "Промежуточный отчёт"
            when = f" за период с {report.period_starts_on:%d.%m.%Y} по {report.period_ends_on:%d.%m.%Y}"
        return (
            f"{start} наставника {name_in(mentor, 'gen')} о выполнении персонализированной программы "
            f"{titles.mentee('ins')}: {name_in(mentee, 'ins')}{when}"
        )
    return (
        f"Отчёт {titles.mentee('gen')} {name_in(mentee, 'gen')} о процессе прохождения наставничества "
        f"и работе наставника {name_in(mentor, 'gen')}"
    )


def report_paper(report: Report) -> Document:
    """A report as it is signed."""
    pair = report.participation.pair
    parts = MENTOR_PARTS if report.side == Report.Side.MENTOR else MENTEE_PARTS
    values = [(label, getattr(report, name) or "—") for label, name in parts]
    table = plan_table(report)
    if table:
        values[0] = (values[0][0], without_plan(report) or "—")
    if report.score:
        values.insert(4, ("Оценка по десятибалльной шкале", str(report.score)))
    period = f"Период: с {pair.starts_on:%d.%m.%Y} по {pair.ended_on or pair.ends_on:%d.%m.%Y}"
    word = "Наставник" if report.side == Report.Side.MENTOR else titles.say("{Mentee.nom}")
    blocks = [
        Heading(report_title(report)),
        *([] if report.period else [Paragraph(period, indent=False, align="left")]),  # the title of an interim says it
        *table,
        Fields(tuple(values)),
        Signature(word, paper_name(report.author, initials_first=institution().profile().initials_first), True),
    ]
    return Document(report_title(report), tuple(blocks))


def without_plan(report: Report) -> str:
    """What was done, without the lines that the table beside it says already."""
    said = queries.prefilled(report.participation, report.period).splitlines()[1:]
    return "\n".join(line for line in report.facts.splitlines() if line not in said)


def plan_table(report: Report) -> list:
    """Plan against fact, for the mentor's report."""
    rows = tuple(
        (
            str(number),
            row.title,
            f"{row.due_on:%d.%m.%Y}",
            f"{row.done_on:%d.%m.%Y}" if row.done_on else ("отменено" if row.cancelled_on else "не выполнено"),
            row.result or row.cancel_reason,
        )
        for number, row in enumerate(queries.activities(report.participation, report.period), start=1)
    )
    if report.side != Report.Side.MENTOR or not rows:
        return []
    headers = ("№", "Мероприятие", "Срок", "Выполнено", "Результат")
    return [Heading("План и факт", level=2, align="left"), Table(headers, rows, (6, 38, 14, 16, 26))]


def mentor_report(report: Report | None, on: date) -> Document:
    """D34; None makes an empty form."""
    return report_paper(report) if report else _blank("Отчёт наставника", MENTOR_PARTS)


def mentee_report(report: Report | None, on: date) -> Document:
    """D35; None makes an empty form."""
    return report_paper(report) if report else _blank(titles.say("Отчёт {mentee.gen}"), MENTEE_PARTS)


def _blank(title: str, parts: tuple[tuple[str, str], ...]) -> Document:
    labels = (("Наставник", ""), (titles.say("{Mentee.nom}"), ""), ("Период", ""), *((label, "") for label, _ in parts))
    return Document(
        title, (Heading(title), Fields(labels[:3]), Fields(labels[3:], lines=3), Signature("", "_" * 20, True))
    )


def _register(code: str, title: str, side: str, build: Callable[[Report | None, date], Document]) -> None:
    catalogue.register(
        code,
        title,
        build=build,
        find=queries.report_for,
        permission="report.view",
        subjects=lambda: Report.objects.filter(side=side).exclude(status="draft").order_by("pk"),
    )


_register("D34", "Отчёт наставника", "mentor", mentor_report)
_register("D35", "Отчёт {роль наставляемого:род}", "mentee", mentee_report)
