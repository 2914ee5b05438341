"""What is owed about partners: an agreement that ends is prolonged, or the work under it brought to an end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mentorship.access.roles import Office
from mentorship.partners import rules
from mentorship.partners.models import Agreement
from mentorship.regulation.duty import Duty
from mentorship.regulation.sources import Asked, Source, owed


@owed
class Expiring(Source):
    """Agreements that end within thirty days; of those that have ended, the ones whose mentors are linked still."""

    of = (Office.CURATOR,)
    ahead = rules.EXPIRY_DAYS
    columns = {"partner": "partner", "name": "partner__short_name", "number": "number", "last_on": "last_on"}

    def rows(self, *, until: date, on: date) -> QuerySet:
        return Agreement.objects.expiring(on, until).order_by("last_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        yield rules.expiry_duty(
            asked.limits, partner=row.partner, name=row.name, number=row.number, last_on=row.last_on
        )
