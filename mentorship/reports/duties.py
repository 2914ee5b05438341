"""What is owed about reports: both sides write after the end, the mentor meanwhile, the curator accepts."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from mentorship.access.roles import Office
from mentorship.core.past import Moment, said
from mentorship.core.prepared import Columns, Joined, Prepared
from mentorship.core.terms import Day, not_past
from mentorship.core.words import titles
from mentorship.pairs import past
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.models.pair import spans_of
from mentorship.people.models import OfficeTerm
from mentorship.people.models.person import name_of
from mentorship.regulation.duty import Done, Duty
from mentorship.regulation.sources import MENTEES, MENTORS, Asked, Source, done, handed_over, owed, owing
from mentorship.reports import rules
from mentorship.reports.models import Report, report_title

OTHER = {"mentor": "mentee", "mentee": "mentor"}
INTERIM: Columns = {
    "part": "pk",
    "edition": "pair__edition",
    "mentor": "mentor",
    "starts_on": "pair__starts_on",
    "ends_on": "ends_on_then",
    "paused": "paused_then",
    "mentee": name_of("mentee"),
}
OF_REPORT: Columns = {
    "part": "participation",
    "edition": "participation__pair__edition",
    "mentor": "participation__mentor",
    "starts_on": "participation__pair__starts_on",
    "ends_on": "participation__pair__ends_on",
    "paused": "participation__pair__paused",
    "mentee": name_of("participation__mentee"),
    "first": "period_starts_on",
    "last": "period_ends_on",
    "done_on": "submitted_on",
}


WITH_CURATOR = (Report.Status.SUBMITTED, Report.Status.ACCEPTED)


def _handed_in(on: Day, over: Moment) -> QuerySet[Report]:
    """Reports that were in on the day; they may have been returned and handed in again since then."""
    known = Report.objects.alias(then=said(Report, "status", over))
    return known.filter(Q(status__in=WITH_CURATOR, submitted_on__lte=on) | Q(then__in=WITH_CURATOR))


class Final(Source):
    """The report of one side after the completion."""

    side: ClassVar[str]

    def concerns(self, asked: Asked) -> bool:
        """Where an edition sets a term for it."""
        terms = (rules.report_days(self.side, limits) for limits in asked.own.values())
        return super().concerns(asked) and any(term is not None for term in terms)

    def completed(self) -> QuerySet[Participation]:
        """The participations on which the side owes a report."""
        return Participation.objects.completed().filter(**{f"pair__edition__{self.side}_report_days__isnull": False})

    def duties(self, row: Any, asked: Asked) -> Iterator[Duty]:
        """The report of a row's author about the other side."""
        whom = titles.mentee("nom") if self.side == "mentor" else "наставник"
        about = f"{whom} {row.other}"
        since = max(row.ended_on, row.ordered_on or row.ended_on)  # an order signed later is not late from the start
        return rules.report_duty(row.part, about, self.side, row.author, since, asked.own[row.edition])


