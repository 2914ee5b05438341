"""Reading: журнал встреч."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from mentorship.access.grants import can, relations, require
from mentorship.access.roles import ADVISING_OFFICES, READING_OFFICES
from mentorship.core import history
from mentorship.core.prepared import Prepared
from mentorship.core.terms import Day
from mentorship.core.words.text import plural
from mentorship.journal import rules
from mentorship.journal.models import HelpRequest, Meeting, MeetingMark, Task, open_to
from mentorship.journal.models.meeting import minutes_words
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.pairs.models.pair import State
from mentorship.pairs.pauses.rules import pause_on
from mentorship.pairs.queries import found_or_said
from mentorship.people.models import Absence, Person, User
from mentorship.programs.models import Activity, Program

SUGGESTED = 4


@dataclass(frozen=True, slots=True)
class Work:
    """How much has been done: held meetings with their minutes, answered requests with theirs."""

    meetings: int
    meeting_minutes: int
    helps: int
    help_minutes: int

    def __str__(self) -> str:
        """«3 встречи, помощь 2 раза, всего 4 ч»."""
        met = f"{self.meetings} {plural(self.meetings, 'встреча', 'встречи', 'встреч')}"
        helped = f", помощь {self.helps} {plural(self.helps, 'раз', 'раза', 'раз')}" if self.helps else ""
        return f"{met}{helped}, всего {self.length}"

    @property
    def minutes(self) -> int:
        return self.meeting_minutes + self.help_minutes

    @property
    def length(self) -> str:
        return minutes_words(self.minutes)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as a calendar shows it."""

    day: date
    time: time | None
    minutes: int
    title: str
    url: str
    is_planned: bool
    link: str


def journal_for(user: User, pk: int, permission: str = "journal.view") -> Pair:
    """The pair whose journal it is: 404 when this user may not know of it, 403 when they may only look."""
    pair = found_or_said(open_to(user).with_people_for(user), user, pk)
    require(user, permission, pair)
    return pair


def meeting_for(user: User, pk: int, permission: str = "journal.view") -> Meeting:
    meeting = get_object_or_404(
        Meeting.objects.visible_to(user)
        .with_people_for(user)
        .select_related("activity", "recorded_by", "mark_recorded_by__person"),
        pk=pk,
    )
    require(user, permission, meeting)
    return meeting


def task_for(user: User, pk: int, permission: str) -> Task:
    task = get_object_or_404(Task.objects.visible_to(user).select_related("pair__mentor", "mentee"), pk=pk)
    require(user, permission, task)
    return task


def help_for(user: User, pk: int, permission: str) -> HelpRequest:
    request = get_object_or_404(HelpRequest.objects.visible_to(user).select_related("pair__mentor", "mentee"), pk=pk)
    require(user, permission, request)
    return request


def keeping(pair: Pair, today: date, *, mends: bool = False, reason: str = "") -> rules.Keeping:
    """The facts of whether the journal is open."""
    state = pair.state_on(today)
    return rules.Keeping(
        runs=pair.runs_on(today),
        begins_on=pair.starts_on if state == State.ANNOUNCED else None,
        ended_on=pair.ended_on,
        mends=mends,
        reason=reason,
    )


def unusual(pair: Pair, day: date, leader: Person) -> rules.Unusual:
    """The facts of whether a meeting on the day is to be explained."""
    away = Absence.objects.on(day).filter(person=leader).order_by("starts_on").first()
    return rules.Unusual(
        day=day,
        ends_on=pair.ends_on,
        leader=leader.short_name,
        away_since=away.starts_on if away else None,
        pause=pause_on(day, pair.spans),
    )


def stood_in_lately(person_id: int | None, on: date) -> QuerySet[StandIn]:
    """The stand-ins of the person that ended so lately that their meetings may still be written down."""
    return _ended_lately(_late_since(on), on).filter(person=person_id)


def _ended_lately(since: Day, on: Day) -> QuerySet[StandIn]:
    last = StandIn.objects.alias(last=Coalesce("ended_on", "ends_on"))
    return last.filter(last__gte=since, last__lt=on, starts_on__lte=F("last"))


