"""What is owed about the Положение: the newest version stands on the site by the day that its order sets."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, QuerySet

from mentorship.access.roles import Office
from mentorship.regulation.act import rules
from mentorship.regulation.duty import Done, Duty
from mentorship.regulation.models import ActVersion, Edition
from mentorship.regulation.sources import Asked, Source, done, owed


class Publication(Source):
    """Versions with a day by which they are to be on the site."""

    of = (Office.CLERK, Office.ADMIN, Office.CURATOR)
    cut = False
    columns = {
        "version": "pk",
        "number": "number",
        "publisher": "publisher",
        "publish_by": "publish_by",
        "published_on": "published_on",
        "order": "order_code",
    }

    def duty(self, row: Any, asked: Asked) -> Duty:
        return rules.publication_duty(
            asked.limits, pk=row.version, number=row.number, publisher=row.publisher, due_on=row.publish_by
        )


@owed
class Unpublished(Publication):
    """The newest version, unless it is on the site already; nobody publishes an older one.

    Whom its order names as the publisher owes that by the order.
    """

    def rows(self, *, on: date) -> QuerySet:
        return ActVersion.objects.lasting(on).filter(approved_on__lte=on).order_by("-starts_on")[:1]

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        published = row.published_on is not None and row.published_on <= self.known("on", asked.scope)
        if row.publish_by and not published and not (row.order and row.publisher):
            yield self.duty(row, asked)


@owed
class Unapproved(Source):
    """There are rules in force, but no version of the Положение that states them."""

    of = (Office.CURATOR,)
    columns = {"edition": "pk"}

    def rows(self, *, on: date) -> QuerySet:
        known = ActVersion.objects.lasting(on).filter(starts_on__lte=on, approved_on__lte=on)
        return Edition.objects.in_force_on(on).filter(~Exists(known)).order_by("pk")[:1]

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.approval_duty(asked.limits)


@done
class Published(Publication):
    """The versions that were published by the day of their orders, or later."""

    def rows(self) -> QuerySet:
        return ActVersion.objects.approved().exclude(publish_by=None).exclude(published_on=None).order_by("-starts_on")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        yield Done(self.duty(row, asked), row.published_on)
