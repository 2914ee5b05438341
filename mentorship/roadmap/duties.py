"""What is owed by the roadmaps in force, and what was carried out in time or late; what the curator owes about them."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from mentorship.access.roles import Office
from mentorship.core.past import Moment, not_yet, said
from mentorship.core.prepared import Joined, Prepared
from mentorship.core.terms import Day
from mentorship.people.models import OfficeTerm
from mentorship.regulation.duty import Done, Duty, Scope
from mentorship.regulation.sources import Asked, Source, done, owed
from mentorship.roadmap import rules
from mentorship.roadmap.models import Activity, Responsible, Roadmap, Timed
from mentorship.roadmap.terms import Period, Term

TERM = ("term_kind", "term_day", "term_month", "term_month_to", "term_year", "term_text")
OF_STAGE = tuple(f"stage__{column}" for column in TERM)
ABOUT = 120  # so many signs of an activity's text are told
Owners = list[tuple[int | None, str | None]]
Status = Roadmap.Status


def _roadmaps(over: Moment) -> QuerySet:
    """Roadmaps with what their history says of the day."""
    return Roadmap.objects.alias(then=said(Roadmap, "status", over))


def _approved(on: Day, over: Moment) -> QuerySet:
    """Those that were approved: by an order of the day or before, or archived since then."""
    approved = Q(status=Status.APPROVED, order__signed_on__lte=on) | Q(then=Status.APPROVED)
    return _roadmaps(over).filter(approved)


def _term(*columns: Any) -> Term:
    """The activity's own term, or else its stage's."""
    kind, day, month, month_to, year, text = columns[: len(TERM)] if columns[0] else columns[len(TERM) :]
    return Term(kind=kind, day=day, month=month, month_to=month_to, year=year, text=text)


class ResponsibleOnes(Prepared):
    """Who answers for activities and stages of roadmaps that are or were approved."""

    columns = {"activity": "activity", "stage": "stage", "person": "post__person", "office": "office"}

    def rows(self) -> QuerySet:
        drafts = Roadmap.objects.filter(status=Status.DRAFT).values("pk")
        of_activity, of_stage = Q(activity__stage__roadmap__in=drafts), Q(stage__roadmap__in=drafts)
        return Responsible.objects.exclude(of_activity).exclude(of_stage).order_by("pk")


RESPONSIBLE = ResponsibleOnes()


class Planned(Source):
    """Activities that the scope may owe or have done, with their terms and owners; two queries."""

    cut = False
    columns = {
        "pk": "pk",
        "stage": "stage",
        "text": "text",
        "done_on": "done_on",
        "period": Joined(("stage__roadmap__starts_on", "stage__roadmap__ends_on"), Period),
        "term": Joined((*TERM, *OF_STAGE), _term),
    }

    def concerns(self, asked: Asked) -> bool:
        scope = asked.scope
        return scope.everything or bool(scope.offices) or scope.person is not None

    def known(self, name: str, scope: Scope) -> Any:
        """Whoever holds an office may owe any of them; others only what they answer for by name."""
        return not (scope.everything or scope.offices) if name == "named" else super().known(name, scope)

    @abstractmethod
    def activities(self, on: Day, over: Moment) -> QuerySet[Activity]:
        """Which are meant."""

    def rows(self, named: bool, *, person: int, on: date, over: datetime | None) -> QuerySet:
        rows = self.activities(on, over).order_by("pk")
        if not named:
            return rows
        own = Responsible.objects.filter(activity=OuterRef("pk"))
        of_stage = Responsible.objects.filter(stage=OuterRef("stage"))
        me = Q(post__person=person)
        return rows.filter(Exists(own.filter(me)) | (~Exists(own) & Exists(of_stage.filter(me))))

    def asked_rows(self, asked: Asked) -> Iterator[tuple[Any, int | None, str | None]]:
        """Each activity with every owner whom the scope asks about."""
        rows = list(super().asked_rows(asked))
        people = _people() if rows else {}
        held = _held(people, asked.scope)
        for row in rows:
            owners = people.get(("activity", row.pk)) or people.get(("stage", row.stage)) or []
            yield from ((row, *owner) for owner in _owing(_reminded(owners), held, asked.scope))


def _people() -> dict[tuple[str, int], Owners]:
    """Who is responsible, by activity and by stage."""
    found: dict[tuple[str, int], Owners] = {}
    for row in RESPONSIBLE():
        key = ("activity", row.activity) if row.activity else ("stage", row.stage)
        found.setdefault(key, []).append((row.person, row.office or None))
    return found


def _reminded(rows: Owners) -> Owners:
    """Every person and office responsible; the curator when only a group or nobody is named."""
    people = [(person, None) for person, _ in rows if person]
    offices = [(None, office) for _, office in rows if office]
    return list(dict.fromkeys([*people, *offices])) or [(None, Office.CURATOR)]


def _held(people: dict[tuple[str, int], Owners], scope: Scope) -> set[tuple[int, str]]:
    """Who of those named beside offices holds which office on the day of the scope."""
    beside = any(len(owners) > 1 and any(office for _, office in owners) for owners in people.values())
    if not beside or scope.on is None:
        return set()
    return set(OfficeTerm.objects.on(scope.on).values_list("person", "office"))


def _owing(owners: Owners, held: set[tuple[int, str]], scope: Scope) -> Owners:
    """Whom of them the scope asks about; whoever is named and holds an office named beside it owes once."""
    twice = {office for person, office in held if (person, None) in owners}
    once = [(owner, office) for owner, office in owners if office not in twice]
    return [(owner, office) for owner, office in once if _concerns(scope, owner, office)]


def _concerns(scope: Scope, owner: int | None, office: str | None) -> bool:
    return scope.everything or owner == scope.person is not None or (office is not None and office in scope.offices)


@owed
class Ahead(Planned):
    """What is still to be done, and yearly ones, which come again; nearest first."""

    columns = {**Planned.columns, "done_on": "done_then"}

    def activities(self, on: Day, over: Moment) -> QuerySet[Activity]:
        yearly = Q(term_kind=Timed.Kind.YEARLY) | Q(term_kind="", stage__term_kind=Timed.Kind.YEARLY)
        known = When(done_on__lte=on, then=F("done_on"))
        done = Case(known, default=said(Activity, "done_on", over))  # done again, or the mark taken off, since that day
        there = Activity.objects.filter(
            not_yet(on, "cancelled_on"), stage__roadmap__in=_approved(on, over).values("pk")
        )
        return there.annotate(done_then=done).filter(Q(done_then=None) | yearly)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        activity, owner, office = row
        due = activity.term.due_after(activity.done_on, activity.period)
        if due and due.ends_on <= asked.scope.last:
            yield rules.activity_duty(activity.pk, activity.text[:ABOUT], due, asked.limits, owner=owner, office=office)

    def found(self, asked: Asked) -> Iterable[Duty]:
        return asked.scope.cut(sorted(super().found(asked), key=lambda duty: duty.due_on or date.max))


@done
class CarriedOut(Planned):
    """What has been done, by the last day of the term in which it was."""

    def activities(self, on: Day, over: Moment) -> QuerySet[Activity]:
        return Activity.objects.filter(done_on__isnull=False, cancelled_on=None, stage__roadmap__status=Status.APPROVED)

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        activity, owner, office = row
        if span := activity.term.span_of(activity.done_on, activity.period):
            duty = rules.activity_duty(
                activity.pk, activity.text[:ABOUT], span, asked.limits, owner=owner, office=office
            )
            yield Done(duty, activity.done_on)


@owed
class Drafts(Source):
    """Roadmaps to be approved."""

    of = (Office.CURATOR,)
    columns = {"pk": "pk", "title": "title", "starts_on": "starts_on"}

    def rows(self, *, over: datetime | None) -> QuerySet:
        drafts = _roadmaps(over).alias(in_order=said(Roadmap, "order", over))
        return drafts.filter(then=Status.DRAFT, in_order=None).order_by("starts_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.approval_duty(row.pk, row.title, row.starts_on, asked.limits)


def _has_begun(asked: Asked) -> bool:
    """Whether any edition was in force by the day; without any the institution has only just begun."""
    first = min((limits.since for limits in asked.own.values() if limits.since), default=None)
    return first is None or asked.scope.on is None or first <= asked.scope.on


@owed
class Next(Source):
    """The next roadmap, after the last day of those that there are."""

    of, cut = (Office.CURATOR,), False
    columns = {"last_day": "ends_on"}

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        there = Q(then__in=[Status.DRAFT, Status.APPROVED]) | Q(status=Status.APPROVED, order__signed_on__lte=on)
        return _roadmaps(over).filter(there).order_by("-ends_on")[:1]

    def found(self, asked: Asked) -> Iterator[Duty]:
        """Where there is none, it is owed all the same, from the day on which the first edition was in force."""
        if self.concerns(asked) and _has_begun(asked):
            last = next((row.last_day for row in self.asked_rows(asked)), None)
            yield from self.tell(last, asked)

    def tell(self, row: date | None, asked: Asked) -> Iterator[Duty]:
        yield rules.next_duty(row, asked.limits)
