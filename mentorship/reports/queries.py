"""Reading reports: the object for this user, the facts to begin with, duties."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.core import terms
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import User
from mentorship.programs.models import Activity
from mentorship.regulation.clauses import Duty, Limits, Scope
from mentorship.reports import rules
from mentorship.reports.models import Report

PEOPLE = ("participation__mentor", "participation__mentee", "participation__pair", "author")


def report_for(user: User, pk: int, permission: str = "report.view") -> Report:
    """The report: 404 when this user may not know of it, 403 when they may only look."""
    reports = Report.objects.visible_to(user).select_related(*PEOPLE)
    report = get_object_or_404(reports, pk=pk)
    require(user, permission, report)
    return report


def report_rows(user: User) -> QuerySet[Report]:
    """Rows of the list: names, side and state only."""
    people = ("author", "participation__mentor", "participation__mentee")
    names = [f"{person}__{part}" for person in people for part in ("last_name", "first_name", "patronymic")]
    rows = Report.objects.visible_to(user).select_related(*people)
    return rows.only("side", "status", "submitted_on", *names)


def own_participation(user: User, pk: int, side: str) -> Participation:
    """The participation of an ended pair on which this user reports; 404 for anybody else."""
    mine = Participation.objects.filter(**{side: user.person_id}, pair__status=Pair.Status.ENDED)
    return get_object_or_404(mine.select_related("mentor", "mentee", "pair__edition"), pk=pk)


def activities(part: Participation) -> list[Activity]:
    """The plan of the pair's programme: kept and cancelled items."""
    rows = Activity.objects.filter(program__pair=part.pair)
    return list(rows.select_related("section").order_by("due_on", "pk"))


def facts(part: Participation) -> str:
    """Plan against fact in words: what the report begins with, so that nothing is typed twice."""
    rows = activities(part)
    kept = [row for row in rows if row.cancelled_on is None]
    done = [row for row in kept if row.done_on]
    share = round(100 * len(done) / len(kept)) if kept else 0
    lines = [f"Выполнено мероприятий: {len(done)} из {len(kept)} ({share} %)."]
    lines += [f"{row.done_on:%d.%m.%Y} — {row.title}. {row.result}".strip() for row in done]
    lines += [f"Не выполнено: {row.title} (срок {row.due_on:%d.%m.%Y})." for row in kept if not row.done_on]
    lines += [f"Отменено: {row.title} ({row.cancel_reason})." for row in rows if row.cancelled_on]
    return "\n".join(lines)


def needs(part: Participation, *, closed: bool) -> str:
    """The mentee's difficulties that are gone, or that remain."""
    rows = part.mentee.needs.exclude(kind="strength").filter(closed_on__isnull=not closed)
    return "\n".join(row.text for row in rows)


def both_sides(pair: Pair) -> list[tuple[Participation, Report | None, Report | None]]:
    """For each mentee the handed-in report of the mentor and of the mentee, side by side."""
    rows = []
    for part in pair.participations.select_related("mentee", "mentor").prefetch_related("reports__author"):
        reports = {row.side: row for row in part.reports.all() if row.status != Report.Status.DRAFT}
        rows.append((part, reports.get("mentor"), reports.get("mentee")))
    return rows


def duties(own: Mapping[int, Limits], scope: Scope) -> list[Duty]:
    """What is owed about reports: both sides write, the curator accepts; `own` are the limits by edition."""
    sides = (("mentor", terms.mentee("nom"), "mentee"), ("mentee", "наставник", "mentor"))
    asked = [side for side in sides if getattr(scope, f"{side[0]}s")]
    found = [duty for side, word, other in asked for duty in _writing(own, scope, side, word, other)]
    if scope.holds("curator"):
        waiting = Report.objects.filter(status=Report.Status.SUBMITTED).select_related(*PEOPLE)
        found += [rules.acceptance_duty(row.pk, str(row)) for row in scope.cut(waiting.order_by("pk"))]
    return found


def _writing(own: Mapping[int, Limits], scope: Scope, side: str, word: str, other: str) -> list[Duty]:
    handed_in = Report.objects.filter(
        participation=OuterRef("pk"), side=side, status__in=[Report.Status.SUBMITTED, Report.Status.ACCEPTED]
    )
    due = [key for key, limits in own.items() if getattr(limits, f"{side}_report_days") is not None]
    parts = Participation.objects.filter(~Exists(handed_in), pair__status=Pair.Status.ENDED, pair__edition__in=due)
    if not scope.everything:
        parts = parts.filter(**{side: scope.person})
    return [
        duty
        for part in scope.cut(parts.select_related("pair", "mentor", "mentee").order_by("pair__ended_on", "pk"))
        for duty in rules.report_duty(
            part.pk, f"{word} {getattr(part, other).short_name}", side, getattr(part, f"{side}_id"),
            part.pair.ended_on, own[part.pair.edition_id],
        )
    ]  # fmt: skip
