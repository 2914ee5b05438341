"""Reading scans: those that have come back, and what stands behind a code."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorship.documents.catalogue import PAPERS, Paper
from mentorship.documents.codes import code_of, read_code
from mentorship.documents.models import Scan
from mentorship.orders.kinds.base import kind_of
from mentorship.orders.models import Order
from mentorship.people.models import User
from mentorship.people.models.person import name_columns
from mentorship.petitions.kinds import PAPERS as PETITION_PAPERS
from mentorship.petitions.models import Petition
from mentorship.programs.models import Program, ProgramAcquaintance
from mentorship.reports.models import Report
from mentorship.reports.papers import CODES


def rows(user: User) -> QuerySet[Scan]:
    """The scans that have come back, for the offices that keep them; of petitions only those the user may see."""
    seen = Petition.objects.visible_to(user).values("pk")
    scans = Scan.objects.kept().exclude(Q(paper__in=PETITION_PAPERS) & ~Q(subject_id__in=seen))
    return scans.select_related("uploaded_by__person")


def lines(user: User) -> QuerySet[Scan]:
    """The same with what the list shows."""
    names = name_columns("uploaded_by__person")
    return rows(user).only("paper", "subject_id", "uploaded_at", "uploaded_by__person", *names)


def search(scans: QuerySet[Scan], text: str) -> QuerySet[Scan]:
    """By the code of the paper; other words find nothing."""
    found = read_code(text)
    return scans.filter(paper=found[0], subject_id=found[1]) if found else scans.none()


def paper_by_code(user: User, text: str) -> tuple[Paper, Any] | None:
    """The kind of paper and the record of a code; None when there is none, or it is a petition closed to the user."""
    found = read_code(text)
    if found is None or found[0] not in PAPERS:
        return None
    paper = PAPERS[found[0]]
    subjects = paper.subjects()
    if found[0] in PETITION_PAPERS:
        subjects = subjects.filter(pk__in=Petition.objects.visible_to(user).values("pk"))
    subject = subjects.filter(pk=found[1]).first()
    return (paper, subject) if subject else None


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that was recorded from paper and whose signed sheet has not come back."""

    title: str
    code: str
    url: str


def awaited(user: User) -> list[Awaited]:
    """What this user may see of orders signed with a pen, of programmes and reports recorded from paper."""
    return [Awaited(str(row), code_of(paper, row.pk), row.get_absolute_url()) for paper, row in _awaited(user)]


def _awaited(user: User) -> Iterator[tuple[str, Any]]:
    orders = Order.objects.visible_to(user).filter(recorded_by__isnull=False).order_by("pk")
    read = ProgramAcquaintance.objects.filter(program=OuterRef("pk"), recorded_by__isnull=False)
    programs = Program.objects.visible_to(user).filter(Q(recorded_by__isnull=False) | Exists(read))
    approved = programs.filter(status=Program.Status.APPROVED).with_people().order_by("pk")
    reports = Report.objects.visible_to(user).handed_in().filter(recorded_by__isnull=False).order_by("pk")
    people = ("participation__mentor", "participation__mentee")
    found = [
        *((kind_of(order).paper, order) for order in orders),
        *(("D30", program) for program in approved),
        *((CODES[Report.Side(report.side)], report) for report in reports.select_related(*people)),
    ]
    returned = set(Scan.objects.kept().values_list("paper", "subject_id")) if found else set()
    return ((paper, row) for paper, row in found if (paper, row.pk) not in returned)
