"""What petitions tell the rooms below."""

from collections.abc import Iterator
from datetime import date

from mentorship.access.roles import Office
from mentorship.people.accounts.rules import Signature
from mentorship.people.accounts.signals import signed
from mentorship.petitions.kinds import KINDS
from mentorship.petitions.models import Petition


@signed
def decisions(first: date, last: date | None) -> Iterator[Signature]:
    """What only the head decides, decided on these days; nothing but the day is told of them."""
    of_head = [kind.code for kind in KINDS.values() if kind.decides == {Office.DIRECTOR}]
    rows = Petition.objects.filter(kind__in=of_head, decided_on__gte=first, decided_by__person__isnull=False)
    if last:
        rows = rows.filter(decided_on__lte=last)
    for person, on in rows.order_by("decided_on").values_list("decided_by__person", "decided_on").iterator():
        assert on is not None  # by the filter
        yield Signature(person, on, f"Решение руководителя от {on:%d.%m.%Y}")
