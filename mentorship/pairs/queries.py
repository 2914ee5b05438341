"""Reading pairs: the object for this user, rows of lists, how the line of mentors goes on and ends."""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter

from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.access.roles import READING_OFFICES
from mentorship.core import history
from mentorship.core.prepared import Prepared
from mentorship.core.refusal import Violation
from mentorship.core.terms import not_past
from mentorship.orders.models import Order
from mentorship.pairs import rules
from mentorship.pairs.agreements import queries as agreements_queries
from mentorship.pairs.agreements.rules import INITIATIVES
from mentorship.pairs.models import Pair, Participation, StandIn, Waiver
from mentorship.pairs.models.pair import State, state_column
from mentorship.pairs.signals import records_of
from mentorship.people.models import Person, User
from mentorship.people.models.person import name_columns


def pair_for(user: User, pk: int, permission: str = "pair.view") -> Pair:
    """The pair: 404 when this user may not know of it, 403 when they may only look."""
    pairs = Pair.objects.visible_to(user).with_people_for(user).select_related("mentor_consent", "mentor__mentor_entry")
    pair = get_object_or_404(pairs, pk=pk)
    require(user, permission, pair)
    return pair


def prefetch_for_card(pair: Pair) -> None:
    """What several parts of the card ask for, each once."""
    prefetch_related_objects([pair], "edition__clauses", "waivers", "stand_ins__person")
    prefetch_related_objects([pair.mentor, *pair.mentees], "positions")


def timeline(pair: Pair, user: User) -> list[history.Entry]:
    """What happened to the pair, to the participations this user may see, and which reasons were given."""
    parts = Participation.objects.visible_to(user).filter(pair=pair).values("pk")
    reasons = history.versions(Waiver).filter(pair=pair).exclude(rule=Waiver.NO_AGREEMENT)
    told = reasons if _told_all(pair, user) else reasons.filter(subject__in=_told_of(user))
    return history.timeline(pair, history.versions(Participation).filter(id__in=parts), told)


def waivers(pair: Pair, user: User) -> list[Waiver]:
    """The reasons given for going on in spite of warnings; why a head has no agreement is the employer's business."""
    given = [waiver for waiver in pair.waivers.all() if waiver.rule != Waiver.NO_AGREEMENT]
    return given if _told_all(pair, user) else [waiver for waiver in given if waiver.subject in _told_of(user)]


def _told_all(pair: Pair, user: User) -> bool:
    """Whether the user reads the reasons about everybody of the pair: an office or its mentor."""
    return bool(user.offices & READING_OFFICES) or pair.mentor_id == user.person_id


def _told_of(user: User) -> set[int]:
    """Others read the reasons about nobody in particular and about themselves."""
    return {0, user.person_id or 0}


def participation_for(user: User, pk: int, permission: str) -> Participation:
    """A mentee's place in a pair: 404 unless this user may know of it."""
    parts = Participation.objects.visible_to(user).select_related("mentee", "mentor", "pair__mentor")
    part = get_object_or_404(parts, pk=pk)
    require(user, permission, part.pair)
    return part


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


def reopening_violations(pair: Pair, on: date) -> Iterator[Violation]:
    """Why the pair cannot go on as if its end had not been signed."""
    after = pair.ended_on or on
    limits, entry = pair.edition.limits(), getattr(pair.mentor, "mentor_entry", None)
    others = Participation.objects.signed().filter(not_past(after, "closed_on"), mentee__in=pair.mentees)
    others = others.exclude(pair__order=pair.closing_order)  # the pair that takes over goes with the same order
    load, _ = load_in(pair.mentor, pair)
    yield from rules.reopening_violations(
        rules.Reopening(
            limits=limits,
            title=str(pair),
            ended_on=after,
            on=on,
            load=load + len(pair.mentees),
            cap=rules.mentor_cap(limits, entry.own_limit if entry else None),
            appointed=pair.order is not None and pair.order.status == Order.Status.SIGNED,
            instead=tuple(part.mentor.short_name for part in others.exclude(pair=pair).select_related("mentor")),
        )
    )


def annulling_violations(pair: Pair, on: date) -> Iterator[Violation]:
    """Why an order of the day can no longer revoke the appointment of the pair."""
    return rules.annulling_violations(
        rules.Annulling(
            title=str(pair),
            on=on,
            ended_on=pair.ended_on,
            closed_by=str(pair.closing_order) if pair.closing_order else "",
            records=tuple(records_of(pair)),
        )
    )


def last_days(pair: Pair) -> tuple[tuple[str, date], ...]:
    """The last working days after which the pair cannot go on: the mentor's, and the last of all its mentees'."""
    found = [(pair.mentor.short_name, pair.mentor.left_on)] if pair.mentor.left_on else []
    left = [(mentee.short_name, mentee.left_on) for mentee in pair.mentees if mentee.left_on]
    if left and len(left) == len(pair.mentees):
        found.append(max(left, key=itemgetter(1)))
    return tuple(found)


def initiative(pair: Pair, behaviour: str) -> str:
    """Whose initiative the end is, by its case (п. 7.1); nobody's where somebody's dismissal ends the pair anyway."""
    return "" if last_days(pair) else INITIATIVES.get(behaviour, "")


def closing_violations(pair: Pair) -> list[Violation]:
    """What forbids the end that is about to be signed: the Labour Code, what has been recorded since it was drafted."""
    assert pair.ending_on is not None  # whoever asks for the end names its day
    behaviour = pair.ending_case.behaviour if pair.ending_case else ""
    notice = agreements_queries.notice_violations(pair, pair.ending_on, initiative(pair, behaviour), final=True)
    latest = rules.latest_end(pair.edition.limits(), line(pair)[0].starts_on)
    return [*notice, *rules.recorded_violations(pair.ending_on, records_of(pair), last_days(pair), latest)]


def pair_rows(user: User) -> QuerySet[Pair]:
    """Rows of the list of pairs."""
    return Pair.objects.visible_to(user).with_people_for(user)


def list_rows(user: User) -> QuerySet[Pair]:
    """Rows of the list of pairs: names, dates and state only."""
    rows = Pair.objects.visible_to(user).with_names_for(user).select_related(None).select_related("mentor")
    return rows.only("status", "starts_on", "ends_on", "ended_on", *name_columns("mentor"))


def drafted_together(user: User) -> QuerySet[Pair]:
    """Proposed pairs that are not in an order yet; a replacement has an order of its own."""
    return pair_rows(user).filter(status=Pair.Status.PROPOSED, order=None, replaces=None)


def to_close(user: User) -> QuerySet[Pair]:
    """Pairs whose ending has been asked for and is not in an order yet."""
    return pair_rows(user).filter(status=Pair.Status.APPOINTED, ending_on__isnull=False, closing_order=None)


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
