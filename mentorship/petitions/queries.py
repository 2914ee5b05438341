"""Reading petitions: the object for this user, who may do what with it, rows, duties."""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentorship.access.grants import relations, require
from mentorship.access.roles import Office, Relation
from mentorship.core import history
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.queries import pair_for
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.people.models.account import offices_of_others
from mentorship.petitions import rules
from mentorship.petitions.kinds import KINDS, PetitionKind, Role
from mentorship.petitions.models import Petition, Viewing
from mentorship.regulation.limits import Limits

ANSWERING = ("review", "decide")


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


def timeline(petition: Petition) -> list[history.Entry]:
    """Who did what; only ever shown on the card."""
    return history.timeline(petition, history.versions(Viewing).filter(petition=petition))


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
    """The kinds that this user writes down from paper for somebody of the pair."""
    return [kind for kind in _offered(pair) if not kind.records.isdisjoint(user.offices)]


def _offered(pair: Pair) -> Iterator[PetitionKind]:
    return (kind for kind in KINDS.values() if pair.edition.council or not kind.needs_council)


def kind_for(pair: Pair, user: User, code: str, *, on_paper: bool) -> PetitionKind:
    """The kind with this code among those the user may file or record; 404 for another."""
    offered = recordable(pair, user) if on_paper else fileable(pair, user)
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
