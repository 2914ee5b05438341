"""What is owed about publications."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorship.access.roles import Office
from mentorship.core.past import said
from mentorship.publication.models import Placement, Publication, Section
from mentorship.publication.publications import rules
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Unapproved(Source):
    """What has been prepared waits for the curator."""

    of = (Office.CURATOR,)
    columns = {"publication": "pk", "title": "title", "since": "since"}

    def rows(self, *, over: datetime | None) -> QuerySet:
        known = Publication.objects.alias(then=said(Publication, "status", over))
        rows = known.filter(then=Publication.Status.SUBMITTED).annotate(since=said(Publication, "submitted_on", over))
        return rows.order_by("submitted_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.approval_duty(row.publication, row.title, row.since)


@owed
class Unplaced(Source):
    """The section stands on the institution's own site: what is approved is to be carried there."""

    of = (Office.CLERK,)
    columns = {"publication": "pk", "title": "title", "since": "shows_from"}

    def rows(self, *, on: date) -> QuerySet:
        placed = Placement.objects.filter(publication=OuterRef("pk"), placed_on__lte=on)
        elsewhere = Section.objects.filter(place=Section.Place.SITE)
        return (
            Publication.objects.shown_on(on).filter(Q(Exists(elsewhere)), ~Exists(placed)).order_by("shows_from", "pk")
        )

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.placing_duty(row.publication, row.title, row.since)
