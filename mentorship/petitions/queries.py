"""Reading petitions: the object for this user, who may do what with it, rows, duties."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentorship.access.grants import relations, require
from mentorship.access.roles import Office, Relation
from mentorship.core import history
from mentorship.core.refusal import Violation
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.queries import behalf_bars, pair_for
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.people.models.account import offices_of_others
from mentorship.petitions import rules
from mentorship.petitions.kinds import KINDS, PetitionKind, Role
from mentorship.petitions.models import Petition, Viewing
from mentorship.regulation.limits import Limits

ANSWERING = ("review", "decide")
OPINION = str(Petition._meta.get_field("opinion").verbose_name)


def petition_for(user: User, pk: int, permission: str = "petition.view") -> Petition:
    """The petition: 404 when this user may not know of it, 403 when they may only look."""
    petition = get_object_or_404(Petition.objects.visible_to(user).with_people(), pk=pk)
    require(user, permission, petition)
    return petition


def petition_to(user: User, pk: int, act: str) -> Petition:
    """The petition to review, decide, execute, withdraw or log: the table of kinds is the second door."""
    petition = petition_for(user, pk, f"petition.{act}")
    if act == "log" and not petition.rule.logs:
        raise Http404
    if not fits(petition, user, act):
        raise PermissionDenied
    return petition


def fits(petition: Petition, user: User, act: str) -> bool:
    """The second door: the kind's own row says yes. Whether it is the time for it, the rules say.

    The own petition is answered by an office only when nobody else holds that office.
    """
    fitting = _allowed(petition, act) & _roles(user, petition)
    if act in ANSWERING and fitting and petition.author_id == user.person_id:
        fitting -= offices_of_others(petition.author_id, timezone.localdate())
    return bool(fitting)


def answering_bars(petition: Petition, user: User) -> list[Violation]:
    """Why a participant of the pair does not answer its petition, whatever office they hold.

    A mentor answers what the kind itself asks of mentors; the author, whom nobody else can answer, the own petition.
    """
    party, kind = _people(petition.pair), petition.rule
    if user.person_id not in party or Relation.MENTOR in kind.decides & _roles(user, petition):
        return []
    held = OfficeTerm.objects.on(timezone.localdate()).filter(office__in=kind.decides).exclude(person__in=party)
    others = [Office(office) for office in sorted(set(held.values_list("office", flat=True)))]
    by_mentor = Relation.MENTOR in kind.decides and petition.author_id != petition.pair.mentor_id
    if petition.author_id == user.person_id and not others and not by_mentor:
        return []
    deciding = [office for office in Office if office in kind.decides]
    return [rules.answered_by_others([row.label for row in others or deciding], by_mentor, bool(others))]


def paper_bars(petition: Petition, user: User) -> list[Violation]:
    """Why the user may not write down what the author has done on paper: they take part in the same pair."""
    return behalf_bars(petition.pair, petition.author_id, user)


def _people(pair: Pair) -> set[int]:
    return {pair.mentor_id, *(mentee.pk for mentee in pair.mentees)}


def as_head(petition: Petition, user: User) -> bool:
    """Whether the user may decide it as the head alone, by no other office or relation."""
    return petition.rule.decides & _roles(user, petition) == {Office.DIRECTOR}


def _allowed(petition: Petition, act: str) -> Set[Role]:
    kind = petition.rule
    if act == "withdraw":
        return {Relation.SELF} | (kind.records if petition.method == Petition.Method.PAPER else set())
    if act == "log":
        return kind.records | {kind.owner} if kind.logs else set()
    if act == "review":
        return kind.decides | ({Office.CURATOR} & kind.sees)
    return kind.decides | {kind.executes} if act == "execute" else kind.decides


def _roles(user: User, petition: Petition) -> set[Role]:
    """What the user is to the petition; a mentor does not answer the own petition."""
    relations = petition.relations_of(user.person_id) if user.person_id else set()
    if Relation.SELF in relations:
        relations.discard(Relation.MENTOR)
    return _offices(user) | relations


def _offices(user: User) -> set[Role]:
    return {office for office in user.offices if isinstance(office, Office)}


def reads_opinion(petition: Petition, user: User) -> bool:
    """The curator's opinion is for whoever answers: neither the author nor the one it is about is told of it."""
    return bool((petition.rule.decides | {Office.CURATOR}) & _offices(user))


