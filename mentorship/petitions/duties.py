"""Reading what is owed about petitions: answer in time, carry out what was granted, read the answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils import timezone

from mentorship.access.roles import Office, Relation
from mentorship.core.prepared import Slot, day_slot, prepared
from mentorship.pairs.duties import named, with_titles
from mentorship.pairs.models import Participation
from mentorship.petitions import rules
from mentorship.petitions.kinds import KINDS, Kind, Role
from mentorship.petitions.models import OPEN_STATES, Petition, executed, has_login, rivals
from mentorship.regulation.duties import Duty, Scope
from mentorship.regulation.limits import Limits

OWNING = (Office.DIRECTOR, Office.CURATOR, Office.COUNCIL)
COLUMNS = (
    "kind",
    "status",
    "filed_on",
    "effective_on",
    "read_on",
    "author",
    "pair__mentor",
    "pair",
    "pair__edition",
    "done",
    "login",
    "has_rivals",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A petition that waits for anything."""

    mentor: str
    mentees: list[str]
    pk: int
    kind: str
    status: str
    filed_on: date
    effective_on: date | None
    read_on: date | None
    author_id: int
    mentor_id: int
    pair_id: int
    edition_id: int
    is_executed: bool
    has_login: bool
    has_rivals: bool

    @property
    def terms(self) -> Kind:
        return KINDS[self.kind]


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """One query for the petitions that wait for anything.

    Of a closed petition only those who see it are told; asked for everybody's duties, it says whom not to tell.
    """
    offices = tuple(office for office in OWNING if scope.holds(office))
    if not (offices or scope.mentors or scope.mentees):
        return []
    rows = named(_unsettled(scope.everything, offices)(person=scope.person, on=scope.on or timezone.localdate()))
    waiting = [Row(mentor, mentees, *columns) for mentor, mentees, columns in rows]
    sides = _sides([row.pair_id for row in waiting if row.terms.closed])
    found = (duty for row in waiting for duty in _owed(row, own[row.edition_id], sides.get(row.pair_id, set())))
    return scope.cut([duty for duty in found if scope.everything or _is_of(duty, scope.person, offices)])


def _is_of(duty: Duty, person: int | None, offices: tuple[Office, ...]) -> bool:
    return person not in duty.barred and (duty.office in offices if duty.owner is None else duty.owner == person)


def _sides(pairs: list[int]) -> dict[int, set[int]]:
    """By pair of a closed petition: its mentor and mentees; no query where there is none."""
    sides: dict[int, set[int]] = {}
    if pairs:
        for pair_id, *people in Participation.objects.filter(pair__in=pairs).values_list("pair", "mentor", "mentee"):
            sides.setdefault(pair_id, set()).update(people)
    return sides


@prepared
def _unsettled(everything: bool, offices: tuple[Office, ...]) -> QuerySet:
    rows = Petition.objects.unsettled().order_by("filed_on", "pk")
    if not everything:
        of_office = [kind.code for kind in KINDS.values() if not {kind.owner, kind.executes}.isdisjoint(offices)]
        mine = Q(pair__mentor=Slot("person")) | Q(author=Slot("person"))
        mine |= Q(kind__in=of_office) if of_office else Q()
        mine |= Q(pair__mentor=F("author")) if Office.CURATOR in offices else Q()
        rows = rows.filter(mine).not_against(Slot("person"))
    done = ExpressionWrapper(executed(), BooleanField())
    facts: dict[str, Any] = {"done": done, "login": has_login(), **rivals(day_slot("on"))}
    return with_titles(rows, None, *COLUMNS, path="pair", **facts)


def _owed(row: Row, limits: Limits, sides: set[int]) -> Iterator[Duty]:
    """What one petition asks of whom."""
    if row.status in OPEN_STATES:
        yield rules.decision_duty(_case(row, row.terms.owner, sides), limits)
        return
    if row.status == Petition.Status.GRANTED and not row.is_executed:
        yield rules.execution_duty(_case(row, row.terms.executes, sides), limits)
    if row.read_on is None and row.has_login:
        yield rules.answer_duty(_case(row, Relation.SELF, sides))


def _case(row: Row, role: Role, sides: set[int]) -> rules.Case:
    """Whose turn it is: an office, or a person of the pair; for the own petition of a mentor the curator's."""
    if role == Relation.MENTOR and row.author_id == row.mentor_id:
        role = Office.CURATOR
    barred = sides - {row.author_id} if row.terms.closed else set()
    if row.status in OPEN_STATES and isinstance(role, Office) and row.has_rivals:
        barred = barred | {row.author_id}
    people: dict[Role, int] = {Relation.MENTOR: row.mentor_id, Relation.SELF: row.author_id}
    # The author may be one of a group, who is not told of the others.
    about = row.mentor if role == Relation.SELF else f"{row.mentor} и {', '.join(row.mentees)}"
    return rules.Case(
        pk=row.pk,
        title=row.terms.title,
        pair=about,
        closed=row.terms.closed,
        filed_on=row.filed_on,
        effective_on=row.effective_on,
        owner=people.get(role),
        office=None if role in people else str(role),
        barred=tuple(sorted(barred)),
    )
