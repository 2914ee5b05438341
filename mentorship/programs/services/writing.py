"""The text of a programme: begun, written, shown, read, handed in."""

from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.history import record
from mentorship.core.refusal import Refusal
from mentorship.core.words import titles
from mentorship.core.words.text import capital
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair
from mentorship.pairs.values import form_and_kind
from mentorship.people.models import Person, User
from mentorship.programs import acts
from mentorship.programs.models import Program, ProgramAcquaintance, Remark
from mentorship.programs.services.locking import locked

STALE = (
    "Пока вы писали, программу изменили в другом окне. Ниже ваш текст: сравните его с сохранённым "
    "на странице программы и сохраните ещё раз."
)


@transaction.atomic
def start(pair: Pair, *, by: User) -> Program:
    """The mentor begins the programme of a pair that works or will (PRG-01); a second click finds the first."""
    [pair] = lock_pairs([pair])
    acts.START.require(pair)
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
    program = locked(program)
    acts.EDIT.require(program)
    if version != program.version:
        program.refresh_from_db()
        raise StaleText(STALE, program.version)
    directions = fields.get("directions")
    for name, value in fields.items():
        if name != "directions":
            setattr(program, name, value)
    program.version += 1
    record(program, "Изменён текст программы", by)
    if directions is not None:
        program.directions.set(directions)
    return program


class StaleText(Refusal):
    """Somebody saved the same text meanwhile; carries the version that is there now."""

    def __init__(self, message: str, version: int) -> None:
        super().__init__(message)
        self.version = version


@transaction.atomic
def show_to_mentee(program: Program, *, by: User) -> Program:
    """Give the draft to the mentee to read and comment on (PRG-10, PRG-13)."""
    program = locked(program)
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
def acknowledge(program: Program, *, mentee: Person, on: date, by: User) -> ProgramAcquaintance:
    """The mentee has read the programme; a second click changes nothing."""
    program = locked(program)
    found = program.acquaintances.filter(mentee=mentee).first()
    if found:
        return found
    added = ProgramAcquaintance(program=program, mentee=mentee, acknowledged_on=on)
    record(added, "Ознакомление с программой", by)
    return added


@transaction.atomic
def submit(program: Program, *, on: date, by: User) -> Program:
    """Send a complete programme, read by every mentee, to the curator."""
    program = locked(program)
    acts.SUBMIT.require(program)
    program.status, program.submitted_on, program.return_reason = Program.Status.SUBMITTED, on, ""
    record(program, "Отправлена на утверждение", by)
    return program