def timeline(petition: Petition, user: User) -> list[history.Entry]:
    """Who did what; only ever shown on the card."""
    rows = history.timeline(petition, history.versions(Viewing).filter(petition=petition))
    if reads_opinion(petition, user):
        return rows
    return [replace(row, changes=tuple(part for part in row.changes if part[0] != OPINION)) for row in rows]


def authors(pair: Pair, kind: PetitionKind) -> list[Person]:
    """Who of the pair, or of the council, may file this kind."""
    found = [pair.mentor] if Relation.MENTOR in kind.files else []
    found += pair.mentees if Relation.MENTEE in kind.files else []
    if Office.COUNCIL in kind.files:
        held = OfficeTerm.objects.on(timezone.localdate()).filter(office=Office.COUNCIL)
        found += Person.objects.filter(office_terms__in=held).exclude(pk__in=[person.pk for person in found]).distinct()
    return found


def fileable(pair: Pair, user: User) -> list[PetitionKind]:
    """The kinds that this user may file on the own behalf about the pair."""
    roles = _offices(user) | (relations(user, pair) if user.person_id else set())
    return [kind for kind in _offered(pair) if not kind.files.isdisjoint(roles)]


def recordable(pair: Pair, user: User) -> list[PetitionKind]:
    """The kinds offered to this user to write down from paper for somebody of the pair; to nobody of it."""
    return [] if user.person_id in _people(pair) else paper_kinds(pair, user)


def paper_kinds(pair: Pair, user: User) -> list[PetitionKind]:
    """The kinds that the user's offices write down from paper."""
    return [kind for kind in _offered(pair) if not kind.records.isdisjoint(user.offices)]


def _offered(pair: Pair) -> Iterator[PetitionKind]:
    return (kind for kind in KINDS.values() if pair.edition.council or not kind.needs_council)


def kind_for(pair: Pair, user: User, code: str, *, on_paper: bool) -> PetitionKind:
    """The kind with this code among those the user may file or record; 404 for another."""
    offered = paper_kinds(pair, user) if on_paper else fileable(pair, user)
    for kind in offered:
        if kind.code == code:
            return kind
    raise Http404


def pair_to_file(user: User, pk: int) -> Pair:
    """The pair about which this user may file or record anything: 404 for somebody else's pair."""
    return pair_for(user, pk, "petition.file")


def own_pairs(user: User, on: date) -> list[Pair]:
    """The pairs in which the user takes part on the day or will: about them petitions are filed from the list."""
    own = Participation.objects.filter(Q(mentor=user.person_id) | Q(mentee=user.person_id)).values("pair")
    rows = Pair.objects.visible_to(user).not_over(on).filter(pk__in=own).with_names_for(user)
    return list(rows) if user.person_id else []


def petition_rows(user: User) -> QuerySet[Petition]:
    """Rows of the list."""
    return Petition.objects.visible_to(user).with_names(Participation.objects.visible_to(user))


def open_about(pair: Pair, user: User) -> list[Petition]:
    """The open petitions about the pair that this user may see."""
    return list(Petition.objects.visible_to(user).open().filter(pair=pair).select_related("author"))


def due_days(rows: Iterable[Petition], limits: Mapping[int, Limits]) -> dict[int, date]:
    """By petition that waits: the last day to answer; without a term it is left out."""
    days = {row.pk: rules.due_on(row.filed_on, limits[row.pair.edition_id]) for row in rows if row.is_open}
    return {pk: day for pk, day in days.items() if day}
