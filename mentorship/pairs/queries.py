"""Reading pairs: the object for this user, rows of lists, how the line of mentors goes on and ends."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentorship.access.grants import relations, require
from mentorship.access.http import NoLonger
from mentorship.access.roles import LEADING_OFFICES, READING_OFFICES, Relation
from mentorship.core import history
from mentorship.core.prepared import Prepared
from mentorship.core.refusal import Violation
from mentorship.pairs import rules
from mentorship.pairs.models import Choice, Pair, Participation, StandIn, Waiver
from mentorship.pairs.models.pair import State, state_column
from mentorship.people.models import Person, User
from mentorship.people.models.person import name_columns

# What orders say of a pair: whoever prepares them reads it from the first draft on, the two sides once they are signed.
BY_ORDER = {"order", "ending_case", "ending_on", "ending_reason", "closing_order"}
ORDERED = {str(field.verbose_name) for field in Pair._meta.concrete_fields if field.name in BY_ORDER}


def pair_for(user: User, pk: int, permission: str = "pair.view") -> Pair:
    """The pair: 404 when this user may not know of it, 403 when they may only look."""
    pairs = Pair.objects.visible_to(user).with_people_for(user).select_related("mentor_consent", "mentor__mentor_entry")
    pair = found_or_said(pairs, user, pk)
    require(user, permission, pair)
    return pair


def found_or_said(pairs: QuerySet[Pair], user: User, pk: int) -> Pair:
    """The pair of those open to the user; whoever stood in for its mentor is told when it has ended meanwhile."""
    pair = pairs.filter(pk=pk).first()
    if pair is None:
        own = StandIn.objects.cut_short(timezone.localdate()).filter(person=user.person_id, pair=pk)
        over = own.select_related("pair").first()
        raise NoLonger(rules.cut_short_words(over.pair.ended_on)) if over and over.pair.ended_on else Http404
    return pair


def prefetch_for_card(pair: Pair) -> None:
    """What several parts of the card ask for, each once."""
    prefetch_related_objects([pair], "edition__clauses", "waivers", "stand_ins__person")
    prefetch_related_objects([pair.mentor, *pair.mentees], "positions")


def reads_drafts(pair: Pair, user: User) -> bool:
    """Whether the user is told of orders about the pair that are not signed yet, and why they are prepared.

    The head and the curator are; who reads by another office is, unless they take part in the pair, as its mentor
    before or after or as whoever has stood in for one too.
    """
    if user.offices & LEADING_OFFICES:
        return True
    return bool(user.offices & READING_OFFICES) and not _is_of(pair, user)


def _is_of(pair: Pair, user: User) -> bool:
    if user.person_id is None:
        return False
    stood_in = Q(stand_ins__person=user.person_id)
    handed_on = (Q(replaces=pair) | Q(successors=pair)) & (Q(mentor=user.person_id) | stood_in)
    return bool(relations(user, pair)) or Pair.objects.filter(handed_on | Q(pk=pair.pk) & stood_in).exists()


def timeline(pair: Pair, user: User) -> list[history.Entry]:
    """What happened to the pair, to the participations this user may see, and which reasons were given.

    The sides are told of what orders have said, not of what was drafted, changed or discarded before.
    """
    parts = Participation.objects.visible_to(user).filter(pair=pair).values("pk")
    reasons = history.versions(Waiver).filter(pair=pair).exclude(rule=Waiver.NO_AGREEMENT)
    told = reasons if _told_all(pair, user) else reasons.filter(subject__in=_told_of(user))
    seen = [pair.mentor_id, *(mentee.pk for mentee in pair.mentees)]
    chosen = history.versions(Choice).filter(pair=pair, person__in=seen)
    drafts, of_pair = reads_drafts(pair, user), history.versions(Pair).filter(id=pair.pk)
    if not drafts:
        of_pair = of_pair.exclude(history_change_reason__in=rules.DRAFTED)
    rows = history.timeline(of_pair, history.versions(Participation).filter(id__in=parts), told, chosen)
    if drafts:
        return rows
    return [replace(row, changes=tuple(part for part in row.changes if part[0] not in ORDERED)) for row in rows]


def waivers(pair: Pair, user: User) -> list[Waiver]:
    """The reasons given for going on in spite of warnings; why a head has no agreement is the employer's business."""
    given = [waiver for waiver in pair.waivers.all() if waiver.rule != Waiver.NO_AGREEMENT]
    return given if _told_all(pair, user) else [waiver for waiver in given if waiver.subject in _told_of(user)]


def mirrored(pair: Pair, user: User) -> list[Pair]:
    """The pairs in which the same two are the other way round: each is the other's mentor in something (FRM-12)."""
    other = Participation.objects.filter(mentor__in=pair.mentees, mentee=pair.mentor_id).values("pair")
    rows = Pair.objects.visible_to(user).filter(pk__in=other).exclude(status=Pair.Status.CANCELLED)
    return list(rows.with_names_for(user).order_by("-starts_on", "-pk"))