def _late_since(on: date) -> date:
    return on - timedelta(days=rules.LATE_DAYS)


def led_lately(user: User, on: date) -> list[Pair]:
    """The pairs where the user stood in so lately, and no longer does; of them only the names are shown."""
    if user.person_id is None:
        return []
    lately = stood_in_lately(user.person_id, on).values("pair")
    return list(Pair.objects.running(on).filter(pk__in=lately).exclude(_leading(user)).with_people())


def late_pair(user: User, pk: int, on: date) -> Pair | None:
    """The pair, when all that the user may do with its journal is to write those days down."""
    if open_to(user).filter(pk=pk).exists():
        return None
    return next((pair for pair in led_lately(user, on) if pair.pk == pk), None)


def last_stood_in(pair: Pair, user: User, on: date) -> date:
    """The last day on which the user, who no longer does, stood in."""
    return max(row.last_on for row in stood_in_lately(user.person_id, on).filter(pair=pair))


def _leading(user: User) -> Q:
    """The pairs of which the user is the mentor, or stands in for the mentor today."""
    return Q(mentor=user.person_id) | Q(pk__in=StandIn.objects.of_today(user.person_id).values("pair"))


def led_pairs(user: User, late: list[Pair]) -> list[Pair]:
    """The pairs that this user leads now or led once, and the `late` ones; 403 for whoever has none.

    A curator's right to write does not make them the own ones.
    """
    pairs = Pair.objects.visible_to(user).exclude(status__in=[Pair.Status.PROPOSED, Pair.Status.CANCELLED])
    if user.offices & READING_OFFICES:
        pairs = pairs.filter(_leading(user))
    found = [pair for pair in pairs.with_people_for(user) if can(user, "journal.quick", pair)]
    found += late
    if not found:
        raise PermissionDenied
    return found


class Led(Prepared):
    """The pairs that work on a day and whose meetings the person may write down: as mentor, for the mentor, late."""

    columns = {"pair": "pk"}

    def rows(self, *, person: int, on: date, since: date) -> QuerySet:
        stands_in = Q(pk__in=StandIn.objects.on(on).filter(person=person).values("pair"))
        stood_in = Q(pk__in=_ended_lately(since, on).filter(person=person).values("pair"))
        return Pair.objects.running(on).filter(Q(mentor=person) | stands_in | stood_in).order_by()


LED = Led()


def leads_now(user: User) -> bool:
    """Whether the desk offers the quick entry; one query."""
    today = timezone.localdate()
    return any(True for _ in LED(person=user.person_id, on=today, since=_late_since(today), most=1))


def rows(user: User) -> QuerySet[Meeting]:
    """The meetings with the people this user may see, whole."""
    return Meeting.objects.visible_to(user).with_people_for(user)


def lines(user: User) -> QuerySet[Meeting]:
    """The same for the list of all, with what it shows."""
    return Meeting.objects.visible_to(user).with_names_for(user)


def open_activities(pairs: list[Pair], also: int | None = None) -> QuerySet[Activity]:
    """What approved programmes still have to do, nearest first, and the one already chosen."""
    to_do = Q(done_on=None, cancelled_on=None, program__status=Program.Status.APPROVED) | Q(pk=also)
    found = Activity.objects.filter(to_do, program__pair__in=pairs)
    return found.select_related("program").order_by("due_on", "pk")


def last_of(pair: Pair) -> Meeting | None:
    """The newest held meeting: the next one is likely to be as long and of the same kind."""
    return Meeting.objects.held().filter(pair=pair).order_by("-held_on", "-pk").first()


def tasks(pair: Pair, user: User) -> QuerySet[Task]:
    return Task.objects.visible_to(user).filter(pair=pair).select_related("mentee", "meeting")


def helps(pair: Pair, user: User) -> QuerySet[HelpRequest]:
    return HelpRequest.objects.visible_to(user).filter(pair=pair).select_related("mentee", "led_by")


