"""Who sees what in programmes: which of them, and what a mentee of a group is not shown of the others.

That is who the others are, what they need and what they said.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from mentorship.access.grants import can
from mentorship.access.roles import ADVISING_OFFICES, READING_OFFICES
from mentorship.core.history import Entry
from mentorship.core.reading import read_once
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.people.models import Person, User
from mentorship.programs.versions.contents import OTHER, Content, Difference

if TYPE_CHECKING:
    from mentorship.programs.models import Activity, Amendment, Program, Remark
    from mentorship.programs.models.amendment import AmendmentQuerySet
    from mentorship.programs.models.program import ProgramQuerySet

CLOSED = {"declined": "один из участников не согласился", "withdrawn": "предложивший участник отозвал изменение"}
PRIVATE = {"почему не состоялось", "ответственный", "на какой запрос отвечает"}  # fields that may speak of another


def programs_for(rows: "ProgramQuerySet", user: User) -> "ProgramQuerySet":
    """Offices read every one, a mentor and whoever stands in the own, a mentee the own once the mentor has shown it."""
    if user.offices & ADVISING_OFFICES:
        return rows
    own = Q(pair__mentor=user.person_id) | Q(pair__in=StandIn.objects.of_today(user.person_id).values("pair"))
    shown = Q(pair__participations__mentee=user.person_id) & ~Q(status=rows.model.Status.DRAFT)
    return rows.filter(own | shown).distinct()


def amendments_for(rows: "AmendmentQuerySet", user: User) -> "AmendmentQuerySet":
    """Offices see every one, a mentor and a mentee those of their own pair."""
    if user.offices & READING_OFFICES:
        return rows
    own = Q(program__pair__mentor=user.person_id) | Q(program__pair__participations__mentee=user.person_id)
    return rows.filter(own).distinct()


def remarks(program: "Program", user: User) -> "QuerySet[Remark]":
    """What has been said about the programme; in a group a mentee does not read another mentee."""
    said = program.remarks.select_related("author")
    if can(user, "program.perform", program) or user.offices & ADVISING_OFFICES:
        return said
    others = Participation.objects.filter(pair=program.pair_id).exclude(mentee=user.person_id)
    return said.exclude(author__in=others.values("mentee"))


def participants(pair: Pair) -> set[int]:
    """The mentor and those mentees whom the reader of the pair may know of."""
    return {pair.mentor_id, *(mentee.pk for mentee in pair.mentees)}


@read_once
def hidden(pair: Pair) -> list[Person]:
    """The mentees of the pair whom its reader may not know of; the pair is read for that reader."""
    return list(Person.objects.filter(participations__pair=pair).exclude(pk__in=[row.pk for row in pair.mentees]))


def content(pair: Pair, whole: Content) -> Content:
    """The programme as this reader may see it."""
    return whole.without({person.pk for person in hidden(pair)})


def plan(pair: Pair, rows: "Iterable[Activity]") -> "list[Activity]":
    """The items of the plan as this reader may see them; only to be shown, never to be saved."""
    others = {person.pk for person in hidden(pair)}
    return [_activity(row, others) for row in rows]


def _activity(row: "Activity", others: set[int]) -> "Activity":
    theirs = row.need is not None and row.need.person_id in others
    if theirs or row.responsible_id in others:
        row.result, row.evidence = "", None
    if theirs:
        row.need = None
    if row.responsible_id in others:
        row.responsible = Person(last_name=OTHER)
    return row


def changes(pair: Pair, rows: Iterable[Difference]) -> list[Difference]:
    """The changes without the names of the others."""
    names = [person.short_name for person in hidden(pair)]
    return [Difference(row.part, _unnamed(row.before, names), _unnamed(row.after, names)) for row in rows]


def _unnamed(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, OTHER)
    return text


def entries(pair: Pair, rows: Iterable[Entry]) -> list[Entry]:
    """The lines of a timeline without the others and their words."""
    names = {person.short_name for person in hidden(pair)}
    return [_entry(row, names) for row in rows] if names else list(rows)


def _entry(row: Entry, names: set[str]) -> Entry:
    kept = tuple(change for change in row.changes if change[0] not in PRIVATE)
    return replace(row, who=OTHER if row.who in names else row.who, changes=kept)


def proposer(amendment: "Amendment") -> str:
    """Who has proposed it, unless it is one of the others."""
    others = {person.pk for person in hidden(amendment.program.pair)}
    return OTHER if amendment.started_by.person_id in others else str(amendment.started_by)


def closing_reason(amendment: "Amendment") -> str:
    """Why it came to nothing; that one of the others was against it, but not who and why."""
    if amendment.status not in CLOSED:
        return amendment.closing_reason
    closed_by = amendment.history.first().history_user
    others = {person.pk for person in hidden(amendment.program.pair)}
    theirs = closed_by is not None and closed_by.person_id in others
    return CLOSED[amendment.status] if theirs else amendment.closing_reason
