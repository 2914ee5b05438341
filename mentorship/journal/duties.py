"""What is owed about the journal: meetings, marks, tasks, help."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from mentorship.core.prepared import Slot
from mentorship.journal import rules
from mentorship.journal.models import HelpRequest, Meeting, MeetingMark, Task
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.sources import PairSource
from mentorship.people.models.person import name_of
from mentorship.regulation.duties import Duty
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, owed

RUNNING = Q(pair__status=Pair.Status.APPOINTED)


def _led(person: int | Slot, on: date | Slot) -> Q:
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
        "status": "status",
        "topic": "topic",
        "held_on": "held_on",
    }

    def rows(self, everything: bool, *, person: int, until: date, on: date) -> QuerySet:
        planned = Q(status=Meeting.Status.PLANNED, held_on__lte=until)
        rows = Meeting.objects.filter(planned | Q(status=Meeting.Status.HELD, mentor_marked_on=None), RUNNING)
        return (rows if everything else rows.filter(_led(person, on))).order_by("held_on", "pk")

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
            yield rules.mark_duty(pair_id, ", ".join(first.mentees), len(held), first.held_on, first.mentor_id)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.planned_duty(row.pk, row.topic, ", ".join(row.mentees), row.held_on, row.mentor_id)


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
    }

    def rows(self, everything: bool, *, person: int, on: date) -> QuerySet:
        rows = HelpRequest.objects.open().filter(RUNNING)
        return (rows if everything else rows.filter(_led(person, on))).order_by("asked_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        text = HelpRequest.brief(row.text)
        yield rules.help_duty(row.pk, text, row.mentee, row.asked_on, row.urgency, row.mentor_id)


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
    }

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        marked = MeetingMark.objects.filter(meeting=OuterRef("pair__meetings"), mentee=OuterRef("mentee"))
        parts = Participation.objects.filter(~Exists(marked), RUNNING, pair__meetings__status=Meeting.Status.HELD)
        parts = parts if everything else parts.filter(mentee=person)
        rows = parts.values("pk").annotate(count=Count("pair__meetings"), since=Min("pair__meetings__held_on"))
        return rows.order_by("since", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.mark_duty(row.pair_id, f"наставник {row.mentor}", row.meetings, row.since, row.mentee_id)


@owed
class Tasks(Source):
    """Tasks to do for the mentee, tasks to check for the mentor."""

    of = (MENTORS, MENTEES)
    columns = {
        "pk": "pk",
        "text": "text",
        "due_on": "due_on",
        "done_on": "done_on",
        "edition": "pair__edition",
        "mentor_id": "pair__mentor",
        "mentee_id": "mentee",
        "mentor": name_of("pair__mentor"),
        "mentee": name_of("mentee"),
    }

    def rows(self, everything: bool, *, person: int, until: date, on: date) -> QuerySet:
        near = Q(due_on=None) | Q(due_on__lte=until) | Q(done_on__isnull=False)
        rows = Task.objects.open().filter(near, RUNNING)
        if not everything:
            rows = rows.filter(Q(mentee=person, done_on=None) | _led(person, on) & Q(done_on__isnull=False))
        return rows.order_by("due_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        text = Task.brief(row.text)
        if row.done_on:
            yield rules.check_duty(row.pk, text, row.mentee, row.mentor_id)
        else:
            about, limits = f"наставник {row.mentor}", asked.own[row.edition]
            yield rules.task_duty(row.pk, text, about, row.due_on, row.mentee_id, limits)