def to_mark(pair: Pair, user: User) -> int:
    """How many meetings of the pair wait for this user's own mark."""
    held = Meeting.objects.held().filter(pair=pair)
    if any(mentee.pk == user.person_id for mentee in pair.mentees):
        return held.exclude(marks__mentee=user.person_id).count()
    if user.person_id and relations(user, pair):
        return held.filter(mentor_marked_on=None).count()
    return 0


def may_mark(meeting: Meeting, user: User) -> bool:
    """This very user still has to say whether the meeting took place."""
    if not meeting.is_held or user.person_id is None:
        return False
    if any(mentee.pk == user.person_id for mentee in meeting.pair.mentees):
        return user.person_id not in meeting.marked
    return meeting.mentor_marked_on is None and bool(meeting.pair.relations_of(user.person_id))


def timeline(meeting: Meeting) -> list[history.Entry]:
    """What happened to the meeting, to the marks this user may see."""
    seen = [mark.pk for mark in meeting.marks.all()]
    return history.timeline(meeting, history.versions(MeetingMark).filter(id__in=seen))


def hours_of(pair: Pair, first: date | None = None, last: date | None = None) -> Work:
    """The work done in the pair, all of it or in a period; for reports and cards. Two queries."""
    return _work(Q(pair=pair), first, last)


def month_of(person_id: int, first: date, last: date) -> Work:
    """The mentor's own work in a period, over all pairs."""
    return _work(Q(led_by=person_id), first, last)


def _work(whose: Q, first: date | None, last: date | None) -> Work:
    met, helped = Meeting.objects.held().filter(whose), HelpRequest.objects.answered().filter(whose)
    if first:
        met, helped = met.filter(held_on__gte=first), helped.filter(answered_on__gte=first)
    if last:
        met, helped = met.filter(held_on__lte=last), helped.filter(answered_on__lte=last)
    meetings, helps = (made.aggregate(count=Count("pk"), minutes=Sum("minutes")) for made in (met, helped))
    return Work(meetings["count"], meetings["minutes"] or 0, helps["count"], helps["minutes"] or 0)


def hours(user: User, year: int) -> list[tuple[Person, list[int]]]:
    """By mentor: minutes of the twelve months of the school year from September; one query for all the figures."""
    days = (date(year, 9, 1), date(year + 1, 8, 31))
    met = Meeting.objects.visible_to(user).held().filter(held_on__range=days)
    helped = HelpRequest.objects.visible_to(user).answered().filter(answered_on__range=days)
    if not user.offices & ADVISING_OFFICES:
        met, helped = met.filter(led_by=user.person_id), helped.filter(led_by=user.person_id)
    by_meeting = met.order_by().values_list("led_by", "held_on__month").annotate(Sum("minutes"))
    by_help = helped.order_by().values_list("led_by", "answered_on__month").annotate(Sum("minutes"))
    found: dict[int, list[int]] = {}
    for person, month, minutes in by_meeting.union(by_help, all=True):
        found.setdefault(person, [0] * 12)[(month - 9) % 12] += minutes
    people = Person.objects.filter(pk__in=found).order_by("search_key", "pk")
    return [(person, found[person.pk]) for person in people]


def first_year(user: User) -> int | None:
    """The calendar year of the oldest meeting this user may see."""
    return Meeting.objects.visible_to(user).order_by("held_on").values_list("held_on__year", flat=True).first()


def meetings_between(user: User, first: date, last: date, *, own: bool = False) -> list[MeetingRow]:
    """Planned and held meetings of the days, for calendars; `own`: not those that an office lets the user see."""
    rows = Meeting.objects.visible_to(user).kept().filter(held_on__range=(first, last))
    if own:
        mine = Participation.objects.filter(Q(mentor=user.person_id) | Q(mentee=user.person_id))
        rows = rows.filter(Q(pair__in=mine.values("pair")) | Q(led_by=user.person_id))
    found = rows.select_related("pair__mentor").order_by("held_on", "starts_at", "pk")
    return [
        MeetingRow(
            row.held_on,
            row.starts_at,
            row.minutes,
            f"Встреча: {row.topic} (наставник {row.pair.mentor.short_name})",
            reverse("journal:card", args=[row.pk]),
            row.is_planned,
            row.link,
        )
        for row in found
    ]
