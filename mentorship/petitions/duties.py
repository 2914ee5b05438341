"""What is owed about petitions: answer in time, carry out what was granted, read the answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from mentorship.access.roles import Office, Relation
from mentorship.core.past import Moment, not_yet, said
from mentorship.core.prepared import Joined
from mentorship.core.terms import Day
from mentorship.pairs import past
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.sources import PairSource
from mentorship.people.models import OfficeTerm, User
from mentorship.petitions import rules
from mentorship.petitions.kinds import ENDING, KINDS, LOGGED, Role
from mentorship.petitions.models import Petition, Viewing, rivals
from mentorship.regulation.duty import Duty, Scope
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, owed

OWNING = (Office.DIRECTOR, Office.CURATOR, Office.COUNCIL)
Status = Petition.Status


def _executed(on: Day) -> Q:
    """What was granted had been done by the day: marked so, or seen from the facts."""
    ended = Pair.objects.filter(past.closed(on), pk=OuterRef("pair"))
    shown = Viewing.objects.filter(petition=OuterRef("pk"), seen_on__lte=on)
    seen = Q(Exists(ended), kind__in=ENDING) | Q(Exists(shown), kind__in=LOGGED)
    return Q(executed_on__lte=on) | seen


def _has_login(over: Moment) -> Exists:
    accounts = User.objects.alias(let_in=said(User, "is_active", over))
    return Exists(accounts.filter(person=OuterRef("author"), let_in=True))


@owed
class Unsettled(PairSource):
    """Petitions that wait for anything.

    Of a closed petition only those who see it are told; asked for everybody's duties, it says whom not to tell.
    """

    of = (*OWNING, MENTORS, MENTEES)
    cut = False  # which of the duties are the scope's own is known only when they are told
    pair = "pair"
    columns = {
        "rule": Joined(("kind",), KINDS.__getitem__),
        "is_open": "is_open",
        "is_granted": "is_granted",
        "filed_on": "filed_on",
        "effective_on": "effective_on",
        "is_read": "is_read",
        "author_id": "author",
        "mentor_id": "pair__mentor",
        "pair_id": "pair",
        "edition": "pair__edition",
        "is_executed": "done",
        "has_login": "login",
        "has_rivals": "has_rivals",
        "has_party": "has_party",
        "has_outsiders": "has_outsiders",
        "has_instead": "has_instead",
    }

    def rows(
        self,
        everything: bool,
        offices: tuple[Office, ...],
        *,
        person: int,
        on: date,
        over: datetime | None,
        held_on: date,
    ) -> QuerySet:
        undone = Q(status=Status.GRANTED) & ~_executed(on)
        unread = Q(not_yet(on, "read_on"), Q(_has_login(over)), status__in=[Status.GRANTED, Status.REFUSED])
        waiting = Petition.objects.filter(not_yet(on, "decided_on") | undone | unread, filed_on__lte=on)
        rows = waiting.order_by("filed_on", "pk")
        if everything:
            return rows
        of_office = [
            kind.code for kind in KINDS.values() if not {kind.owner, kind.executes, *kind.decides}.isdisjoint(offices)
        ]
        mine = Q(pair__mentor=person) | Q(author=person)
        mine |= Q(kind__in=of_office) if of_office else Q()
        mine |= Q(pair__mentor=F("author")) if Office.CURATOR in offices else Q()
        return rows.filter(mine).not_against(person)

    def build(self, shape: tuple, most: int | None, values: Mapping[str, Any]) -> QuerySet:
        on = values["on"]
        then = {
            "is_open": not_yet(on, "decided_on"),
            "is_granted": Q(status=Status.GRANTED),
            "is_read": Q(read_on__lte=on, read_on__isnull=False),
            "done": _executed(on),
        }
        facts = {name: ExpressionWrapper(value, BooleanField()) for name, value in then.items()}
        others = {"login": _has_login(values["over"]), **rivals(values["held_on"]), **_places(values["held_on"])}
        return self.with_names(self.rows(*shape, **values), most, {**facts, **others})

    def known(self, name: str, scope: Scope) -> Any:
        """Who holds which office is asked of today, where no day is named."""
        return scope.on or timezone.localdate() if name == "held_on" else super().known(name, scope)

    def asked_rows(self, asked: Asked) -> Iterator["Waiting"]:
        """With the people of the pair of each closed one, and where one of them holds an office: a second query."""
        rows = list(super().asked_rows(asked))
        sides = _sides([row.pair_id for row in rows if row.rule.closed or row.has_party])
        return (Waiting(row, sides.get(row.pair_id, frozenset())) for row in rows)

    def tell(self, row: "Waiting", asked: Asked) -> Iterator[Duty]:
        """What one petition asks of whom."""
        facts, limits = row.facts, asked.own[row.facts.edition]
        if facts.is_open:
            yield rules.decision_duty(row.case(row.answerer), limits)
            return
        if facts.is_granted and not facts.is_executed:
            yield rules.execution_duty(row.case(facts.rule.executes), limits)
        if not facts.is_read and facts.has_login:
            yield rules.answer_duty(row.case(Relation.SELF))

    def found(self, asked: Asked) -> list[Duty]:
        """Only what the scope itself owes: the same row may ask two people for two things."""
        scope, told = asked.scope, super().found(asked)
        own = told if scope.everything else [duty for duty in told if _is_of(duty, scope)]
        return list(scope.cut(list(own)))


def _places(day: Day) -> dict[str, Any]:
    """To annotate beside `rivals`: whether people of the pair hold offices; others the owning one, the one instead."""
    instead = [When(kind=kind.code, then=Value(kind.instead.value)) for kind in KINDS.values() if kind.instead]
    mentees = Participation.objects.filter(pair=OuterRef(OuterRef("pair")), mentee=OuterRef("person"))
    held = OfficeTerm.objects.on(day).annotate(is_mentee=Exists(mentees))
    party = Q(is_mentee=True) | Q(person=OuterRef("pair__mentor"))
    return {
        "has_party": Exists(held.filter(party, office__in=OWNING)),
        "has_outsiders": Exists(held.filter(~party, office=OuterRef("owning"))),
        "instead": Case(*instead, default=Value("")),
        "has_instead": Exists(held.filter(~party, office=OuterRef("instead"))),
    }


def _is_of(duty: Duty, scope: Scope) -> bool:
    if scope.person in duty.barred:
        return False
    return duty.office in scope.offices if duty.owner is None else duty.owner == scope.person


def _sides(pairs: list[int]) -> dict[int, frozenset[int]]:
    """By pair of a closed petition: its mentor and mentees; no query where there is none."""
    sides: dict[int, frozenset[int]] = {}
    if pairs:
        for pair_id, *people in Participation.objects.filter(pair__in=pairs).values_list("pair", "mentor", "mentee"):
            sides[pair_id] = sides.get(pair_id, frozenset()) | set(people)
    return sides


@dataclass(frozen=True, slots=True)
class Waiting:
    """A petition that waits for anything: its row; the people of the pair, where they matter."""

    facts: Any
    sides: frozenset[int]

    @property
    def answerer(self) -> Role:
        """Who answers: the owner; another deciding office where everybody who holds the owner's is of the pair."""
        facts, owner = self.facts, self.facts.rule.owner
        if owner == Relation.MENTOR and facts.author_id != facts.mentor_id:
            return owner
        office: Role = facts.rule.office
        moves = facts.has_party and not facts.has_outsiders and facts.has_instead
        return facts.rule.instead if moves else office

    def case(self, role: Role) -> rules.Case:
        """Whose turn it is: an office, or a person of the pair; for the own petition of a mentor the curator's."""
        facts = self.facts
        if role == Relation.MENTOR and facts.author_id == facts.mentor_id:
            role = Office.CURATOR
        people: dict[Role, int] = {Relation.MENTOR: facts.mentor_id, Relation.SELF: facts.author_id}
        return rules.Case(
            pk=facts.pk,
            title=facts.rule.title,
            # The author may be one of a group, who is not told of the others.
            pair=facts.mentor if role == Relation.SELF else facts.title,
            closed=facts.rule.closed,
            filed_on=facts.filed_on,
            effective_on=facts.effective_on,
            owner=people.get(role),
            office=None if role in people else str(role),
            barred=tuple(sorted(self._barred(role))),
        )

    def _barred(self, role: Role) -> frozenset[int]:
        """Nobody of the pair is told of a closed petition but its author, who does not answer it while others can."""
        facts = self.facts
        barred = self.sides - {facts.author_id} if facts.rule.closed else frozenset()
        if facts.is_open and isinstance(role, Office):
            barred |= self.sides - {facts.author_id}
            others = (facts.has_rivals and facts.has_outsiders) or role != facts.rule.office
            return barred | {facts.author_id} if others else barred
        return barred
