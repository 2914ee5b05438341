"""Until when a mentor is appointed, and what is still to be done for it. Plain Python: no database, no clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from mentorship.core.calendar.dates import month_end
from mentorship.core.words import titles
from mentorship.core.words.text import plural
from mentorship.people.admissions.rules import Admission, appointment_term, is_hurried
from mentorship.regulation.duty import Done, Duty
from mentorship.regulation.limits import Limits


def unpaired_duty(
    person_id: int,
    name: str,
    admission: Admission,
    limits: Limits,
    on: date,
    *,
    pair_id: int | None,
    editions: Iterable[Limits] = (),
) -> Iterator[Duty]:
    """A newcomer is appointed a mentor within 30 calendar days of the actual admission (п. 3.7).

    Where a pair is proposed already, the duty leads to its gate, otherwise to the wizard. Nobody is asked for one
    while a long absence stops the term; without a known day it is owed without a last one.
    """
    if not is_hurried(admission, limits) or admission.is_away_on(on):
        return
    term = appointment_term(admission, limits, on, editions)
    yield limits.owes(
        "appoint_within",
        what="Назначить наставника",
        about=name if term else f"{name}: день допуска неизвестен",
        due_on=term.due_on if term else None,
        target="pairs:gate" if pair_id else "pairs:propose",
        pk=pair_id,
        query="" if pair_id else f"mentee={person_id}",
        office="curator",
        working=term is not None and term.limits.appoint_working,
        warns=(term.warns_on,) if term and term.warns_on else (),
        since=term.begins_on if term else None,
    )


def appointed(
    pair_id: int,
    person_id: int,
    name: str,
    admission: Admission,
    signed_on: date,
    limits: Limits,
    editions: Iterable[Limits] = (),
) -> Iterator[Done]:
    """The mentor was appointed on the day of the order (п. 3.7, APP-02)."""
    for duty in unpaired_duty(person_id, name, admission, limits, signed_on, pair_id=pair_id, editions=editions):
        yield Done(replace(duty, target="pairs:card"), signed_on)


def search_duty(waiting: int, on: date | None, limits: Limits) -> Duty:
    """The search for a mentor goes on and mentees without one are supported, every month anew (PAIR-04)."""
    return limits.owes(
        "fit",
        what=titles.say("Искать наставника, поддерживать {mentees.acc} без пары"),
        about=f"без наставника: {waiting} {plural(waiting, 'человек', 'человека', 'человек')}",
        due_on=month_end(on) if on else None,
        target="people:mentees",
        query="paired=no",
        office="curator",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How far it has come with a mentee who has no mentor yet."""

    limits: Limits
    data_consent: bool
    proposed: bool
    mentor_consent: bool = False
    mentee_consent: bool = False
    drafted: bool = False


def next_step(waiting: Waiting) -> str:
    """What is to be done next, so that the mentee gets a mentor (PAIR-04)."""
    limits = waiting.limits
    if limits.data_consent and not waiting.data_consent:
        return "Получить согласие на обработку персональных данных"
    if not waiting.proposed:
        return "Подобрать наставника"
    if limits.mentor_consent and not waiting.mentor_consent:
        return "Получить согласие наставника"
    if limits.mentee_consent and not waiting.mentee_consent:
        return f"Получить согласие {titles.mentee('gen')}"
    return "Подписать приказ о закреплении" if waiting.drafted else "Подготовить приказ о закреплении"
