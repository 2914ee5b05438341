"""What is owed about the Положение: the newest version stands on the site by the day that its order sets."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentorship.access.roles import Office
from mentorship.regulation.act import rules
from mentorship.regulation.duties import Done, Duty
from mentorship.regulation.models import ActVersion
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
    }

    def duty(self, row: Any, asked: Asked) -> Duty:
        return rules.publication_duty(
            asked.limits, pk=row.version, number=row.number, publisher=row.publisher, due_on=row.publish_by
        )


@owed
class Unpublished(Publication):
    """The newest version, unless it is on the site already; nobody publishes an older one."""

    def rows(self, *, on: date) -> QuerySet:
        return ActVersion.objects.approved().filter(approved_on__lte=on).order_by("-starts_on")[:1]

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        published = row.published_on is not None and row.published_on <= self.known("on", asked.scope)
        if row.publish_by and not published:
            yield self.duty(row, asked)


@done
class Published(Publication):
    """The versions that were published by the day of their orders, or later."""

    def rows(self) -> QuerySet:
        return ActVersion.objects.approved().exclude(publish_by=None).exclude(published_on=None).order_by("-starts_on")

    def tell(self, row: Any, asked: Asked) -> Iterator[Done]:
        yield Done(self.duty(row, asked), row.published_on)
