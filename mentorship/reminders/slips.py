"""Reminders on paper for those who get no letters: one slip a person."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from mentorship.documents import grammar, tree
from mentorship.reminders import letters, queries, rules
from mentorship.reminders.letters import Line

MOST = 200  # slips at once


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person owes in the coming days."""

    person: int
    name: str
    reason: str
    lines: tuple[Line, ...]


def slips(on: date, days: int, *, everybody: bool = False, people: Collection[int] = ()) -> list[Slip]:
    """By name: those who get no letters, or everybody, or the chosen people; what is closed is not printed."""
    owed: dict[int, list[Line]] = {}
    staff = queries.staff_on(on)
    for duty in queries.owed(on, days):
        if duty.closed or (duty.due_on and (duty.due_on - on).days > days):
            continue
        for person in rules.owners(duty, staff):
            # The slip passes through the hands of whoever prints it.
            told = replace(duty, what=duty.aloud or duty.what)
            owed.setdefault(person, []).append(letters.line(told, on, above=True))
    wanted = set(people) & set(owed) if people else set(owed)
    return [
        Slip(found.pk, found.name, found.reason_without, tuple(owed[found.pk]))
        for found in queries.readers(wanted)
        if people or everybody or found.reason_without
    ]


def document(made: list[Slip], on: date, days: int) -> tree.Document:
    """Each slip on a sheet of its own."""
    blocks: list[tree.Block] = []
    for slip in made:
        if blocks:
            blocks.append(tree.PageBreak())
        rows = tuple((f"{line.what}: {line.about}".removesuffix(": "), _due(line), line.clause) for line in slip.lines)
        blocks += [
            tree.Heading("Напоминание"),
            tree.Paragraph(slip.name, indent=False, bold=True),
            tree.Paragraph(f"На {on:%d.%m.%Y} и ближайшие {grammar.days(days)} за вами:"),
            tree.Table(("Что сделать", "Срок", "Основание"), rows, (60, 22, 18)),
        ]
    if not made:
        blocks = [tree.Heading("Напоминание"), tree.Paragraph("На эти дни напоминать некому.")]
    return tree.Document("Напоминания", tuple(blocks))


def _due(line: Line) -> str:
    if line.due_on is None:
        return "без срока"
    late = " (просрочено)" if line.days_left is not None and line.days_left < 0 else ""
    return f"{line.due_on:%d.%m.%Y}{late}"
