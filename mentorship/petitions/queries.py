"""Reading petitions: the object for this user, who may do what with it, rows, duties."""

from collections.abc import Iterator, Mapping, Set
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentorship.access.grants import can, require
from mentorship.access.roles import Office, Relation
from mentorship.core import history
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.queries import pair_for
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.people.models.account import offices_of_others
from mentorship.petitions import rules
from mentorship.petitions.kinds import KINDS, Kind, Role
from mentorship.petitions.models import Petition, Viewing
from mentorship.regulation.clauses import Duty, Limits, Scope

OWNING = (Office.DIRECTOR, Office.CURATOR, Office.COUNCIL)
ACTS = ("review", "decide", "execute", "withdraw", "log")
ANSWERING = ("review", "decide")


def petition_for(user: User, pk: int, permission: str = "petition.view") -> Petition:
    """The petition: 404 when this user may not know of it, 403 when they may only look."""
    petition = get_object_or_404(Petition.objects.visible_to(user).with_people(), pk=pk)
    require(user, permission, petition)
    return petition


def petition_to(user: User, pk: int, act: str) -> Petition:
    """The petition to review, decide, execute, withdraw or log: the table of kinds is the second door."""
    petition = petition_for(user, pk, f"petition.{act}")
    if act == "log" and not petition.terms.logs:
        raise Http404
    if not may(user, petition, act):
        raise PermissionDenied
    return petition


def may(user: User, petition: Petition, act: str) -> bool:
    """Both tables say yes: the grants and the kind's own row. Whether it is the time for it, the services say.

    The own petition is answered by an office only when nobody else holds that office.
    """
    fitting = _allowed(petition, act) & _roles(user, petition)
    if act in ANSWERING and fitting and petition.author_id == user.person_id:
        fitting -= offices_of_others(petition.author_id, timezone.localdate())
    return bool(fitting) and can(user, f"petition.{act}", petition)


def _allowed(petition: Petition, act: str) -> Set[Role]:
    kind = petition.terms
    if act == "withdraw":
        return {Relation.SELF} | (kind.records if petition.method == Petition.Method.PAPER else set())
    if act == "log":
        return kind.records | {kind.owner} if kind.logs else set()
    if act == "review":
        return kind.decides | ({Office.CURATOR} & kind.sees)
    return kind.decides | {kind.executes} if act == "execute" else kind.decides


def _roles(user: User, petition: Petition) -> set[Role]:
    """What the user is to the petition; a mentor does not answer the own petition."""
    relations = petition.relations_of(user.person_id)
    if Relation.SELF in relations:
        relations.discard(Relation.MENTOR)
    return {office for office in user.offices if isinstance(office, Office)} | relations


def acts(user: User, petition: Petition) -> dict[str, bool]:
    """What this user can do with the petition now: what the card offers."""
    shown = petition.status == Petition.Status.GRANTED
    ready = {
        "review": petition.status == Petition.Status.FILED,
        "decide": petition.is_open,
        "withdraw": petition.is_open,
        "execute": petition.state == Petition.State.GRANTED and not petition.terms.logs,
        "log": shown,
    }
    found = {act: ready[act] and may(user, petition, act) for act in ACTS}
    found["alone"] = found["decide"] and petition.author_id == user.person_id
    found["read"] = petition.author_id == user.person_id and petition.read_on is None and _is_answered(petition)
    return found


def _is_answered(petition: Petition) -> bool:
    return petition.status in (Petition.Status.GRANTED, Petition.Status.REFUSED)


def timeline(petition: Petition) -> list[history.Entry]:
    """Who did what; only ever shown on the card."""
    return history.timeline(petition, Viewing.history.filter(petition=petition))


def authors(pair: Pair, kind: Kind) -> list[Person]:
    """Who of the pair, or of the council, may file this kind."""
    found = [pair.mentor] if Relation.MENTOR in kind.files else []
    found += pair.mentees if Relation.MENTEE in kind.files else []
    if Office.COUNCIL in kind.files:
        terms = OfficeTerm.objects.held_on(timezone.localdate()).filter(office=Office.COUNCIL)
        found += (
            Person.objects.filter(office_terms__in=terms).exclude(pk__in=[person.pk for person in found]).distinct()
        )
    return found


def fileable(pair: Pair, user: User) -> list[Kind]:
    """The kinds that this user may file on the own behalf about the pair."""
    roles = {office for office in user.offices if isinstance(office, Office)} | pair.relations_of(user.person_id)
    return [kind for kind in _offered(pair) if not kind.files.isdisjoint(roles)]