def _told_all(pair: Pair, user: User) -> bool:
    """Whether the user reads the reasons about everybody of the pair: its mentor, or an office, but not its mentee."""
    if pair.mentor_id == user.person_id:
        return True
    return bool(user.offices & READING_OFFICES) and user.person_id not in {mentee.pk for mentee in pair.mentees}


def _told_of(user: User) -> set[int]:
    """Others read the reasons about nobody in particular and about themselves."""
    return {0, user.person_id or 0}


def participation_for(user: User, pk: int, permission: str) -> Participation:
    """A mentee's place in a pair: 404 unless this user may know of it."""
    parts = Participation.objects.visible_to(user).select_related("mentee", "mentor", "pair__mentor")
    part = get_object_or_404(parts, pk=pk)
    require(user, permission, part.pair)
    return part


def behalf_bars(pair: Pair, whose: int, by: User) -> list[Violation]:
    """Why this user may not write down what this person of the pair has decided; nothing against what is one's own."""
    party = by.person_id is not None and relations(by, pair) & {Relation.MENTOR, Relation.MENTEE}
    return list(rules.behalf_violations(by.person_id != whose and bool(party)))


def fellows(user: User, *, ever: bool = False) -> frozenset[int]:
    """The other participants of the user's open pairs, or of all but those that came to nothing; asked once a request.

    Mentees of one group are participants of one pair, too.
    """
    if user.person_id is None:
        return frozenset()
    known = user.__dict__.setdefault("_known_fellows", {})
    if ever not in known:
        own = Participation.objects.filter(Q(mentor=user.person_id) | Q(mentee=user.person_id)).values("pair")
        pairs = Pair.objects.exclude(status=Pair.Status.CANCELLED) if ever else Pair.objects.open()
        rows = Participation.objects.filter(pair__in=pairs.filter(pk__in=own).values("pk")).values_list(
            "mentor", "mentee"
        )
        known[ever] = frozenset(person for row in rows for person in row) - {user.person_id}
    return known[ever]


def line(pair: Pair) -> list[Pair]:
    """The pairs of the mentors before, the first one first, and this pair: how mentoring has passed on (п. 3.8)."""
    found = [pair]
    while found[0].replaces_id:
        found.insert(0, Pair.objects.with_people().get(pk=found[0].replaces_id))
    return found


def load_in(mentor: Person, pair: Pair, also: Iterable[rules.Term] = ()) -> tuple[int, date | None]:
    """The most mentees at once that others' orders give the mentor within this pair's term; when a place frees.

    A pair that has not been ended by an order keeps its place, even past its planned end. `also` are the terms
    of mentees who come by the same order.
    """
    others = Participation.objects.meeting(pair.starts_on, pair.ends_on).filter(mentor=mentor).exclude(pair=pair)
    rows = list(others.values_list("pair__starts_on", "closed_on", "pair__ends_on"))
    terms = [(first, last) for first, last, _ in rows]
    frees_on = min((last or planned for _, last, planned in rows), default=None)
    return rules.most_at_once([*terms, *also], pair.starts_on, pair.ends_on), frees_on


def pair_rows(user: User) -> QuerySet[Pair]:
    """Rows of the list of pairs."""
    return Pair.objects.visible_to(user).with_people_for(user)


def list_rows(user: User) -> QuerySet[Pair]:
    """Rows of the list of pairs: names, dates and state only."""
    rows = Pair.objects.visible_to(user).with_names_for(user).select_related(None).select_related("mentor")
    return rows.only("status", "starts_on", "ends_on", "ended_on", "paused", *name_columns("mentor"))


def drafted_together(user: User) -> QuerySet[Pair]:
    """Proposed pairs that are not in an order yet; a replacement has an order of its own."""
    return pair_rows(user).filter(status=Pair.Status.PROPOSED, order=None, replaces=None)


class _Sides(Prepared):
    """Both sides of every place in a pair that the person has had, or stood in for the mentor of."""

    columns = {"mentor": "mentor", "mentee": "mentee"}

    def rows(self, *, person: int) -> QuerySet:
        stood_in = StandIn.objects.filter(person=person).order_by().values("pair")
        places = Participation.objects.filter(Q(mentor=person) | Q(mentee=person) | Q(pair__in=stood_in))
        return places.order_by()


class _Counted(Prepared):
    """How many pairs there are in each state on the day."""

    columns = {"state": "state", "pairs": "pairs"}

    def rows(self, *, on: date) -> QuerySet:
        counted = Pair.objects.order_by().annotate(state=state_column(on))
        return counted.values("state").annotate(pairs=Count("pk"))


_sides, _counted = _Sides(), _Counted()


def sides_of(person_id: int | None) -> tuple[bool, bool]:
    """Whether the person has ever mentored or stood in for a mentor, and has ever been mentored; one query."""
    mentees = {row.mentee for row in _sides(person=person_id)} if person_id else set()
    return any(mentee != person_id for mentee in mentees), person_id in mentees


def summary(on: date) -> dict[str, int]:
    """How many pairs there are in each state on the day; one query."""
    return dict.fromkeys(State.values, 0) | {row.state: row.pairs for row in _counted(on=on)}
