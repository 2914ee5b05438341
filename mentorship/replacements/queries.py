"""Reading replacements and stand-ins: the facts of the rules, what the cards show, duties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentorship.access.grants import can, require
from mentorship.pairs import queries as pair_queries
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.rules import mentor_cap
from mentorship.people.models import MentorEntry, Person, User
from mentorship.people.queries import loads
from mentorship.programs.models import Activity
from mentorship.regulation.clauses import Duty, Limits, Scope
from mentorship.replacements import rules
from mentorship.replacements.models import Replacement


def replacement_for(user: User, pk: int, permission: str) -> Replacement:
    """The replacement of the mentor of this pair: 404 when there is none, or the user may not know of the pair."""
    old = pair_queries.pair_for(user, pk, permission)
    found = Replacement.objects.kept().with_people().filter(pair__replaces=old).first()
    if found is None:
        raise Http404
    return found


def stand_in_for(user: User, pk: int, permission: str) -> StandIn:
    """The stand-in of a pair that this user may see."""
    visible = StandIn.objects.filter(pair__in=Pair.objects.visible_to(user))
    stand_in = get_object_or_404(visible.select_related("person", "pair__mentor"), pk=pk)
    require(user, permission, stand_in.pair)
    return stand_in


def running(pair: Pair) -> rules.Running:
    """The facts about a pair whose mentor is to be replaced."""
    successor = pair.successors.exclude(status=Pair.Status.CANCELLED).select_related("mentor").first()
    return rules.Running(
        limits=pair.edition.limits(),
        mentor_id=pair.mentor_id,
        mentees=frozenset(mentee.pk for mentee in pair.mentees),
        is_active=pair.is_active,
        state=pair.get_status_display(),
        ending=pair.ending_on is not None,
        replaced_by=f"новый наставник {successor.mentor.short_name}" if successor else "",
        starts_on=pair.starts_on,
        ends_on=pair.ends_on,
        began_on=pair_queries.line(pair)[0].starts_on,
    )


def candidates(pair: Pair, on: date) -> list[dict[str, Any]]:
    """Mentors of the bank for the mentees of the pair, best fit first, without the present one."""
    mentees = list(Person.objects.filter(pk__in=[mentee.pk for mentee in pair.mentees]).prefetch_related("positions"))
    rows = pair_queries.candidates(mentees, pair.edition.limits(), on)
    return [row for row in rows if row["person"].pk != pair.mentor_id]


def bank(pair: Pair):
    """Who may be asked to take over or to stand in: the bank without the present mentor and the mentees."""
    known = MentorEntry.objects.filter(ends_on=None).values("person")
    people = Person.objects.filter(pk__in=known, left_on=None).exclude(pk=pair.mentor_id)
    return people.exclude(participations__pair=pair).order_by("search_key", "pk")


def standing(pair: Pair, person: Person, data: Mapping[str, Any], today: date) -> rules.Standing:
    """The facts about somebody who is to stand in for the mentor."""
    starts_on, ends_on, limits = data["starts_on"], data["ends_on"], pair.edition.limits()
    entry = MentorEntry.objects.filter(person=person, ends_on=None).first()
    others = pair.stand_ins.overlapping(starts_on, ends_on).select_related("person")
    return rules.Standing(
        limits=limits,
        pair=running(pair),
        person_id=person.pk,
        name=person.short_name,
        in_bank=entry is not None,
        works=person.works_on(starts_on) and person.works_on(ends_on),
        load=loads([person.pk]).get(person.pk, 0),
        cap=mentor_cap(limits, entry.own_limit if entry else None),
        starts_on=starts_on,
        ends_on=ends_on,
        consented_on=data["consented_on"],
        today=today,
        others=tuple(map(str, others)),
        confirmed=data["confirmed"],
    )


@dataclass(frozen=True, slots=True)
class Story:
    """What the card of a pair tells of mentors before, after and instead of the present one."""

    before: list[tuple[Pair, str]]  # with the address of the card, empty where the reader may not open it
    after: Pair | None
    after_url: str
    begun: Replacement | None  # by which this pair came about, or is to
    leaving: Replacement | None  # by which its mentor is replaced
    done: list[Activity]  # by the mentors before
    stand_ins: list[StandIn]

    @property
    def is_told(self) -> bool:
        return bool(self.begun or self.leaving or self.stand_ins)


def story(pair: Pair, user: User) -> Story:
    """Both sides of every replacement of this pair; four queries where there was none."""
    kept = Replacement.objects.kept().with_people()
    begun = kept.filter(pair=pair).first() if pair.replaces_id else None
    leaving = kept.filter(pair__replaces=pair).first()
    before = pair_queries.line(pair)[:-1] if begun else []
    open_to = _open_to(user, [*before, *([leaving.pair] if leaving else [])])
    stand_ins = [row for row in pair.stand_ins.select_related("person") if row.was_held]
    return Story(
        before=[(old, old.get_absolute_url() if old.pk in open_to else "") for old in before],
        after=leaving.pair if leaving else None,
        after_url=leaving.pair.get_absolute_url() if leaving and leaving.pair_id in open_to else "",
        begun=begun,
        leaving=leaving,
        done=_done(before) if before and can(user, "program.view", pair) else [],
        stand_ins=stand_ins,
    )


def _open_to(user: User, pairs: list[Pair]) -> set[int]:
    keys = [pair.pk for pair in pairs]
    return set(Pair.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def _done(pairs: list[Pair]) -> list[Activity]:
    return list(Activity.objects.filter(program__pair__in=pairs, done_on__isnull=False).order_by("done_on", "pk"))


def mentors_of(person: Person, user: User) -> list[Participation]:
    """Every place of a mentee in a pair that has begun, the first mentor first, as far as the user may see."""
    begun = [Pair.Status.ACTIVE, Pair.Status.ENDED]
    rows = Participation.objects.visible_to(user).filter(mentee=person, pair__status__in=begun)
    return list(rows.select_related("mentor", "pair__closing_order").order_by("pair__starts_on", "pk"))


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """What is owed about replacements: the order, and the note of the mentor before."""
    found = []
    if scope.holds("curator"):
        begun = Replacement.objects.begun().with_people().order_by("pair__starts_on", "pk")
        for row in scope.cut(begun):
            found.append(rules.order_duty(row.pair_id, _title(row), row.pair.starts_on, own[row.old.edition_id]))
    if scope.mentors or scope.holds("curator"):
        found += _notes(own, scope)
    return found


def _notes(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """Notes not written yet: of the mentor before, or of the curator when that mentor has left."""
    waiting = Replacement.objects.done().filter(note_on=None).with_people().order_by("pair__starts_on", "pk")
    mentor = "pair__replaces__mentor"
    if not scope.everything:
        left = Q(**{f"{mentor}__left_on__lt": scope.on or date.max})
        mine = Q(**{mentor: scope.person}) & ~left
        waiting = waiting.filter(mine | left if scope.holds("curator") else mine)
    found: list[Duty] = []
    for row in scope.cut(waiting):
        old = row.old
        has_left = old.mentor.left_on and old.mentor.left_on < (scope.on or date.max)
        owner = None if has_left else old.mentor_id
        found += rules.note_duty(old.pk, _title(row), owner, row.pair.starts_on, own[old.edition_id])
    return found


def _title(row: Replacement) -> str:
    return f"{row.old.mentor.short_name} → {row.pair}"
