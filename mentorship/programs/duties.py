"""What is owed about programmes, and what was done in time or late."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import Case, Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from mentorship.access.roles import Office
from mentorship.core.past import Moment, not_yet, said
from mentorship.core.terms import Day, not_past
from mentorship.pairs import past
from mentorship.pairs.ending.rules import ending_duty
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.models.pair import spans_of
from mentorship.pairs.sources import PairSource
from mentorship.people.models.person import name_of
from mentorship.programs import rules
from mentorship.programs.models import Activity, Amendment, Program, ProgramAcquaintance
from mentorship.regulation.duty import Done, Duty
from mentorship.regulation.models import Option
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, done, handed_over, owed, owing

Status = Program.Status
PUBLISHERS = (Office.CLERK, Office.CURATOR, Office.ADMIN)  # who is reminded of the site
HANDED_IN = Q(program__status__in=[Status.SUBMITTED, Status.APPROVED])


def _later(on: Day) -> QuerySet[Amendment]:
    """Changes of programmes that took effect after the day, the first one first."""
    return Amendment.objects.filter(not_yet(on, "closed_on"), status=Amendment.Status.APPLIED).order_by(
        "closed_on", "pk"
    )


def _ends(kind: type[Model], on: Day, path: str = "") -> Coalesce:
    """In a query of pairs or programmes: the planned end as it stood on the day, before later extensions of it."""
    column = "old_pair_ends_on" if kind is Pair else "old_program_ends_on"
    at = f"{path}__" if path else ""
    whose = {"program__pair" if kind is Pair else "program": OuterRef(f"{at}pk")}
    return Coalesce(Subquery(_later(on).filter(**whose).values(column)[:1]), F(f"{at}ends_on"))


def _ends_then(kind: type[Model], on: Day, over: Moment, path: str = "") -> Case:
    """In a query of pairs: the same where no pause has moved it since; otherwise its history knows."""
    return Case(When(past.moved_later(on), then=said(kind, "ends_on", over, path)), default=_ends(kind, on, path))


def _approved(on: Day, path: str) -> Q:
    return Q(**{f"{path}__status": Status.APPROVED, f"{path}__approved_on__lte": on})


class Writing(PairSource):
    """The mentor draws the programme up within the term that runs from the order of the pair."""

    of: ClassVar[tuple[str, ...]] = (MENTORS,)
    columns = {
        "edition": "edition",
        "person": "mentor",
        "ordered_on": "order__signed_on",
        "starts_on": "starts_on",
        "paused": "paused",
    }

    def duty(self, row: Any, asked: Asked) -> Duty:
        limits, spans = asked.own[row.edition], spans_of(row.paused)
        return rules.program_duty(row.pk, row.title, row.person, row.ordered_on, row.starts_on, limits, spans)


@owed
class Unwritten(Writing):
    """Programmes that are not handed in; for a mentor who has left the curator writes from paper."""

    of = (MENTORS, Office.CURATOR)
    columns = {**Writing.columns, "paused": "paused_then", "left_on": "mentor__left_on"}

    def rows(
        self,
        everything: bool,
        offices: tuple[str, ...],
        *,
        person: int,
        on: date,
        over: datetime | None,
        works_on: date,
    ) -> QuerySet:
        due = Pair.objects.filter(past.in_force(on), ~past.paused(on)).exclude(kind__behaviour=Option.Behaviour.SPEED)
        handed_in = [Status.SUBMITTED, Status.APPROVED]
        # A programme may have been handed in, returned and handed in again.
        programs = Program.objects.alias(then=said(Program, "status", over)).filter(
            Q(status__in=handed_in, submitted_on__lte=on) | Q(then__in=handed_in), pair=OuterRef("pk")
        )
        mine = owing(everything, offices, person, works_on, "mentor", "mentor__left_on")
        return due.filter(~Exists(programs), mine).order_by("order__signed_on", "pk")

    def counted(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"paused_then": said(Pair, "paused", values["over"])}

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield handed_over(self.duty(row, asked), row.left_on, self.known("works_on", asked.scope))


@done
class Written(Writing):
    """Programmes that are handed in."""

    columns = {**Writing.columns, "done_on": "program__submitted_on"}
    cut = False

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        handed_in = Pair.objects.filter(HANDED_IN, program__submitted_on__isnull=False)
        return _own(handed_in.exclude(order=None), "mentor", everything, person).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        yield Done(self.duty(row, asked), row.done_on)


def _own(rows: QuerySet, path: str, everything: bool, person: int) -> QuerySet:
    """All of them, or those of one person."""
    return rows if everything else rows.filter(**{path: person})


def _open(on: Day) -> Q:
    """Items of a plan that were neither done nor dropped by the day."""
    return not_yet(on, "done_on") & not_yet(on, "cancelled_on")


def _gone(on: Day) -> Exists:
    """In a query of items of plans: the responsible mentee is in the pair no more, or works here no more."""
    place = Participation.objects.filter(pair=OuterRef("program__pair"), mentee=OuterRef("responsible"))
    return Exists(place.filter(~not_past(on, "closed_on") | ~not_past(on, "mentee__left_on")))


class Performing(Source):
    """Whoever is responsible carries the approved plan out, item by item (PRN-07)."""

    of: ClassVar[tuple[str, ...]] = (MENTORS, MENTEES)
    columns = {
        "activity": "pk",
        "title": "title",
        "due_on": "due_on",
        "mentor": "program__pair__mentor",
        "responsible": "responsible",
        "edition": "program__pair__edition",
        "name": name_of("program__pair__mentor"),
    }

    def duty(self, row: Any, asked: Asked) -> Duty:
        return rules.activity_duty(
            row.activity,
            row.title,
            f"наставник {row.name}",
            row.due_on,
            responsible=row.responsible,
            mentor=row.mentor,
            limits=asked.own[row.edition],
        )


@owed
class Planned(Performing):
    """What is still to be carried out while the pair runs; what was planned for after its signed last day lapses.

    What a responsible mentee says is done waits for the mentor, and so does what one who has left was to do; what a
    mentor who has left should do, for the curator.
    """

    of = (MENTORS, MENTEES, Office.CURATOR)
    columns = {
        **Performing.columns,
        "due_on": "due_then",
        "owner": "owner_then",
        "left_on": "left_then",
        "gone": "gone",
    }

    def rows(
        self,
        everything: bool,
        offices: tuple[str, ...],
        *,
        person: int,
        until: date,
        on: date,
        over: datetime | None,
        works_on: date,
    ) -> QuerySet:
        amended = Q(Exists(_later(on).filter(program=OuterRef("program")))) | past.moved_later(on, "program__pair")
        planned = Activity.objects.filter(
            _open(on), _approved(on, "program"), past.running(on, "program__pair")
        ).annotate(
            gone=_gone(on),
            due_then=Case(When(amended, then=said(Activity, "due_on", over)), default=F("due_on")),
            owner_then=Case(
                When(not_yet(on, "reported_on") & Q(gone=False), then=F("responsible")),
                default=F("program__pair__mentor"),
            ),
            left_then=Case(
                When(not_yet(on, "reported_on") & Q(gone=False), then=F("responsible__left_on")),
                default=F("program__pair__mentor__left_on"),
            ),
        )
        last = planned.alias(ended_then=said(Pair, "ended_on", over, "program__pair"))
        kept = last.filter(Q(ended_then=None) | Q(ended_then__gte=F("due_then")), due_then__lte=until)
        mine = owing(everything, offices, person, works_on, "owner_then", "left_then")
        return kept.filter(mine).order_by("due_then", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        if row.owner == row.responsible:
            duty = self.duty(row, asked)
        elif row.gone:
            duty = self.duty(row._replace(responsible=row.mentor), asked)
        else:
            limits = asked.own[row.edition]
            about = f"наставник {row.name}"
            duty = rules.confirming_duty(row.activity, row.title, about, row.due_on, row.mentor, limits)
        yield handed_over(duty, row.left_on, self.known("works_on", asked.scope), target="programs:perform")


@done
class Performed(Performing):
    """What has been carried out."""

    columns = {**Performing.columns, "done_on": "done_on"}
    cut = False

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        performed = Activity.objects.filter(done_on__isnull=False, program__status=Status.APPROVED)
        return _own(performed, "responsible", everything, person).order_by("pk")

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

    def rows(self, everything: bool, *, person: int, on: date, over: datetime | None) -> QuerySet:
        read = ProgramAcquaintance.objects.filter(
            program=OuterRef("pair__program"), mentee=OuterRef("mentee"), acknowledged_on__lte=on
        )
        known = Participation.objects.alias(then=said(Program, "status", over, "pair__program"))
        shown = known.filter(
            past.in_force(on, "pair"),
            ~past.paused(on, "pair"),
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

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
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

    def rows(self, *, until: date, on: date, over: datetime | None) -> QuerySet:
        # What has been extended since then ended sooner; all the others end as they say.
        soon = Q(ends_on__lte=until) | Q(program__ends_on__lte=until) | Q(pk__in=_later(on).values("program__pair"))
        pairs = Pair.objects.filter(soon | past.moved_later(on), past.in_force(on)).alias(**self._terms(on, over))
        due = pairs.filter(Q(ends_then__lte=until) | Q(program_ends_then__lte=until))
        going_on = due.alias(asked_to_end=said(Pair, "ending_on", over)).filter(asked_to_end=None)
        return going_on.order_by("ends_on", "pk")

    def _terms(self, on: Day, over: Moment) -> Mapping[str, Any]:
        approved = When(_approved(on, "program"), then=_ends_then(Program, on, over, "program"))
        return {"ends_then": _ends_then(Pair, on, over), "program_ends_then": Case(approved)}

    def counted(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        on = values["on"]
        planned = Activity.objects.filter(_open(on), program__pair=OuterRef("pk"))
        left = planned.order_by().values("program__pair").annotate(left=Count("pk")).values("left")
        return {**self._terms(on, values["over"]), "left": Subquery(left)}

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        approved = row.program_ends_on is not None
        last = min(row.ends_on, row.program_ends_on) if approved else row.ends_on
        left = (row.left or 0) if approved else None
        yield ending_duty(row.pk, row.title, last, asked.own[row.edition], plan_left=left)


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
    """Results that are not on the site yet; a programme with which the next mentor goes on has none (п. 3.8)."""

    def concerns(self, asked: Asked) -> bool:
        return super().concerns(asked) and any(limits.publish_results for limits in asked.own.values())

    def rows(self, *, on: date) -> QuerySet:
        going_on = Program.objects.filter(pair__in=Pair.objects.signed(), pair__replaces=OuterRef("pk"))
        return self.kept().filter(~Exists(going_on), past.ended(on), not_yet(on, "program__published_on"))

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
