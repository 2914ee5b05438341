"""What is owed when an act newer than the Положение is written down: somebody looks whether it has to change."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mentorship.access.roles import Office
from mentorship.core.past import not_yet
from mentorship.regulation.duty import Duty
from mentorship.regulation.legal import rules
from mentorship.regulation.models import ActVersion, Edition, LegalAct
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Unreviewed(Source):
    """Acts from above, added by the institution: neither looked at nor followed by an edition or a version."""

    of = (Office.CURATOR,)
    columns = {"act": "pk", "kind": "kind", "issuer": "issuer", "number": "number", "adopted_on": "adopted_on"}

    def rows(self, *, on: date) -> QuerySet:
        later = {"starts_on__gte": OuterRef("adopted_on"), "starts_on__lte": on}
        editions, versions = Edition.objects.filter(**later), ActVersion.objects.lasting(on).filter(**later)
        added = LegalAct.objects.not_ended_on(on).filter(not_yet(on, "checked_on"), added_on__lte=on)
        fresh = added.filter(~Exists(editions), ~Exists(versions.filter(approved_on__lte=on)))
        return fresh.filter(level__in=rules.ABOVE).order_by("adopted_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        act = LegalAct(kind=row.kind, issuer=row.issuer, number=row.number, adopted_on=row.adopted_on)
        yield rules.review_duty(asked.limits, pk=row.act, name=act.name)
