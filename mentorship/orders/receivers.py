"""What orders tell the rooms below."""

from collections.abc import Iterator
from datetime import date

from mentorship.orders.models import Order, signed_title
from mentorship.people.accounts.rules import Signature
from mentorship.people.accounts.signals import signed


@signed
def signed_orders(first: date, last: date | None) -> Iterator[Signature]:
    """Every order signed on these days: a revoked one has been signed too."""
    rows = Order.objects.signed().filter(signed_on__gte=first)
    if last:
        rows = rows.filter(signed_on__lte=last)
    for person, on, number in rows.order_by("signed_on").values_list("signed_by", "signed_on", "number").iterator():
        yield Signature(person, on, signed_title(number, on))
