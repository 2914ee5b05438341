"""Everything that changes reports: one function, one action of a user, one transaction."""

from datetime import date
from typing import Any

from django.db import transaction

from mentorship.core.forms.shown import require as require_shown
from mentorship.core.history import record
from mentorship.core.refusal import enforce
from mentorship.documents import keeping
from mentorship.documents.shown import shown_paper
from mentorship.pairs.locking import lock_pairs
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.queries import behalf_bars
from mentorship.pairs.rules import own_paper_violations, paper_day_violations
from mentorship.people.models import User
from mentorship.reports import acts, issues, queries, rules
from mentorship.reports.models import Report

REOPENED = "Приказ о завершении отменён, пара работает дальше: сдайте отчёт, когда она закончится"


@transaction.atomic
def begin(part: Participation, *, side: str, by: User, interval: rules.Interval | None = None) -> Report:
    """One's report, pre-filled from facts; the second time the same one. With an interval the mentor's interim one."""
    lock_pairs([Pair(pk=part.pair_id)])
    Participation.objects.select_for_update().get(pk=part.pk)
    report = queries.begun_or_new(part, side, interval)
    if report.pk is None:
        record(report, "Отчёт начат", by)
    return report


@transaction.atomic
def write(report: Report, *, fields: dict[str, Any], by: User) -> Report:
    """Save the text of a report that is still being written or was returned."""
    report = _locked(report)
    acts.EDIT.require(report)
    for name, value in fields.items():
        setattr(report, name, value)
    record(report, "Изменён текст отчёта", by)
    return report


@transaction.atomic
def submit(report: Report, *, on: date, by: User) -> Report:
    """Hand the report in; once both are in, each side may read the other's (PRG-12).

    An interim report has no other side to wait for: the mentee may read it at once.
    """
    report = _locked(report)
    acts.SUBMIT.require(report)
    if not report.period:
        enforce(rules.final_violations(report.participation.pair.ended_on, on))
    return _handed_in(report, on, by)


@transaction.atomic
def submit_paper(
    part: Participation,
    *,
    side: str,
    fields: dict[str, Any],
    on: date,
    today: date,
    by: User,
    interval: rules.Interval | None = None,
) -> Report:
    """One side has handed its report in on paper on that day: the curator writes it down whole (PRG-11, PRG-12).

    With an interval it is the mentor's interim report. What the author has begun under the own login gives way to
    the paper; the history of the report keeps it.
    """
    author = part.mentor_id if side == "mentor" else part.mentee_id
    enforce([*own_paper_violations(by.person_id == author), *behalf_bars(part.pair, author, by)])
    first = (interval.starts_on, "начало периода") if interval else (part.pair.ended_on, "последний день пары")
    enforce(paper_day_violations(on, *first, today))
    report = _locked(begin(part, side=side, by=by, interval=interval))
    acts.EDIT.require(report)
    for name, value in fields.items():
        setattr(report, name, value)
    return _handed_in(report, on, by, recorded_by=by)


def _handed_in(report: Report, on: date, by: User, recorded_by: User | None = None) -> Report:
    facts = rules.Report(
        limits=report.participation.pair.edition.limits(),
        side=report.side,
        facts=report.facts,
        recommendations=report.recommendations,
        score=report.score,
        evaluation=report.evaluation,
        interim=report.period is not None,
    )
    enforce(rules.report_violations(facts))
    report.status, report.submitted_on, report.return_reason = Report.Status.SUBMITTED, on, ""
    report.recorded_by = recorded_by
    record(report, "Отчёт сдан, внесён с бумаги" if recorded_by else "Отчёт сдан", by)
    keeping.keep(issues.of_report(report))
    if report.period:
        _open([report], on, by)
    else:
        _open_when_both_are_in(report.participation, on, by)
    report.refresh_from_db()
    return report


def _open_when_both_are_in(part: Participation, on: date, by: User) -> None:
    reports = list(Report.objects.final().filter(participation=part))
    if len(reports) == 2 and all(report.is_handed_in for report in reports):
        _open(reports, on, by)


def _open(reports: list[Report], on: date, by: User) -> None:
    for report in reports:
        if report.opened_on is None and report.is_handed_in:
            report.opened_on = on
            record(report, "Отчёт открыт другой стороне", by)


@transaction.atomic
def close_waiting(part: Participation, *, on: date, by: User) -> None:
    """The curator no longer waits for the other report: what is in becomes readable."""
    Participation.objects.select_for_update().get(pk=part.pk)
    enforce(queries.accepting_bars(part.pair, by))
    reports = list(Report.objects.final().filter(participation=part))
    enforce(rules.opening_violations(any(report.is_handed_in for report in reports)))
    _open(reports, on, by)


@transaction.atomic
def accept(report: Report, *, on: date, by: User, seen: str | None = None) -> Report:
    """Somebody who is not of the pair accepts what was shown (`seen`); of two tabs only the first does anything."""
    report = _locked(report)
    acts.ACCEPT.require(report)
    enforce(queries.accepting_bars(report.participation.pair, by))
    require_shown(seen, shown_paper(issues.of_report(report).paper, report.pk, on).mark)
    report.status, report.accepted_on = Report.Status.ACCEPTED, on
    record(report, "Отчёт принят", by)
    return report


@transaction.atomic
def send_back(report: Report, *, reason: str, by: User) -> Report:
    """The curator returns this report only, with a reason; the other side no longer reads it."""
    report = _locked(report)
    acts.SEND_BACK.require(report)
    enforce(queries.accepting_bars(report.participation.pair, by))
    report.status, report.return_reason, report.opened_on = Report.Status.RETURNED, reason, None
    record(report, "Отчёт возвращён на доработку", by)
    return report


def take_back(pair: Pair, *, by: User) -> None:
    """The end of the pair is revoked: what was handed in about it is written anew. Called inside that act."""
    for report in Report.objects.final().handed_in().filter(participation__pair=pair).order_by("pk"):
        report.status, report.return_reason = Report.Status.RETURNED, REOPENED
        report.accepted_on = report.opened_on = None
        record(report, "Возвращён: приказ о завершении отменён", by)


def _locked(report: Report) -> Report:
    Participation.objects.select_for_update().get(pk=report.participation_id)
    return Report.objects.select_related("participation__pair__edition").get(pk=report.pk)
