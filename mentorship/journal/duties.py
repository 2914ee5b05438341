"""What is owed about the journal: meetings, marks, tasks, help."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, When

from mentorship.core.past import Moment, not_yet, said
from mentorship.core.prepared import Slot
from mentorship.core.terms import Day, not_past
from mentorship.journal import rules
from mentorship.journal.models import HelpRequest, Meeting, MeetingMark, Task
from mentorship.pairs import past
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.models.pair import spans_of
from mentorship.pairs.sources import PairSource
from mentorship.people.models.person import name_of
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, owed

Status = Meeting.Status


def _led(person: int | Slot, on: Day) -> Q:
    """The pairs of the mentor, and those where the person stands in on the day that is asked about."""
    return Q(pair__mentor=person) | Q(pair__in=StandIn.objects.on(on).filter(person=person).values("pair"))


@owed
class Meetings(PairSource):
    """The mentor holds what is planned, on its day, and marks what has been held: one duty a pair."""

    of = (MENTORS,)
    pair = "pair"
    columns = {
        "pair_id": "pair",
        "mentor_id": "pair__mentor",
        "status": "status_then",
        "topic": "topic",
        "held_on": "held_on_then",
        "paused": "paused_then",
    }

    def rows(self, everything: bool, *, person: int, until: date, on: date, over: datetime | None) -> QuerySet:
        # What both sides had settled by the day owes nothing: the history is asked of the rest alone.
        unsettled = (
            Q(status=Status.PLANNED) | Q(cancelled_on__gt=on) | Q(not_yet(on, "mentor_marked_on"), status=Status.HELD)
        )
        known = {f"{name}_then": said(Meeting, name, over) for name in ("status", "held_on", "mentor_marked_on")}
        rows = Meeting.objects.filter(unsettled, past.running(on, "pair")).annotate(**known)
        # A pair whose end was signed by then leaves the days after it without meetings.
        lasts = ~past.closed(on, "pair") | not_past(F("held_on_then"), "pair__ended_on")
        rows = rows.filter(
            Q(lasts, status_then=Status.PLANNED, held_on_then__lte=until)
            | Q(not_yet(on, "mentor_marked_on_then"), status_then=Status.HELD)
        )
        return (rows if everything else rows.filter(_led(person, on))).order_by("held_on", "pk")

    def counted(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        known = {f"{name}_then": said(Meeting, name, values["over"]) for name in ("status", "held_on")}
        return {**known, "paused_then": said(Pair, "paused", values["over"], "pair")}

    def found(self, asked: Asked) -> Iterator[Duty]:
        """Planned meetings one by one, those without a mark pair by pair."""
        unmarked: dict[int, list[Any]] = {}
        for row in self.asked_rows(asked) if self.concerns(asked) else ():
            if row.status == Meeting.Status.PLANNED:
                yield from self.tell(row, asked)
            else:
                unmarked.setdefault(row.pair_id, []).append(row)
        for pair_id, held in unmarked.items():
            first = held[0]
            about, spans = ", ".join(first.mentees), spans_of(first.paused)
            yield rules.mark_duty(pair_id, about, len(held), first.held_on, first.mentor_id, spans)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        about, spans = ", ".join(row.mentees), spans_of(row.paused)
        yield rules.planned_duty(row.pk, row.topic, about, row.held_on, row.mentor_id, spans)


@owed
class Helps(Source):
    """Requests that nobody has answered."""

    of = (MENTORS,)
    columns = {
        "pk": "pk",
        "text": "text",
        "asked_on": "asked_on",
        "urgency": "urgency",
        "mentor_id": "pair__mentor",
        "mentee": name_of("mentee"),
        "paused": "paused_then",
    }

    def rows(self, everything: bool, *, person: int, on: date, over: datetime | None) -> QuerySet:
        waiting = not_yet(on, "answered_on") & not_yet(on, "withdrawn_on")
        rows = HelpRequest.objects.filter(waiting, past.running(on, "pair"), asked_on__lte=on)
        rows = rows.annotate(paused_then=said(Pair, "paused", over, "pair"))
        return (rows if everything else rows.filter(_led(person, on))).order_by("asked_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        text = HelpRequest.brief(row.text)
        spans = spans_of(row.paused)
        yield rules.help_duty(row.pk, text, row.mentee, row.asked_on, row.urgency, row.mentor_id, spans)


@owed
class Marks(Source):
    """Held meetings without the mentee's mark: one duty a place in a running pair."""

    of = (MENTEES,)
    columns = {
        "pk": "pk",
        "pair_id": "pair",
        "mentee_id": "mentee",
        "mentor": name_of("mentor"),
        "meetings": "count",
        "since": "since",
        "paused": "paused_then",
    }

    def rows(self, everything: bool, *, person: int, on: date, over: datetime | None) -> QuerySet:
        meeting = "pair__meetings"
        marked = MeetingMark.objects.filter(meeting=OuterRef(meeting), mentee=OuterRef("mentee"), marked_on__lte=on)
        happened = Q(**{f"{meeting}__status": Status.HELD}) | Q(**{f"{meeting}__cancelled_on__gt": on})
        parts = Participation.objects.filter(~Exists(marked), past.running(on, "pair"), happened)
        parts = parts.alias(then=said(Meeting, "status", over, meeting)).filter(then=Status.HELD)
        parts = parts if everything else parts.filter(mentee=person)
        rows = parts.values("pk").annotate(
            count=Count("pair__meetings"),
            since=Min("pair__meetings__held_on"),
            paused_then=said(Pair, "paused", over, "pair"),
        )
        return rows.order_by("since", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        about, spans = f"наставник {row.mentor}", spans_of(row.paused)
        yield rules.mark_duty(row.pair_id, about, row.meetings, row.since, row.mentee_id, spans)


def _then(field: str, on: Day, over: Moment) -> Case:
    """What a task said on the day: done, checked and asked for again since then, it was to be done or to be checked."""
    settled = Q(done_on__lte=on) & not_yet(on, "checked_on")
    return Case(When(settled, then=F(field)), default=said(Task, field, over))


@owed
class Tasks(Source):
    """Tasks to do for the mentee, tasks to check for the mentor."""

    of = (MENTORS, MENTEES)
    columns = {
        "pk": "pk",
        "text": "text",
        "due_on": "due_then",
        "done_on": "done_then",
        "edition": "pair__edition",
        "mentor_id": "pair__mentor",
        "mentee_id": "mentee",
        "mentor": name_of("pair__mentor"),
        "mentee": name_of("mentee"),
    }

    def rows(self, everything: bool, *, person: int, until: date, on: date, over: datetime | None) -> QuerySet:
        accepted = Q(verdict=Task.Verdict.ACCEPTED, checked_on__lte=on)
        given = Task.objects.filter(~accepted, not_yet(on, "withdrawn_on"), past.running(on, "pair"), given_on__lte=on)
        rows = given.annotate(due_then=_then("due_on", on, over), done_then=_then("done_on", on, over))
        rows = rows.filter(Q(due_then=None) | Q(due_then__lte=until) | Q(done_then__isnull=False))
        if not everything:
            rows = rows.filter(Q(mentee=person, done_then=None) | _led(person, on) & Q(done_then__isnull=False))
        return rows.order_by("due_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        text = Task.brief(row.text)
        if row.done_on:
            yield rules.check_duty(row.pk, text, row.mentee, row.mentor_id)
        else:
            about, limits = f"наставник {row.mentor}", asked.own[row.edition]
            yield rules.task_duty(row.pk, text, about, row.due_on, row.mentee_id, limits)
