"""Approved versions of the Положение (D16) as they were issued: with their marks, and the limits of their first day."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.documents.models import KeptPaper
from mentorship.regulation.act.paper import ACT, version_paper
from mentorship.regulation.models import ActVersion, Institution
from mentorship.regulation.queries import institution


def of_version(version: ActVersion) -> Issue:
    assert version.approved_on is not None  # only a draft has none
    assert version.starts_on is not None
    return Issue(
        paper=ACT,
        subject=institution(),
        number=version.number,
        on=version.approved_on,
        signers=(version.approval,),
        build=partial(version_paper, version, version.starts_on),
        record=version,
    )


def kept_version(version: ActVersion) -> KeptPaper | None:
    """What was kept of an approved version."""
    return None if version.is_draft else keeping.kept(ACT, institution(), version.number)


def _number(place: Institution, on: date) -> int | None:
    version = ActVersion.objects.in_force_on(on)
    return version.number if version else None


def _unkept() -> Iterator[Issue]:
    place = Institution.objects.first()
    approved = ActVersion.objects.approved() if place else ActVersion.objects.none()
    known = KeptPaper.objects.filter(paper=ACT).values("issue")
    return map(of_version, approved.exclude(number__in=known))


def declare() -> None:
    keeping.register(ACT, issued=Issued(number=_number), source=_unkept)
