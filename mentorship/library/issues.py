"""The card of a practice (D46) as it was approved: each version of a practice is a record and an issue of its own."""

from collections.abc import Iterator
from datetime import date

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.library.models import Material
from mentorship.pairs.issues import is_whole

PAPER = "D46"


def of_practice(material: Material) -> Issue:
    assert material.approved_on is not None  # it has just been approved
    names = [author.full_name_on(material.approved_on) for author in material.authors.all()]
    approver = material.approved_by.person if material.approved_by else None
    signers = [*names, material.outside, approver.full_name_on(material.approved_on) if approver else ""]
    return Issue(paper=PAPER, subject=material, on=material.approved_on, signers=tuple(filter(None, signers)))


def _number(material: Material, on: date) -> int | None:
    return 1 if material.is_approved else None


def _unkept() -> Iterator[Issue]:
    approved = Material.objects.practices().filter(approved_on__isnull=False).with_people()
    return map(of_practice, keeping.unkept(approved, PAPER))


def declare() -> None:
    issued = Issued(
        number=_number,
        is_draft=lambda material, on: not material.is_approved,
        whole=lambda material: material.pair is None or is_whole(material.pair),
    )
    keeping.register(PAPER, issued=issued, source=_unkept)
