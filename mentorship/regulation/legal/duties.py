"""What is owed when an act newer than the Положение is written down: somebody looks whether it has to change."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentorship.access.roles import Office
from mentorship.regulation.duty import Duty
from mentorship.regulation.legal import rules
from mentorship.regulation.legal.queries import unreviewed
from mentorship.regulation.models import LegalAct
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Unreviewed(Source):
    """Acts from above that the institution has added and nobody has compared with the Положение."""

    of = (Office.CURATOR,)
    columns = {
        "act": "pk",
        "kind": "kind",
        "issuer": "issuer",
        "number": "number",
        "adopted_on": "adopted_on",
        "added_on": "added_on",
    }

    def rows(self, *, on: date) -> QuerySet:
        return unreviewed(on).order_by("added_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        if rules.review_by(row.added_on) > asked.scope.last:
            return
        act = LegalAct(kind=row.kind, issuer=row.issuer, number=row.number, adopted_on=row.adopted_on)
        yield rules.review_duty(asked.limits, pk=row.act, name=act.name, added_on=row.added_on)
