"""D49: the register of personalised programmes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mentorship.pairs.models.pair import State
from mentorship.people.names import paper_name
from mentorship.people.registers import NOTHING, Register, register
from mentorship.programs.models import Program
from mentorship.programs.queries import done_counts
from mentorship.regulation.queries import institution


def program_rows(on: date) -> Iterator[tuple[str, ...]]:
    """Every programme, in the order they began."""
    rows = Program.objects.with_people().select_related("approved_by__person", "order")
    programs = list(rows.prefetch_related("pair__participations__reports").order_by("starts_on", "pk"))
    done, first = done_counts(programs), institution().profile().text_initials_first
    for program in programs:
        pair = program.pair
        mentees = ", ".join(paper_name(mentee, initials_first=first) for mentee in pair.mentees)
        yield (
            f"{'Группа' if pair.is_group else 'Пара'}: {paper_name(pair.mentor, initials_first=first)} — {mentees}",
            pair.form.name if pair.form else NOTHING,
            pair.kind.name if pair.kind else NOTHING,
            f"с {program.starts_on:%d.%m.%Y}\nпо {program.ends_on:%d.%m.%Y}",
            state(program, done.get(program.pk, ""), on),
            approval(program, first),
            "\n".join(line for part in pair.participations.all() for line in reports(part)) or NOTHING,
        )


def state(program: Program, done: str, on: date) -> str:
    """The state of the pair where it says more than that of the programme, and how much of the plan is done."""
    pair, now = program.pair, program.pair.state_on(on)
    if now == State.ENDED:
        word = f"завершена {pair.ended_on:%d.%m.%Y}"
    else:
        word = f"пара {now.label}" if now in (State.CANCELLED, State.PAUSED) else program.get_status_display()
    return f"{word};\nвыполнено {done}" if done else word


def approval(program: Program, first: bool) -> str:
    """When and by whom, or by which order or minutes, it has been approved."""
    if not program.is_approved:
        return NOTHING
    person = program.approved_by.person if program.approved_by else None
    day = f"{program.approved_on:%d.%m.%Y}"
    if program.approved_how:
        return f"{day}\n{program.approved_how}"
    return f"{day}\n{paper_name(person, initials_first=first)}" if person else day


def reports(part: Any) -> Iterator[str]:
    """«наставника: принят 05.06.2027», for each report that has been handed in; the interim ones are counted apart."""
    every = sorted(part.reports.all(), key=lambda report: report.pk)
    if interim := sum(report.submitted_on is not None for report in every if report.period):
        yield f"промежуточных отчётов наставника: {interim}"
    for report in (report for report in every if not report.period):
        day = report.accepted_on or report.submitted_on
        if day:
            yield f"{report.get_side_display()}: {report.get_status_display()} {day:%d.%m.%Y}"


PROGRAMS = Register(
    code="D49",
    label="Реестр персонализированных программ наставничества",
    rows=program_rows,
    columns=(
        ("Наставническая пара или группа", 21),
        ("Форма", 12),
        ("Вид", 13),
        ("Срок", 10),
        ("Состояние", 14),
        ("Утверждена", 11),
        ("Отчёты", 15),
    ),
)
register(PROGRAMS)
