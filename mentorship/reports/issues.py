"""Reports (D34, D35) as they were submitted; one returned and submitted again is issued again."""

from collections.abc import Iterator
from datetime import date

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.reports.models import Report
from mentorship.reports.papers import CODES

UNFINISHED = (Report.Status.DRAFT, Report.Status.RETURNED)


def of_report(report: Report) -> Issue:
    assert report.submitted_on is not None  # it has been handed in
    paper = CODES[Report.Side(report.side)]
    name = report.author.full_name_on(report.submitted_on)
    return Issue(
        paper=paper,
        subject=report,
        number=keeping.last_number(paper, report) + 1,
        on=report.submitted_on,
        signers=(f"{name}, на бумаге" if report.recorded_by_id else name,),
    )


def _number(report: Report, on: date) -> int | None:
    if report.status in UNFINISHED:
        return None
    return keeping.last_number(CODES[Report.Side(report.side)], report) or None


def _unkept() -> Iterator[Issue]:
    for side, paper in CODES.items():
        rows = Report.objects.handed_in().filter(side=side).select_related("author")
        yield from map(of_report, keeping.unkept(rows, paper))


def declare() -> None:
    issued = Issued(
        number=_number,
        is_draft=lambda report, on: report.status in UNFINISHED,
        earlier=lambda report: not report.read_as_other_side,
    )
    keeping.register(*CODES.values(), issued=issued, source=_unkept)
