"""Reading reports: the object for this user, the facts to begin with."""

from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.access.roles import LEADING_OFFICES
from mentorship.core import history
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import User
from mentorship.programs.models import Activity
from mentorship.regulation.limits import Limits
from mentorship.reports import rules
from mentorship.reports.models import Report

Period = tuple[date, date]
PEOPLE = ("participation__mentor", "participation__mentee", "participation__pair", "author")


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
    names = [f"{person}__{part}" for person in people for part in ("last_name", "first_name", "patronymic")]
    rows = Report.objects.visible_to(user).select_related(*people)
    return rows.only("side", "status", "submitted_on", "period_starts_on", "period_ends_on", *names)


def timeline(report: Report) -> list[history.Entry]:
    """What happened to the report: for its author and offices, as it tells what was returned and rewritten."""
    return [] if report.read_as_other_side else history.timeline(report)


def participation_for(user: User, pk: int, permission: str) -> Participation:
    """A mentee's part of a pair that this user may see."""
    visible = Participation.objects.filter(pair__in=Pair.objects.visible_to(user)).select_related("pair")
    part = get_object_or_404(visible, pk=pk)
    require(user, permission, part.pair)
    return part


def own_participation(user: User, pk: int, side: str, on: date) -> Participation:
    """The participation on which this user reports, from the last day on; 404 for anybody else."""
    mine = Participation.objects.signed().filter(**{side: user.person_id}, closed_on__lte=on)
    return get_object_or_404(mine.select_related("mentor", "mentee", "pair__edition"), pk=pk)


def own_interval(user: User, pk: int, number: str, on: date) -> tuple[Participation, rules.Interval]:
    """The mentor's participation and the interval to report on; 404 for anybody else and for any other number."""
    begun = Participation.objects.signed().filter(mentor=user.person_id, pair__starts_on__lte=on)
    part = get_object_or_404(begun.select_related("mentor", "mentee", "pair__edition"), pk=pk)
    for interval in intervals_of(part.pair, part.pair.edition.limits()):
        if str(interval.number) == number:
            return part, interval
    raise Http404


def intervals_of(pair: Pair, limits: Limits) -> list[rules.Interval]:
    """The intervals of a pair that its mentor reports on; a pair ended early has only those before its end."""
    last = min(pair.ends_on, pair.ended_on or pair.ends_on)
    return list(rules.intervals(pair.starts_on, last, limits.report_every_months))


def activities(part: Participation, period: Period | None = None) -> list[Activity]:
    """The plan of the pair's programme, kept and cancelled items: all of it, or what was done or due in the period."""
    rows = Activity.objects.filter(program__pair=part.pair)
    if period:
        rows = rows.annotate(day=Coalesce("done_on", "due_on")).filter(day__range=period)
    return list(rows.select_related("section").order_by("due_on", "pk"))


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
    if closed and period:
        rows = rows.filter(closed_on__range=period)
    return "\n".join(row.text for row in rows)


def both_sides(pair: Pair) -> list[tuple[Participation, Report | None, Report | None, list[Report]]]:
    """For each mentee the handed-in report of the mentor and of the mentee side by side, and the interim ones."""
    rows = []
    for part in pair.participations.select_related("mentee", "mentor").prefetch_related("reports__author"):
        shown = [row for row in part.reports.all() if row.status != Report.Status.DRAFT]
        reports = {row.side: row for row in shown if not row.period}
        interim = sorted((row for row in shown if row.period), key=lambda row: row.period or ())
        rows.append((part, reports.get("mentor"), reports.get("mentee"), interim))
    return rows
