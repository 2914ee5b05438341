"""Reading what is owed about the journal: meetings, marks, tasks, help."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from mentorship.core.prepared import Slot, day_slot, prepared
from mentorship.journal import rules
from mentorship.journal.models import HelpRequest, Meeting, MeetingMark, Task
from mentorship.pairs.duties import named, with_titles
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.people.models.person import name_columns, short_name
from mentorship.regulation.duties import Duty, Scope
from mentorship.regulation.limits import Limits

NEVER = date.max  # whoever asks about no day asks about no stand-in
RUNNING = Q(pair__status=Pair.Status.ACTIVE)


def _led() -> Q:
    """The pairs of the mentor, and those where the person stands in on the day that is asked about."""
    stands_in = StandIn.objects.on(day_slot("on")).filter(person=Slot("person"))
    return Q(pair__mentor=Slot("person")) | Q(pair__in=stands_in.values("pair"))


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """The mentor's meetings and requests for help, the mentee's marks, the tasks of both."""
    found: list[Duty] = []
    if scope.mentors:
        found += [*_meetings(scope), *_helps(scope)]
    if scope.mentees:
        found += _marks(scope)
    if scope.mentors or scope.mentees:
        found += _tasks(own, scope)
    return found


def _meetings(scope: Scope) -> Iterator[Duty]:
    """Planned meetings on their day, and held ones without the mentor's mark: one duty a pair."""
    rows = _waiting(scope.everything, scope.most)(person=scope.person, until=scope.last, on=scope.on or NEVER)
    unmarked: dict[int, list[tuple]] = {}
    for _, mentees, (pk, pair_id, mentor_id, status, topic, held_on) in named(rows):
        about = ", ".join(mentees)
        if status == Meeting.Status.PLANNED:
            yield rules.planned_duty(pk, topic, about, held_on, mentor_id)
        else:
            unmarked.setdefault(pair_id, []).append((about, held_on, mentor_id))
    for pair_id, held in unmarked.items():
        about, first, mentor_id = held[0]
        yield rules.mark_duty(pair_id, about, len(held), first, mentor_id)


@prepared
def _waiting(everything: bool, most: int | None) -> QuerySet:
    planned = Q(status=Meeting.Status.PLANNED, held_on__lte=day_slot("until"))
    rows = Meeting.objects.filter(planned | Q(status=Meeting.Status.HELD, mentor_marked_on=None), RUNNING)
    rows = (rows if everything else rows.filter(_led())).order_by("held_on", "pk")
    return with_titles(rows, most, "pair", "pair__mentor", "status", "topic", "held_on", path="pair")


def _marks(scope: Scope) -> Iterator[Duty]:
    """Held meetings without the mentee's mark, one duty a place in a running pair."""
    for _, pair_id, mentee_id, *name, count, since in _unmarked(scope.everything, scope.most)(person=scope.person):
        yield rules.mark_duty(pair_id, f"наставник {short_name(*name)}", count, since, mentee_id)


@prepared
def _unmarked(everything: bool, most: int | None) -> QuerySet:
    marked = MeetingMark.objects.filter(meeting=OuterRef("pair__meetings"), mentee=OuterRef("mentee"))
    parts = Participation.objects.filter(~Exists(marked), RUNNING, pair__meetings__status=Meeting.Status.HELD)
    parts = parts if everything else parts.filter(mentee=Slot("person"))
    rows = parts.values("pk", "pair", "mentee", *name_columns("mentor"))
    rows = rows.annotate(count=Count("pair__meetings"), since=Min("pair__meetings__held_on")).order_by("since", "pk")
    return rows.values_list("pk", "pair", "mentee", *name_columns("mentor"), "count", "since")[:most]


def _tasks(own: Mapping[int, Limits], scope: Scope) -> Iterator[Duty]:
    """Tasks to do for the mentee, tasks to check for the mentor."""
    rows = _given(scope.everything, scope.most)(person=scope.person, until=scope.last, on=scope.on or NEVER)
    for pk, text, due_on, done_on, edition_id, mentor_id, mentee_id, *names in rows:
        mentor, mentee = short_name(*names[:3]), short_name(*names[3:])
        if done_on:
            yield rules.check_duty(pk, Task.brief(text), mentee, mentor_id)
        else:
            about = f"наставник {mentor}"
            yield rules.task_duty(pk, Task.brief(text), about, due_on, mentee_id, own[edition_id])


@prepared
def _given(everything: bool, most: int | None) -> QuerySet:
    near = Q(due_on=None) | Q(due_on__lte=day_slot("until")) | Q(done_on__isnull=False)
    rows = Task.objects.open().filter(near, RUNNING)
    if not everything:
        rows = rows.filter(Q(mentee=Slot("person"), done_on=None) | _led() & Q(done_on__isnull=False))
    columns = ("pk", "text", "due_on", "done_on", "pair__edition", "pair__mentor", "mentee")
    names = (*name_columns("pair__mentor"), *name_columns("mentee"))
    return rows.order_by("due_on", "pk").values_list(*columns, *names)[:most]


def _helps(scope: Scope) -> Iterator[Duty]:
    """Requests that nobody has answered."""
    rows = _asked(scope.everything, scope.most)(person=scope.person, on=scope.on or NEVER)
    for pk, text, asked_on, urgency, mentor_id, *name in rows:
        yield rules.help_duty(pk, HelpRequest.brief(text), short_name(*name), asked_on, urgency, mentor_id)


@prepared
def _asked(everything: bool, most: int | None) -> QuerySet:
    rows = HelpRequest.objects.open().filter(RUNNING)
    rows = (rows if everything else rows.filter(_led())).order_by("asked_on", "pk")
    return rows.values_list("pk", "text", "asked_on", "urgency", "pair__mentor", *name_columns("mentee"))[:most]
