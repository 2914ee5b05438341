"""Roadmaps (D17) as their orders approved them."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from mentorship.documents import keeping
from mentorship.documents.catalogue import Issued
from mentorship.documents.keeping import Issue
from mentorship.documents.models import KeptPaper
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.roadmap.models import Roadmap
from mentorship.roadmap.papers import CODE, roadmap_paper
from mentorship.roadmap.queries import current

KNOWN = (Roadmap.Status.APPROVED, Roadmap.Status.ARCHIVED)


def of_roadmap(roadmap: Roadmap) -> Issue:
    """The issue bears the key of its order: one whose order was revoked is approved anew by another."""
    order = roadmap.order
    assert order is not None  # it is approved by it
    assert order.signed_on is not None
    return Issue(
        paper=CODE,
        subject=institution(),
        number=order.pk,
        on=order.signed_on,
        signers=(order.signed_by.full_name_on(order.signed_on),) if order.signed_by else (),
        build=partial(roadmap_paper, Roadmap.objects.with_plan().get(pk=roadmap.pk)),
        record=roadmap,
    )


def kept_roadmap(roadmap: Roadmap) -> KeptPaper | None:
    """What was kept of an approved roadmap."""
    approved = roadmap.status in KNOWN and roadmap.order_id is not None
    return keeping.kept(CODE, institution(), roadmap.order_id or 0) if approved else None


def _number(place: Institution, on: date) -> int | None:
    roadmap = current(on)
    return roadmap.order_id if roadmap and roadmap.is_approved else None


def _is_draft(place: Institution, on: date) -> bool:
    roadmap = current(on)
    return roadmap is not None and roadmap.is_draft


def _unkept() -> Iterator[Issue]:
    known = KeptPaper.objects.filter(paper=CODE).values("issue")
    rows = Roadmap.objects.filter(status__in=KNOWN, order__signed_on__isnull=False).exclude(order__in=known)
    return map(of_roadmap, rows.select_related("order__signed_by"))


def declare() -> None:
    keeping.register(CODE, issued=Issued(number=_number, is_draft=_is_draft, working=True), source=_unkept)
