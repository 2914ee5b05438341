"""Everything that a change touches, as far as the user may see it; a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from mentorship.access.acts import Button
from mentorship.access.roles import READING_OFFICES
from mentorship.core.terms import lasts_on, not_past
from mentorship.core.words import titles
from mentorship.leaving import acts, rules
from mentorship.leaving.queries import pairs_of, touched
from mentorship.leaving.rules import ABSENCE, LEAVE, Fate, StaffChange
from mentorship.orders.models import Order
from mentorship.pairs.matching.queries import candidates_for
from mentorship.pairs.models import Pair, StandIn
from mentorship.pairs.models.pair import State
from mentorship.pairs.pauses.rules import paused_through
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.programs.models import Program
from mentorship.regulation.duty import Duty, Scope
from mentorship.regulation.limits import COMMON_SENSE, Limits
from mentorship.regulation.models import Option
from mentorship.regulation.queries import limits_by_edition
from mentorship.regulation.sources import Asked, of_room
from mentorship.roadmap.models import Responsible, Roadmap

OFFERED = 3  # candidates a mentee
SOON = timedelta(days=31)  # reports that will be owed by then belong to the picture


@dataclass(frozen=True, slots=True)
class TouchedPair:
    """One pair: who the person is in it, what becomes of it, who could take over."""

    pair: Pair
    mentor: bool
    fate: Fate
    program: Any
    buttons: list[Button]
    candidates: list[tuple[Person, list[dict[str, Any]]]]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change touches; `hidden` when the user sees no pairs at all."""

    change: StaffChange
    hidden: bool
    pairs: list[TouchedPair] = field(default_factory=list)
    stand_ins: list[StandIn] = field(default_factory=list)  # where the person stands in for a mentor
    offices: list[tuple[OfficeTerm, bool]] = field(default_factory=list)  # with «nobody else holds it»
    orders: list[Order] = field(default_factory=list)
    roadmap: list[Responsible] = field(default_factory=list)
    reports: list[Duty] = field(default_factory=list)
    consents: list[Any] = field(default_factory=list)
    banks: list[str] = field(default_factory=list)
    login: bool = False

    @property
    def is_empty(self) -> bool:
        found = (
            self.pairs,
            self.stand_ins,
            self.offices,
            self.orders,
            self.roadmap,
            self.reports,
            self.consents,
            self.banks,
            self.login,
        )
        return not any(found)


def outcome(person: Person, change: StaffChange, user: User, limits: Limits) -> Consequences:
    """Everything affected by the change; nothing is written."""
    stays = change.kind != LEAVE
    return Consequences(
        change=change,
        hidden=not _sees_pairs(user),
        pairs=_rows(person, change, user, limits) if _sees_pairs(user) else [],
        stand_ins=_stand_ins(person, change) if _sees_pairs(user) else [],
        offices=_offices(person, change),
        orders=_drafts(person, user),
        roadmap=_roadmap(person, user),
        reports=_reports(person, change),
        consents=[] if stays else list(person.consents.in_force_on(change.on)),
        banks=_banks(person, change) if change.is_long and change.kind in (LEAVE, ABSENCE) else [],
        login=change.kind == LEAVE and User.objects.filter(person=person, is_active=True).exists(),
    )


def _sees_pairs(user: User) -> bool:
    return bool(user.offices & READING_OFFICES)


def _rows(person: Person, change: StaffChange, user: User, limits: Limits) -> list[TouchedPair]:
    pairs = list(touched(person, change).with_people().select_related("closing_order", "edition").order_by("pk"))
    programs = _programs(person, pairs, user)
    cases = _cases(pairs)
    sides = [_side(pair, person, change) for pair in pairs]
    fates = [rules.fate(side, change) for side in sides]
    wanted = [
        pair for pair, side, found in zip(pairs, sides, fates, strict=True) if side.mentor and "replace" in found.acts
    ]
    offers = _candidates(wanted, person, change, limits)
    return [
        TouchedPair(
            pair,
            side.mentor,
            found,
            programs.get(pair.pk),
            _buttons(found, acts.Consequence(pair, person, change, cases.get(pair.edition_id))),
            [(mentee, offers[pair.pk, mentee.pk]) for mentee in pair.mentees if (pair.pk, mentee.pk) in offers],
        )
        for pair, side, found in zip(pairs, sides, fates, strict=True)
    ]


def _buttons(fate: Fate, row: acts.Consequence) -> list[Button]:
    """The acts that may follow, whoever is to carry them out."""
    return [acts.FOLLOWING[name].button(row) for name in fate.acts]


def _stand_ins(person: Person, change: StaffChange) -> list[StandIn]:
    """Where the person stands in after the last day: somebody else has to."""
    if change.kind not in (LEAVE, ABSENCE):
        return []
    after = change.last_day + timedelta(days=1)
    later = StandIn.objects.still_on(after).filter(person=person, pair__in=Pair.objects.not_over(after))
    return list(later.select_related("pair__mentor", "person").prefetch_related("pair__participations__mentee"))


