"""Petitions (D24, D25, D28, D29) with the decisions on them."""

from collections.abc import Iterator
from datetime import date

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.petitions.kinds import PAPERS
from mentorship.petitions.models import Petition

DECIDED = (Petition.Status.GRANTED, Petition.Status.REFUSED)


def of_decision(petition: Petition) -> Issue:
    assert petition.decided_on is not None  # it has been decided
    decider = petition.decided_by.person if petition.decided_by else None
    signers = (petition.author.full_name, *([decider.full_name] if decider else []))
    return Issue(paper=petition.rule.paper, subject=petition, on=petition.decided_on, signers=signers)


def _number(petition: Petition, on: date) -> int | None:
    return 1 if petition.status in DECIDED else None


def _unkept() -> Iterator[Issue]:
    for paper, kind in PAPERS.items():
        rows = Petition.objects.with_people().filter(kind=kind, status__in=DECIDED)
        yield from map(of_decision, keeping.unkept(rows, paper))


def declare() -> None:
    keeping.register(*PAPERS, issued=Issued(number=_number), source=_unkept)
