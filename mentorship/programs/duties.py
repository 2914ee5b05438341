"""What is owed about programmes, and what was done in time or late."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from mentorship.access.roles import Office
from mentorship.core.past import not_yet, said
from mentorship.core.terms import Day
from mentorship.pairs import past
from mentorship.pairs import rules as pairs_rules
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.sources import PairSource
from mentorship.people.models.person import name_of
from mentorship.programs import rules
from mentorship.programs.models import Activity, Amendment, Program, ProgramAcquaintance
from mentorship.regulation.duties import Done, Duty
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, done, owed

Status = Program.Status
PUBLISHERS = (Office.CLERK, Office.CURATOR, Office.ADMIN)  # who is reminded of the site
HANDED_IN = Q(program__status__in=[Status.SUBMITTED, Status.APPROVED])


def _later(on: Day) -> QuerySet[Amendment]:
    """Changes of programmes that took effect after the day, the first one first."""
    return Amendment.objects.filter(status=Amendment.Status.APPLIED, closed_on__gt=on).order_by("closed_on", "pk")


def _ends(kind: type[Model], on: Day, path: str = "") -> Coalesce:
    """In a query of pairs or programmes: the planned end as it stood on the day, before later extensions of it."""
    column = "old_pair_ends_on" if kind is Pair else "old_program_ends_on"
    at = f"{path}__" if path else ""
    whose = {"program__pair" if kind is Pair else "program": OuterRef(f"{at}pk")}
    return Coalesce(Subquery(_later(on).filter(**whose).values(column)[:1]), F(f"{at}ends_on"))


def _approved(on: Day, path: str) -> Q:
    return Q(**{f"{path}__status": Status.APPROVED, f"{path}__approved_on__lte": on})


class Writing(PairSource):
    """The mentor draws the programme up within the term that runs from the order of the pair."""

    of = (MENTORS,)
    columns = {"edition": "edition", "person": "mentor", "ordered_on": "order__signed_on", "starts_on": "starts_on"}

    def duties(self, row: Any, asked: Asked) -> Iterator[Duty]:
        limits = asked.own[row.edition]
        return rules.program_duty(row.pk, row.title, row.person, row.ordered_on, row.starts_on, limits)


@owed
class Unwritten(Writing):
    """Programmes that are not handed in."""

    def rows(self, everything: bool, *, person: int, on: date, over: datetime) -> QuerySet:
        due = Pair.objects.filter(past.in_force(on), edition__program_due_days__isnull=False)
        handed_in = [Status.SUBMITTED, Status.APPROVED]
        # A programme may have been handed in, returned and handed in again.
        programs = Program.objects.alias(then=said(Program, "status", over)).filter(
            Q(status__in=handed_in, submitted_on__lte=on) | Q(then__in=handed_in), pair=OuterRef("pk")
        )
        return _own(due.filter(~Exists(programs)), "mentor", everything, person).order_by("order__signed_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return self.duties(row, asked)


@done
class Written(Writing):
    """Programmes that are handed in."""

    columns = {**Writing.columns, "done_on": "program__submitted_on"}
    cut = False

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        handed_in = Pair.objects.filter(HANDED_IN, program__submitted_on__isnull=False)
        due = handed_in.filter(edition__program_due_days__isnull=False).exclude(order=None)
        return _own(due, "mentor", everything, person).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        for duty in self.duties(row, asked):
            yield Done(duty, row.done_on)


def _own(rows: QuerySet, path: str, everything: bool, person: int) -> QuerySet:
    """All of them, or those of one person."""
    return rows if everything else rows.filter(**{path: person})


def _open(on: Day) -> Q:
    """Items of a plan that were neither done nor dropped by the day."""
    return not_yet(on, "done_on") & not_yet(on, "cancelled_on")


class Performing(Source):
    """The mentor carries the approved plan out, item by item."""

    of = (MENTORS,)
    columns = {
        "activity": "pk",
        "title": "title",
        "due_on": "due_on",
        "mentor": "program__pair__mentor",
        "edition": "program__pair__edition",
        "name": name_of("program__pair__mentor"),
    }

    def duty(self, row: Any, asked: Asked) -> Duty:
        about = f"наставник {row.name}"
        return rules.activity_duty(row.activity, row.title, about, row.due_on, row.mentor, asked.own[row.edition])


@owed
class Planned(Performing):
    """What is still to be carried out while the pair runs; what was planned for after its signed last day lapses."""

    columns = {**Performing.columns, "due_on": "due_then"}

    def rows(self, everything: bool, *, person: int, until: date, on: date, over: datetime) -> QuerySet:
        amended = Exists(_later(on).filter(program=OuterRef("program")))
        planned = Activity.objects.filter(
            _open(on), _approved(on, "program"), past.running(on, "program__pair")
        ).annotate(due_then=Case(When(amended, then=said(Activity, "due_on", over)), default=F("due_on")))
        last = planned.alias(ended_then=said(Pair, "ended_on", over, "program__pair"))
        kept = last.filter(Q(ended_then=None) | Q(ended_then__gte=F("due_then")), due_then__lte=until)
        return _own(kept, "program__pair__mentor", everything, person).order_by("due_then", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield self.duty(row, asked)


@done
class Performed(Performing):
    """What has been carried out."""

    columns = {**Performing.columns, "done_on": "done_on"}
    cut = False

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        performed = Activity.objects.filter(done_on__isnull=False, program__status=Status.APPROVED)
        return _own(performed, "program__pair__mentor", everything, person).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        yield Done(self.duty(row, asked), row.done_on)


@owed
class Unread(Source):
    """A mentee reads the programme that has been shown, where the edition asks for it."""

    of = (MENTEES,)
    columns = {
        "program": "pair__program",
        "edition": "pair__edition",
        "mentee": "mentee",
        "mentor": name_of("mentor"),
    }

    def concerns(self, asked: Asked) -> bool:
        return super().concerns(asked) and any(limits.program_acquaintance for limits in asked.own.values())

    def rows(self, everything: bool, *, person: int, on: date, over: datetime) -> QuerySet:
        read = ProgramAcquaintance.objects.filter(
            program=OuterRef("pair__program"), mentee=OuterRef("mentee"), acknowledged_on__lte=on
        )
        known = Participation.objects.alias(then=said(Program, "status", over, "pair__program"))
        shown = known.filter(
            past.in_force(on, "pair"),
            not_yet(on, "pair__program__approved_on"),
            ~Exists(read),
            pair__edition__program_acquaintance=True,
            then=Status.WITH_MENTEE,
        )
        return _own(shown, "mentee", everything, person).order_by("pair__program", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return rules.reading_duty(row.program, f"наставник {row.mentor}", row.mentee, asked.own[row.edition])


@owed
class Submitted(PairSource):
    """The curator approves what is handed in, or returns it."""

    of = (Office.CURATOR,)
    columns = {"edition": "edition", "program": "program__pk"}

    def rows(self, *, on: date, over: datetime) -> QuerySet:
        there = Pair.objects.filter(not_yet(on, "program__approved_on"), program__isnull=False)
        waiting = there.alias(
            status_then=said(Program, "status", over, "program"), order_then=said(Program, "order", over, "program")
        ).filter(status_then=Status.SUBMITTED, order_then=None)
        return waiting.order_by("program__submitted_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.approval_duty(row.program, row.title, asked.own[row.edition])


@owed
class Running(PairSource):
    """The curator ends pairs by the end of their term, or of their programme where that is sooner."""

    of = (Office.CURATOR,)
    columns = {
        "edition": "edition",
        "ends_on": "ends_then",
        "program_ends_on": "program_ends_then",
        "left": "left",
    }

    def rows(self, *, until: date, on: date, over: datetime) -> QuerySet:
        # What has been extended since then ended sooner; all the others end as they say.
        soon = Q(ends_on__lte=until) | Q(program__ends_on__lte=until) | Q(pk__in=_later(on).values("program__pair"))
        pairs = Pair.objects.filter(soon, past.in_force(on)).alias(**self._terms(on))
        due = pairs.filter(Q(ends_then__lte=until) | Q(program_ends_then__lte=until))
        going_on = due.alias(asked_to_end=said(Pair, "ending_on", over)).filter(asked_to_end=None)
        return going_on.order_by("ends_on", "pk")

    def _terms(self, on: Day) -> Mapping[str, Any]:
        approved = When(_approved(on, "program"), then=_ends(Program, on, "program"))
        return {"ends_then": _ends(Pair, on), "program_ends_then": Case(approved)}

    def counted(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        on = values["on"]
        planned = Activity.objects.filter(_open(on), program__pair=OuterRef("pk"))
        left = planned.order_by().values("program__pair").annotate(left=Count("pk")).values("left")
        return {**self._terms(on), "left": Subquery(left)}

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        approved = row.program_ends_on is not None
        last = min(row.ends_on, row.program_ends_on) if approved else row.ends_on
        left = (row.left or 0) if approved else None
        yield pairs_rules.ending_duty(row.pk, row.title, last, asked.own[row.edition], plan_left=left)


class Publishing(PairSource):
    """The results of an ended pair are put on the site, where the edition asks for it."""

    of = PUBLISHERS
    columns = {"edition": "edition", "program": "program__pk", "ended_on": "ended_on"}

    def kept(self) -> QuerySet[Pair]:
        """Pairs that have worked by an approved programme, under an edition that asks for it."""
        approved = Pair.objects.filter(status=Pair.Status.CLOSED, program__status=Status.APPROVED)
        return approved.filter(edition__publish_results=True).order_by("ended_on", "pk")

    def duties(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return rules.publishing_duty(row.program, row.title, row.ended_on, asked.own[row.edition])


@owed
class Unpublished(Publishing):
    """Results that are not on the site yet."""

    def concerns(self, asked: Asked) -> bool:
        return super().concerns(asked) and any(limits.publish_results for limits in asked.own.values())

    def rows(self, *, on: date) -> QuerySet:
        return self.kept().filter(past.ended(on), not_yet(on, "program__published_on"))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        return self.duties(row, asked)


@done
class Published(Publishing):
    """Results that are on the site."""

    columns = {**Publishing.columns, "done_on": "program__published_on"}
    cut = False

    def rows(self) -> QuerySet:
        return self.kept().filter(program__published_on__isnull=False)

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        for duty in self.duties(row, asked):
            yield Done(duty, row.done_on)
