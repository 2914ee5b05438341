"""What a mentee of a group is not shown of the others: who they are, what they need and what they said."""

from collections.abc import Iterable
from dataclasses import replace

from mentorship.core.history import Entry
from mentorship.pairs.models import Pair
from mentorship.people.models import Person
from mentorship.programs.models import Amendment
from mentorship.programs.versions.contents import OTHER, Change, Content

CLOSED = {"declined": "один из участников не согласился", "withdrawn": "предложивший участник отозвал изменение"}
PRIVATE = {"почему не состоялось", "ответственный", "на какой запрос отвечает"}  # fields that may speak of another


def hidden(pair: Pair) -> list[Person]:
    """The mentees of the pair whom its reader may not know of; the pair is read for that reader."""
    return list(Person.objects.filter(participations__pair=pair).exclude(pk__in=[row.pk for row in pair.mentees]))


def content(pair: Pair, whole: Content) -> Content:
    """The programme as this reader may see it."""
    return whole.without({person.pk for person in hidden(pair)})


def changes(pair: Pair, rows: Iterable[Change]) -> list[Change]:
    """The changes without the names of the others."""
    names = [person.short_name for person in hidden(pair)]
    return [Change(row.part, _unnamed(row.before, names), _unnamed(row.after, names)) for row in rows]


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


def proposer(amendment: Amendment) -> str:
    """Who has proposed it, unless it is one of the others."""
    others = {person.pk for person in hidden(amendment.program.pair)}
    return OTHER if amendment.started_by.person_id in others else str(amendment.started_by)


def closing_reason(amendment: Amendment) -> str:
    """Why it came to nothing; that one of the others was against it, but not who and why."""
    if amendment.status not in CLOSED:
        return amendment.closing_reason
    closed_by = amendment.history.first().history_user
    others = {person.pk for person in hidden(amendment.program.pair)}
    theirs = closed_by is not None and closed_by.person_id in others
    return CLOSED[amendment.status] if theirs else amendment.closing_reason