def _side(pair: Pair, person: Person, change: StaffChange) -> rules.Side:
    mentor = pair.mentor_id == person.pk
    after = change.last_day + timedelta(days=1)
    others = [mentee for mentee in pair.mentees if mentee.pk != person.pk and lasts_on(after, None, mentee.left_on)]
    order = pair.closing_order if pair.is_signed else pair.order
    state = pair.state_on(timezone.localdate())
    return rules.Side(
        mentor=mentor,
        active=pair.is_signed,
        alone=mentor or not others,
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        ending_on=pair.ending_on,
        paused_until=paused_through(after, pair.spans),
        drafted=order is not None,
        closed=pair.ended_on is not None,
        begun=state != State.ANNOUNCED,
        over=state == State.ENDED,
    )


def _programs(person: Person, pairs: Iterable[Pair], user: User) -> dict[int, Program]:
    """By pair: its programme with how much is unfinished, and how much of that is on this person."""
    still = Q(activities__done_on=None, activities__cancelled_on=None)
    rows = Program.objects.filter(pair__in=list(pairs), pk__in=Program.objects.visible_to(user).values("pk"))
    rows = rows.annotate(
        unfinished=Count("activities", filter=still & Q(activities__isnull=False)),
        own=Count("activities", filter=still & Q(activities__responsible=person)),
    )
    return {program.pair_id: program for program in rows}


def _cases(pairs: Iterable[Pair]) -> dict[int, int]:
    """By edition: the case of п. 7.1 that fits an end nobody wished for."""
    found = Option.objects.filter(
        edition__in={pair.edition_id for pair in pairs},
        group=Option.Group.COMPLETION,
        is_active=True,
        behaviour=Option.Behaviour.CURATOR,
    )
    return dict(found.values_list("edition", "pk"))


def _candidates(
    pairs: list[Pair], person: Person, change: StaffChange, limits: Limits
) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """By pair and mentee: a few mentors with a free place, best fit first."""
    asked = [(pair.pk, mentee) for pair in pairs for mentee in pair.mentees]
    if not asked:
        return {}
    ranked = candidates_for([[mentee] for _, mentee in asked], limits, change.last_day + timedelta(days=1))
    return {
        (pair_pk, mentee.pk): [
            row for row in rows if row["person"].pk != person.pk and (row["free"] is None or row["free"] > 0)
        ][:OFFERED]
        for (pair_pk, mentee), rows in zip(asked, ranked, strict=True)
    }


def _offices(person: Person, change: StaffChange) -> list[tuple[OfficeTerm, bool]]:
    """The offices the person holds after the change began, and whether anybody else will hold them."""
    after = change.last_day + timedelta(days=1)
    rows = list(OfficeTerm.objects.filter(not_past(change.on)).select_related("person"))
    others = {
        term.office
        for term in rows
        if term.person_id != person.pk
        and lasts_on(after, term.starts_on, term.ends_on)
        and term.person.employed_on(after)
    }
    return [(term, term.office not in others) for term in rows if term.person_id == person.pk]


def _drafts(person: Person, user: User) -> list[Order]:
    """Draft orders that name the person, by their pairs, pauses, programmes or roles."""
    pairs = pairs_of(person).values("pk")
    named = Q(pairs__in=pairs) | Q(closed_pairs__in=pairs) | Q(programs__pair__in=pairs) | Q(roles__person=person)
    named |= Q(pause__pair__in=pairs) | Q(resumed_pause__pair__in=pairs)
    found = Order.objects.drafts().filter(named).values("pk")
    return list(Order.objects.visible_to(user).filter(pk__in=found).defer("snapshot"))


def _roadmap(person: Person, user: User) -> list[Responsible]:
    """Stages and open activities of roadmaps in force that the person answers for by name."""
    maps = Roadmap.objects.visible_to(user).filter(status=Roadmap.Status.APPROVED)
    still = Q(activity__stage__roadmap__in=maps, activity__done_on=None, activity__cancelled_on=None)
    rows = Responsible.objects.filter(still | Q(stage__roadmap__in=maps), post__person=person)
    return list(rows.select_related("activity__stage__roadmap", "stage__roadmap"))


def _reports(person: Person, change: StaffChange) -> list[Duty]:
    owed = of_room("reports", Asked(Scope(person=person.pk), COMMON_SENSE, limits_by_edition()))
    return [duty for duty in owed if duty.due_on is None or duty.due_on <= change.on + SOON]


def _banks(person: Person, change: StaffChange) -> list[str]:
    entries = (("банк наставников", "mentor_entry"), (f"банк {titles.mentees('gen')}", "mentee_entry"))
    found = [(title, getattr(person, name, None)) for title, name in entries]
    return [title for title, entry in found if entry is not None and entry.is_kept_on(change.on)]
