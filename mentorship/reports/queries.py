"""Reading reports: the object for this user, the facts to begin with."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce
from django.forms.models import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mentorship.access.grants import require
from mentorship.access.roles import LEADING_OFFICES, Office
from mentorship.core import history
from mentorship.core.refusal import Violation
from mentorship.core.terms import come
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import OfficeTerm, User
from mentorship.people.models.person import name_columns
from mentorship.programs import privacy
from mentorship.programs.models import Activity
from mentorship.regulation.limits import Limits
from mentorship.reports import rules
from mentorship.reports.models import Report

Period = tuple[date, date]
Sides = tuple[Participation, Report | None, Report | None, list[Report]]
PEOPLE = ("participation__mentor", "participation__mentee", "participation__pair", "author", "recorded_by__person")


def report_for(user: User, pk: int, permission: str = "report.view") -> Report:
    """The report: 404 when this user may not know of it, 403 when they may only look."""
    reports = Report.objects.visible_to(user).select_related(*PEOPLE)
    report = get_object_or_404(reports, pk=pk)
    require(user, permission, report)
    report.read_as_other_side = report.author_id != user.person_id and not user.offices & LEADING_OFFICES
    return report


def report_rows(user: User) -> QuerySet[Report]:
    """Rows of the list: names, side and state only."""
    people = ("author", "participation__mentor", "participation__mentee")
    names = [column for person in people for column in name_columns(person)]
    rows = Report.objects.visible_to(user).select_related(*people)
    return rows.only("side", "status", "submitted_on", "period_starts_on", "period_ends_on", *names)


def timeline(report: Report, user: User) -> list[history.Entry]:
    """What happened to the report: for its author and offices, as it tells what was returned and rewritten.

    What its author has written and taken out before handing it in is told to nobody else.
    """
    if report.read_as_other_side:
        return []
    told = history.versions(Report).filter(id=report.pk)
    return history.timeline(told if report.author_id == user.person_id else told.exclude(status=Report.Status.DRAFT))


def participation_for(user: User, pk: int, permission: str) -> Participation:
    """A mentee's part of a pair that this user may see."""
    visible = Participation.objects.filter(pair__in=Pair.objects.visible_to(user)).select_related("pair")
    part = get_object_or_404(visible, pk=pk)
    require(user, permission, part.pair)
    return part


def own_participation(user: User, pk: int, side: str, on: date) -> Participation:
    """The participation on which this user reports, from the last day on; 404 for anybody else."""
    mine = Participation.objects.signed().filter(come(on, "closed_on"), **{side: user.person_id})
    return get_object_or_404(mine.select_related("mentor", "mentee", "pair__edition"), pk=pk)


def is_author(user: User, pk: int, side: str) -> bool:
    """Whether the report of that side on the participation is this user's own."""
    return Participation.objects.filter(**{side: user.person_id}, pk=pk).exists()


def paper_participation(user: User, pk: int, on: date) -> Participation:
    """The participation of which a report may come on paper, from its last day on, whoever has left since."""
    ended = Participation.objects.signed().filter(come(on, "closed_on"), pair__in=Pair.objects.visible_to(user))
    part = get_object_or_404(ended.select_related("mentor", "mentee", "pair__edition"), pk=pk)
    require(user, "report.record", part.pair)
    return part


def paper_interval(user: User, pk: int, number: str, on: date) -> tuple[Participation, rules.Interval]:
    """The participation and the interval of which a report may come on paper once it has begun, else 404."""
    visible = Participation.objects.signed().filter(pair__in=Pair.objects.visible_to(user))
    part = get_object_or_404(visible.select_related("mentor", "mentee", "pair__edition"), pk=pk)
    require(user, "report.record", part.pair)
    for interval in intervals_of(part.pair, part.pair.edition.limits()):
        if str(interval.number) == number and interval.starts_on <= on:
            return part, interval
    raise Http404


def accepting_bars(pair: Pair, by: User) -> list[Violation]:
    """Why this user does not accept, return or open reports of the pair; nobody of it does."""
    party = {pair.mentor_id, *(mentee.pk for mentee in pair.mentees)}
    curators = OfficeTerm.objects.on(timezone.localdate()).filter(office=Office.CURATOR)
    has_curator = curators.exclude(person__in=party).exists()
    return list(rules.accepting_violations(by.person_id in party, Office.CURATOR in by.offices, has_curator))


def paper_text(part: Participation, side: str, interval: rules.Interval | None = None) -> dict[str, Any]:
    """What the form about a report on paper begins with: a returned one as it is, otherwise the facts.

    What its author is still writing is theirs alone.
    """
    period = (interval.starts_on, interval.ends_on) if interval else None
    last = interval.ends_on if interval else None
    known = Report.objects.filter(participation=part, side=side, period_ends_on=last)
    returned = known.filter(status=Report.Status.RETURNED).first()
    if returned:
        return model_to_dict(returned)
    return {
        "facts": prefilled(part, period),
        "solved": needs(part, closed=True, period=period),
        "unsolved": needs(part, closed=False),
    }


