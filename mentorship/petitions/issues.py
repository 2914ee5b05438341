"""Petitions (D24, D25, D28, D29) as they were filed in the program, and with the decisions on them.

The signed sheet is what was filed on paper: of that one the decision alone is kept.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.petitions.kinds import PAPERS
from mentorship.petitions.models import Petition
from mentorship.petitions.papers import as_filed

ONLINE = Petition.Method.ONLINE


def of_filing(petition: Petition) -> Issue:
    return Issue(
        paper=petition.rule.paper,
        subject=petition,
        on=petition.filed_on,
        signers=(petition.author.full_name_on(petition.filed_on),),
        build=partial(as_filed, petition),
    )


def of_decision(petition: Petition) -> Issue:
    assert petition.decided_on is not None  # it has been decided
    decider = petition.decided_by.person if petition.decided_by else None
    author = petition.author.full_name_on(petition.filed_on)
    return Issue(
        paper=petition.rule.paper,
        subject=petition,
        number=2 if petition.method == ONLINE else 1,
        on=petition.decided_on,
        signers=(author, *([decider.full_name_on(petition.decided_on)] if decider else [])),
    )


def _number(petition: Petition, on: date) -> int | None:
    """The latest; older versions of the program kept nothing before the decision."""
    return keeping.last_number(petition.rule.paper, petition) or None


def _unkept() -> Iterator[Issue]:
    for paper, kind in PAPERS.items():
        for petition in keeping.unkept(Petition.objects.with_people().filter(kind=kind), paper):
            if petition.method == ONLINE:
                yield of_filing(petition)
            if petition.is_answered:
                yield of_decision(petition)


def declare() -> None:
    keeping.register(*PAPERS, issued=Issued(number=_number), source=_unkept)
