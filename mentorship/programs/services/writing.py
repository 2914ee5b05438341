"""The text of a programme: begun, written, shown, read, handed in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.refusal import Refusal, Violation, enforce
from mentorship.core.words import titles
from mentorship.core.words.text import capital
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.pairs.queries import behalf_bars
from mentorship.pairs.rules import paper_day_violations
from mentorship.pairs.values import form_and_kind
from mentorship.people.models import Person, User
from mentorship.programs import acts
from mentorship.programs.models import Program, ProgramAcquaintance, Remark
from mentorship.programs.papers import shown_program
from mentorship.programs.services.locking import locked, locked_for

STALE = (
    "Пока вы писали, программу изменили в другом окне. Ниже ваш текст: сравните его с сохранённым "
    "на странице программы и сохраните ещё раз."
)


@transaction.atomic
def start(pair: Pair, *, by: User) -> Program:
    """The mentor begins the programme of a pair that works or will (PRG-01); a second click finds the first."""
    [pair] = lock_pairs([pair])
    acts.START.require(pair)
    enforce(behalf_bars(pair, pair.mentor_id, by))
    existing = Program.objects.filter(pair=pair).first()
    if existing:
        return existing
    forms = form_and_kind(pair)
    program = Program(
        pair=pair,
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        goal=pair.goal,
        forms_note=f"{capital(forms)}." if forms else "",
    )
    record(program, "Программа начата", by)
    return program


@transaction.atomic
def edit(program: Program, *, fields: dict[str, Any], version: int, by: User) -> Program:
    """Change the text. `version` is what the form was opened with: a newer text is never overwritten."""
    program = locked_for(program, by)
    acts.EDIT.require(program)
    if version != program.version:
        raise Refusal(STALE)
    directions = fields.get("directions")
    for name, value in fields.items():
        if name != "directions":
            setattr(program, name, value)
    program.version += 1
    record(program, "Изменён текст программы", by)
    if directions is not None:
        program.directions.set(directions)
    return program


@transaction.atomic
def show_to_mentee(program: Program, *, by: User) -> Program:
    """Give the draft to the mentee to read and comment on (PRG-10, PRG-13)."""
    program = locked_for(program, by)
    acts.SHOW.require(program)
    program.status = Program.Status.WITH_MENTEE
    record(program, f"Показана {titles.mentee('dat')}", by)
    return program


@transaction.atomic
def remark(program: Program, *, author: Person, text: str, by: User) -> Remark:
    """A mentee or the council says what should be different (PRG-14)."""
    added = Remark(program=program, author=author, text=text)
    record(added, "Замечание к программе", by)
    return added


@transaction.atomic
def acknowledge(
    program: Program, *, mentee: Person, on: date, by: User, seen: str | None = None
) -> ProgramAcquaintance:
    """The mentee has read the programme that was shown (`seen`); a second click changes nothing."""
    program = locked(program)
    found = program.acquaintances.filter(mentee=mentee).first()
    if found:
        return found
    if seen is not None:
        require_shown(seen, shown_program(program.pk).mark)
    added = ProgramAcquaintance(program=program, mentee=mentee, acknowledged_on=on)
    record(added, "Ознакомление с программой", by)
    return added


@transaction.atomic
def acquaint(program: Program, *, mentees: Iterable[Person], on: date, today: date, by: User) -> None:
    """The curator records whose signatures stand on the paper of the programme (PRG-10); those on file stay."""
    program, people = locked(program), list(mentees)
    if not people:
        raise Refusal("Отметьте, чья подпись стоит на бумаге.")
    enforce([bar for person in people for bar in behalf_bars(program.pair, person.pk, by)])
    enforce(_paper_day(program, on, today))
    read = set(program.acquaintances.values_list("mentee", flat=True))
    for person in people:
        if person.pk not in read:
            added = ProgramAcquaintance(program=program, mentee=person, acknowledged_on=on, recorded_by=by)
            record(added, f"Ознакомление с программой, внесено с бумаги: {person.short_name}", by)


@transaction.atomic
def submit(program: Program, *, on: date, by: User) -> Program:
    """Send a complete programme, read by every mentee, to the curator."""
    program = locked(program)
    acts.SUBMIT.require(program)
    return _submitted(program, "Отправлена на утверждение", on, by)


@transaction.atomic
def submit_paper(program: Program, *, on: date, today: date, by: User) -> Program:
    """The mentor has handed the programme in on paper on that day, and the curator writes it down (PRG-01)."""
    program = locked_for(program, by)
    acts.SUBMIT.require(program)
    enforce(_paper_day(program, on, today))
    return _submitted(program, "Отправлена на утверждение, внесена с бумаги", on, by, recorded_by=by)


def _submitted(program: Program, what: str, on: date, by: User, recorded_by: User | None = None) -> Program:
    program.status, program.submitted_on, program.return_reason = Program.Status.SUBMITTED, on, ""
    program.recorded_by = recorded_by
    record(program, what, by)
    return program


def _paper_day(program: Program, on: date, today: date) -> Iterable[Violation]:
    """A programme is written, read and handed in from the order of its pair on."""
    order = program.pair.order
    return paper_day_violations(on, order.signed_on if order else None, "приказ о закреплении", today)