def own_interval(user: User, pk: int, number: str, on: date) -> tuple[Participation, rules.Interval]:
    """The mentor's participation and the interval to report on; 404 for anybody else and for any other number."""
    own = Participation.objects.signed().filter(come(on, "pair__starts_on"), mentor=user.person_id)
    part = get_object_or_404(own.select_related("mentor", "mentee", "pair__edition"), pk=pk)
    for interval in intervals_of(part.pair, part.pair.edition.limits()):
        if str(interval.number) == number:
            return part, interval
    raise Http404


def intervals_of(pair: Pair, limits: Limits) -> list[rules.Interval]:
    """The intervals of a pair that its mentor reports on; a pair ended early has only those before its end."""
    last = min(pair.ends_on, pair.ended_on or pair.ends_on)
    return list(rules.intervals(pair.starts_on, last, limits.report_every_months, pair.spans))


def number_of(report: Report) -> int | None:
    """Which of the pair's intervals an interim report is about."""
    pair = report.participation.pair
    found = (one.number for one in intervals_of(pair, pair.edition.limits()) if one.ends_on == report.period_ends_on)
    return next(found, None)


def unreported(part: Participation, interim: Iterable[Report], on: date) -> list[rules.Interval]:
    """The intervals that have begun by the day and on which nothing is handed in."""
    known = {report.period_ends_on for report in interim}
    own = intervals_of(part.pair, part.pair.edition.limits())
    return [interval for interval in own if interval.starts_on <= on and interval.ends_on not in known]


def activities(part: Participation, period: Period | None = None) -> list[Activity]:
    """The plan of the pair's programme, kept and cancelled items: all of it, or what was done or due in the period.

    In a group without what is about another mentee: this one reads the report.
    """
    rows = Activity.objects.filter(program__pair=part.pair)
    if period:
        rows = rows.annotate(day=Coalesce("done_on", "due_on")).filter(day__range=period)
    return privacy.of_participation(part, rows.select_related("section", "need").order_by("due_on", "pk"))


def begun_or_new(part: Participation, side: str, interval: rules.Interval | None = None) -> Report:
    """The report that has been begun, or one that nobody has saved yet, filled from facts."""
    period = (interval.starts_on, interval.ends_on) if interval else None
    starts_on, ends_on = period or (None, None)
    found = Report.objects.filter(participation=part, side=side, period_ends_on=ends_on).first()
    return found or Report(
        participation=part,
        side=side,
        author=part.mentor if side == "mentor" else part.mentee,
        period_starts_on=starts_on,
        period_ends_on=ends_on,
        facts=prefilled(part, period),
        solved=needs(part, closed=True, period=period),
        unsolved=needs(part, closed=False),
    )


def prefilled(part: Participation, period: Period | None = None) -> str:
    """Plan against fact in words: what a report is filled with beforehand, so that nothing is typed twice."""
    rows = activities(part, period)
    kept = [row for row in rows if row.cancelled_on is None]
    done = [row for row in kept if row.done_on]
    share = round(100 * len(done) / len(kept)) if kept else 0
    lines = [f"Выполнено мероприятий: {len(done)} из {len(kept)} ({share} %)."]
    lines += [f"{row.done_on:%d.%m.%Y} — {row.title}. {row.result}".strip() for row in done]
    lines += [f"Не выполнено: {row.title} (срок {row.due_on:%d.%m.%Y})." for row in kept if not row.done_on]
    lines += [f"Отменено: {row.title} ({row.cancel_reason})." for row in rows if row.cancelled_on]
    return "\n".join(lines)


def needs(part: Participation, *, closed: bool, period: Period | None = None) -> str:
    """The mentee's difficulties that are gone (in the period, where there is one), or that remain."""
    rows = part.mentee.needs.exclude(kind="strength").filter(closed_on__isnull=not closed)
    if part.closed_on:  # what came to light later is told to whoever mentors then
        rows = rows.known_by(part.closed_on)
    if closed and period:
        rows = rows.filter(closed_on__range=period)
    return "\n".join(row.text for row in rows)


def both_sides(pair: Pair, user: User) -> list[Sides]:
    """For each mentee the report of the mentor and of the mentee that the user may see, and the interim ones."""
    rows, seen = [], Prefetch("reports", Report.objects.visible_to(user).select_related("author"))
    for part in pair.participations.select_related("mentee", "mentor").prefetch_related(seen):
        shown = [row for row in part.reports.all() if row.status != Report.Status.DRAFT]
        reports = {row.side: row for row in shown if not row.period}
        interim = sorted((row for row in shown if row.period), key=lambda row: row.period or ())
        rows.append((part, reports.get("mentor"), reports.get("mentee"), interim))
    return rows