def recordable(pair: Pair, user: User) -> list[Kind]:
    """The kinds that this user writes down from paper for somebody of the pair."""
    return [kind for kind in _offered(pair) if not kind.records.isdisjoint(user.offices)]


def _offered(pair: Pair) -> Iterator[Kind]:
    return (kind for kind in KINDS.values() if pair.edition.council or not kind.needs_council)


def kind_for(pair: Pair, user: User, code: str, *, on_paper: bool) -> Kind:
    """The kind with this code among those the user may file or record; 404 for another."""
    offered = recordable(pair, user) if on_paper else fileable(pair, user)
    for kind in offered:
        if kind.code == code:
            return kind
    raise Http404


def pair_to_file(user: User, pk: int) -> Pair:
    """The pair about which this user may file or record anything: 404 for somebody else's pair."""
    return pair_for(user, pk, "petition.file")


def own_pairs(user: User) -> list[Pair]:
    """The active pairs in which the user takes part: about them petitions are filed from the list."""
    own = Q(mentor=user.person_id) | Q(participations__mentee=user.person_id)
    rows = Pair.objects.visible_to(user).active().filter(own).with_names_for(user)
    return list(rows.distinct()) if user.person_id else []


def petition_rows(user: User) -> QuerySet[Petition]:
    """Rows of the list."""
    return Petition.objects.visible_to(user).with_names(Participation.objects.visible_to(user))


def open_about(pair: Pair, user: User) -> list[Petition]:
    """The open petitions about the pair that this user may see."""
    return list(Petition.objects.visible_to(user).open().filter(pair=pair).select_related("author"))


def due_days(rows: list[Petition], limits: Mapping[int, Limits]) -> dict[int, date]:
    """By petition that waits: the last day to answer; without a term it is left out."""
    days = {row.pk: rules.due_on(row.filed_on, limits[row.pair.edition_id]) for row in rows if row.is_open}
    return {pk: day for pk, day in days.items() if day}


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """Answer in time, carry out what was granted, read the answer; one query for the petitions that wait for anything.

    Of a closed petition only those who see it are told; asked for everybody's duties, it says whom not to tell.
    """
    offices = [office for office in OWNING if scope.holds(office)]
    if not (offices or scope.mentors or scope.mentees):
        return []
    rows = Petition.objects.unsettled().with_names().with_rivals(scope.on or timezone.localdate())
    rows = rows.order_by("filed_on", "pk")
    if not scope.everything:
        of_office = [kind.code for kind in KINDS.values() if not {kind.owner, kind.executes}.isdisjoint(offices)]
        instead = Q(pair__mentor=F("author")) if Office.CURATOR in offices else Q(pk__in=[])
        mine = Q(kind__in=of_office) | Q(pair__mentor=scope.person) | Q(author=scope.person) | instead
        rows = rows.filter(mine)
    found = (duty for row in rows for duty in _owed(row, own[row.pair.edition_id]))
    return scope.cut([duty for duty in found if scope.everything or _is_of(duty, scope.person, offices)])


def _is_of(duty: Duty, person: int | None, offices: list[Office]) -> bool:
    return person not in duty.barred and (duty.office in offices if duty.owner is None else duty.owner == person)


def _owed(row: Petition, limits: Limits) -> Iterator[Duty]:
    """What one petition asks of whom."""
    if row.is_open:
        yield rules.decision_duty(_case(row, row.terms.owner), limits)
        return
    if row.state == Petition.State.GRANTED:
        yield rules.execution_duty(_case(row, row.terms.executes), limits)
    if row.read_on is None and row.has_login and _is_answered(row):
        yield rules.answer_duty(_case(row, Relation.SELF))


def _case(row: Petition, role: Role) -> rules.Case:
    """Whose turn it is: an office, or a person of the pair; for the own petition of a mentor the curator's."""
    if role == Relation.MENTOR and row.author_id == row.pair.mentor_id:
        role = Office.CURATOR
    barred = set[int]()
    if row.terms.closed:
        barred = {row.pair.mentor_id, *(part.mentee_id for part in row.pair.participations.all())} - {row.author_id}
    if row.is_open and isinstance(role, Office) and row.has_rivals:
        barred.add(row.author_id)
    people: dict[Role, int] = {Relation.MENTOR: row.pair.mentor_id, Relation.SELF: row.author_id}
    # The author may be one of a group, who is not told of the others.
    about = row.pair.mentor.short_name if role == Relation.SELF else str(row.pair)
    return rules.Case(
        pk=row.pk, title=row.get_kind_display(), pair=about, closed=row.terms.closed, filed_on=row.filed_on,
        effective_on=row.effective_on, owner=people.get(role), office=None if role in people else str(role),
        barred=tuple(sorted(barred)),
    )  # fmt: skip