class Unwritten(Final):
    """Completed pairs on which the side has not reported yet; of whoever has left the curator gets it on paper."""

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
        handed_in = _handed_in(on, over).filter(period_ends_on=None, participation=OuterRef("pk"), side=self.side)
        completed = self.completed().filter(past.ended(on, "pair"))
        mine = owing(everything, offices, person, works_on, self.side, f"{self.side}__left_on")
        return completed.filter(~Exists(handed_in), mine).order_by("pair__ended_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        day = self.known("works_on", asked.scope)
        return (handed_over(duty, row.left_on, day) for duty in self.duties(row, asked))


class Written(Final):
    """Final reports that have been handed in."""

    cut = False

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        rows = Report.objects.final().handed_in().filter(side=self.side, participation__in=self.completed())
        return (rows if everything else rows.filter(**{f"participation__{self.side}": person})).order_by("pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        for duty in self.duties(row, asked):
            yield Done(duty, row.done_on)


def _columns(side: str, path: str = "") -> dict[str, str | Joined]:
    return {
        "part": f"{path}pk",
        "edition": f"{path}pair__edition",
        "author": f"{path}{side}",
        "ended_on": f"{path}pair__ended_on",
        "ordered_on": f"{path}pair__closing_order__signed_on",
        "other": name_of(f"{path}{OTHER[side]}"),
    }


@owed
class UnwrittenByMentor(Unwritten):
    """The mentor's reports that are still owed."""

    of, side = (MENTORS, Office.CURATOR), "mentor"
    columns = {**_columns("mentor"), "left_on": "mentor__left_on"}


@owed
class UnwrittenByMentee(Unwritten):
    """The mentee's reports that are still owed."""

    of, side = (MENTEES, Office.CURATOR), "mentee"
    columns = {**_columns("mentee"), "left_on": "mentee__left_on"}


@done
class WrittenByMentor(Written):
    """The mentor's reports that are in."""

    of, side = (MENTORS,), "mentor"
    columns = {**_columns("mentor", "participation__"), "done_on": "submitted_on"}


@done
class WrittenByMentee(Written):
    """The mentee's reports that are in."""

    of, side = (MENTEES,), "mentee"
    columns = {**_columns("mentee", "participation__"), "done_on": "submitted_on"}


class InterimHandedIn(Prepared):
    """On which intervals of running pairs a report is in."""

    columns = {"part": "participation", "last": "period_ends_on"}

    def rows(self, everything: bool, *, person: int, on: date, over: datetime | None) -> QuerySet:
        interim = _handed_in(on, over).filter(period_ends_on__isnull=False)
        rows = interim.filter(past.running(on, "participation__pair"))
        return rows if everything else rows.filter(participation__mentor=person)


HANDED_IN = InterimHandedIn()


@owed
class UnwrittenInterim(Source):
    """Every interval of a running pair on which nothing is handed in, nearest first; two queries.

    Of a mentor who has left only the final report is taken on paper.
    """

    of, cut, columns = (MENTORS,), False, INTERIM

    def concerns(self, asked: Asked) -> bool:
        """Where an edition asks for interim reports."""
        return super().concerns(asked) and any(limits.report_every_months for limits in asked.own.values())

    def rows(self, everything: bool, *, person: int, on: date, over: datetime | None, works_on: date) -> QuerySet:
        running = Participation.objects.filter(past.running(on, "pair"), not_past(works_on, "mentor__left_on"))
        running = running.annotate(
            ends_on_then=Coalesce(said(Pair, "ends_on", over, "pair"), "pair__ends_on"),
            paused_then=said(Pair, "paused", over, "pair"),
        )
        rows = running.filter(pair__edition__report_every_months__isnull=False).order_by("pk")
        return rows if everything else rows.filter(mentor=person)

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        limits = asked.own[row.edition]
        for interval in rules.intervals(row.starts_on, row.ends_on, limits.report_every_months, spans_of(row.paused)):
            yield rules.interim_duty(row.part, row.mentee, row.mentor, interval, limits)

    def found(self, asked: Asked) -> Iterable[Duty]:
        """Those of all intervals that are not reported on."""
        if not self.concerns(asked):
            return []
        scope = asked.scope
        day = {name: self.known(name, scope) for name in ("on", "over")}
        handed_in = {(row.part, row.last) for row in HANDED_IN(scope.everything, person=scope.person, **day)}
        owing = [duty for duty in super().found(asked) if (duty.pk, duty.since) not in handed_in]
        return scope.cut(sorted(owing, key=lambda duty: duty.due_on or date.max))


@done
class WrittenInterim(Source):
    """Interim reports that have been handed in."""

    of, cut, columns = (MENTORS,), False, OF_REPORT

    def rows(self, everything: bool, *, person: int) -> QuerySet:
        rows = Report.objects.interim().handed_in().order_by("pk")
        return rows if everything else rows.filter(participation__mentor=person)

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        limits = asked.own[row.edition]
        for interval in rules.intervals(row.starts_on, row.ends_on, limits.report_every_months, spans_of(row.paused)):
            if (interval.starts_on, interval.ends_on) == (row.first, row.last):
                duty = rules.interim_duty(row.part, row.mentee, row.mentor, interval, limits)
                yield Done(duty, row.done_on)


def _party(person: Any) -> Q:
    """In a query of reports: the person takes part in the pair on either side."""
    mentees = Participation.objects.filter(pair=OuterRef("participation__pair"), mentee=person)
    return Q(participation__mentor=person) | Q(Exists(mentees))


def _curators_all_of_pair(on: Day) -> ExpressionWrapper:
    """In a query of reports: there are curators on the day, and each takes part in the pair."""
    held = OfficeTerm.objects.on(on).filter(office=Office.CURATOR)
    mentees = Participation.objects.filter(pair=OuterRef(OuterRef("participation__pair")), mentee=OuterRef("person"))
    others = held.exclude(person=OuterRef("participation__mentor")).exclude(Exists(mentees))
    return ExpressionWrapper(Q(Exists(held)) & ~Q(Exists(others)), BooleanField())


@owed
class Submitted(Source):
    """Reports that wait for a curator who is not of the pair; for the director, where every curator is of it."""

    of = (Office.CURATOR, Office.DIRECTOR)
    columns = {
        "report": "pk",
        "side": "side",
        "first": "period_starts_on",
        "last": "period_ends_on",
        "mentor": name_of("participation__mentor"),
        "mentee": name_of("participation__mentee"),
        "mentor_id": "participation__mentor",
        "mentee_id": "participation__mentee",
        "of_director": "of_director",
    }

    def rows(
        self,
        everything: bool,
        offices: tuple[Office, ...],
        *,
        person: int,
        on: date,
        over: datetime | None,
        works_on: date,
    ) -> QuerySet:
        submitted, accepted = Report.Status.SUBMITTED, Report.Status.ACCEPTED
        waiting = Q(status=submitted) | Q(status=accepted, accepted_on__gt=on)
        known = Report.objects.alias(then=said(Report, "status", over))
        rows = known.filter(waiting & Q(submitted_on__lte=on) | Q(then=submitted)).order_by("pk")
        rows = rows.annotate(of_director=_curators_all_of_pair(works_on))
        if everything:
            return rows
        turns = Q(of_director=False) if Office.CURATOR in offices else Q()
        if Office.DIRECTOR in offices:
            turns = turns | Q(of_director=True) if turns else Q(of_director=True)
        return rows.filter(turns).exclude(_party(person))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        period = (row.first, row.last) if row.first and row.last else None
        title = report_title(row.side, period, f"{row.mentor} — {row.mentee}")
        office = Office.DIRECTOR if row.of_director else Office.CURATOR
        yield rules.acceptance_duty(row.report, title, office.value, (row.mentor_id, row.mentee_id))
