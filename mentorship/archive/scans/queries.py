"""Reading scans: those that have come back, and what stands behind a code."""

from typing import Any

from django.db.models import Q, QuerySet

from mentorship.documents.catalogue import PAPERS, Paper
from mentorship.documents.codes import read_code
from mentorship.documents.models import Scan
from mentorship.people.models import User
from mentorship.people.models.person import name_columns
from mentorship.petitions.kinds import PAPERS as PETITION_PAPERS
from mentorship.petitions.models import Petition


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
