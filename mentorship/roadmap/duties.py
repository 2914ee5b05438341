"""Reading what is owed by the roadmaps, and what was carried out in time or late."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorship.core.prepared import Slot, prepared
from mentorship.regulation.duties import Done, Duty, Scope
from mentorship.regulation.limits import Limits
from mentorship.roadmap import rules
from mentorship.roadmap.models import Activity, Responsible, Roadmap, Timed
from mentorship.roadmap.terms import Period, Term

TERM = ("term_kind", "term_day", "term_month", "term_month_to", "term_year", "term_text")
ROW = (
    "pk",
    "stage",
    "text",
    "done_on",
    "stage__roadmap__starts_on",
    "stage__roadmap__ends_on",
    *TERM,
    *(f"stage__{column}" for column in TERM),
)
Owners = list[tuple[int | None, str | None]]
People = dict[tuple[str, int], Owners]


def duties(limits: Limits, scope: Scope) -> list[Duty]:
    """Activities of approved roadmaps, nearest first; the curator's own about the roadmaps themselves."""
    found = [
        rules.activity_duty(pk, text[:120], due, limits, owner=owner, office=office)
        for pk, text, done_on, period, term, owners in _activities(scope, again=True)
        if (due := term.due_after(done_on, period)) and due.ends_on <= scope.last
        for owner, office in owners
        if _concerns(scope, owner, office)
    ]
    nearest = scope.cut(sorted(found, key=lambda duty: duty.due_on))
    return [*nearest, *(_curators(limits, scope) if scope.holds("curator") else ())]


def fulfilled(limits: Limits, scope: Scope) -> Iterator[Done]:
    """Activities carried out, by the last day of the term in which they were."""
    for pk, text, done_on, period, term, owners in _activities(scope, again=False):
        if done_on and (span := term.span_of(done_on, period)):
            for owner, office in owners:
                if _concerns(scope, owner, office):
                    duty = rules.activity_duty(pk, text[:120], span, limits, owner=owner, office=office)
                    yield Done(duty, done_on)


def _concerns(scope: Scope, owner: int | None, office: str | None) -> bool:
    return scope.everything or owner == scope.person is not None or (office is not None and office in scope.offices)


def _activities(scope: Scope, *, again: bool) -> Iterator[tuple[int, str, date | None, Period, Term, Owners]]:
    """Activities that the scope may owe or have done, with their terms and owners; two queries."""
    named = not (scope.everything or scope.offices)
    if named and scope.person is None:
        return
    rows = list(_planned(named, again)(person=scope.person))
    people = _people() if rows else {}
    for pk, stage_id, text, done_on, starts_on, ends_on, *columns in rows:
        owners = people.get(("activity", pk)) or people.get(("stage", stage_id)) or []
        term = _term(columns[:6] if columns[0] else columns[6:])
        yield pk, text, done_on, Period(starts_on, ends_on), term, _reminded(owners)


def _term(columns: list) -> Term:
    kind, day, month, month_to, year, text = columns
    return Term(kind=kind, day=day, month=month, month_to=month_to, year=year, text=text)


@prepared
def _planned(named: bool, again: bool) -> QuerySet:
    """What is still to be done, and yearly ones, which come again; otherwise what has been done."""
    yearly = Q(term_kind=Timed.Kind.YEARLY) | Q(term_kind="", stage__term_kind=Timed.Kind.YEARLY)
    state = Q(done_on=None) | yearly if again else Q(done_on__isnull=False)
    rows = Activity.objects.filter(state, cancelled_on=None, stage__roadmap__status=Roadmap.Status.APPROVED)
    if named:
        own, of_stage = (
            Responsible.objects.filter(activity=OuterRef("pk")),
            Responsible.objects.filter(stage=OuterRef("stage")),
        )
        me = Q(post__person=Slot("person"))
        rows = rows.filter(Exists(own.filter(me)) | (~Exists(own) & Exists(of_stage.filter(me))))
    return rows.order_by("pk").values_list(*ROW)


def _people() -> People:
    """Who is responsible, by activity and by stage."""
    found: People = {}
    for activity_id, stage_id, person_id, office in _responsible()():
        key = ("activity", activity_id) if activity_id else ("stage", stage_id)
        found.setdefault(key, []).append((person_id, office or None))
    return found


@prepared
def _responsible() -> QuerySet:
    approved = Roadmap.Status.APPROVED
    rows = Responsible.objects.filter(Q(activity__stage__roadmap__status=approved) | Q(stage__roadmap__status=approved))
    return rows.order_by("pk").values_list("activity", "stage", "post__person", "office")


def _reminded(rows: Owners) -> Owners:
    """Every person and office responsible; the curator when only a group or nobody is named."""
    people = [(person_id, None) for person_id, _ in rows if person_id]
    offices = [(None, office) for _, office in rows if office]
    return list(dict.fromkeys([*people, *offices])) or [(None, "curator")]


def _curators(limits: Limits, scope: Scope) -> Iterator[Duty]:
    for pk, title, starts_on in _drafts(scope.most)():
        yield rules.approval_duty(pk, title, starts_on, limits)
    last_day = next((last for (last,) in _last_days()()), None)
    yield rules.next_duty(last_day, limits)


@prepared
def _drafts(most: int | None) -> QuerySet:
    drafts = Roadmap.objects.filter(status=Roadmap.Status.DRAFT, order=None).order_by("starts_on", "pk")
    return drafts.values_list("pk", "title", "starts_on")[:most]


@prepared
def _last_days() -> QuerySet:
    return Roadmap.objects.kept().order_by("-ends_on").values_list("ends_on")[:1]
