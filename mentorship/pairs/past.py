"""What was known of pairs at the end of a day: duties of a past day are told by what orders had said by then.

`path` leads from the rows of the query to the pair.
"""

from django.db.models import Exists, OuterRef, Q

from mentorship.core.past import Moment, not_yet
from mentorship.core.terms import Day
from mentorship.orders.models import SIGNED as SIGNED_ORDERS
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.models.pair import SIGNED


def _of(path: str, **conditions) -> Q:
    return Q(**{f"{path}__{name}" if path else name: value for name, value in conditions.items()})


def _later(on: Day):
    """Orders that were signed after the day."""
    return Order.objects.filter(status__in=SIGNED_ORDERS, signed_on__gt=on).values("pk")


def _revoked_later(on: Day):
    return Order.objects.filter(status=Order.Status.REVOKED, revoked_by__signed_on__gt=on).values("pk")


def proposed(on: Day, over: Moment, path: str = "") -> Q:
    """Pairs that waited for their order: proposed by then, neither signed nor cancelled."""
    status = Pair.Status
    waiting = _of(path, status=status.PROPOSED) | _of(path, order__in=_later(on))
    waiting |= _of(path, status=status.CANCELLED, order=None)
    places = Participation.objects.filter(not_yet(on, "closed_on"), pair=OuterRef(f"{path}__pk" if path else "pk"))
    return waiting & _of(path, created_at__lt=over) & Q(Exists(places))


def signed(on: Day, path: str = "") -> Q:
    """Pairs that an order had put together, whatever came of them later."""
    kept = _of(path, status__in=SIGNED) | _of(path, order__in=_revoked_later(on))
    return kept & _of(path, order__signed_on__lte=on)


def taken_back(on: Day, path: str = "") -> Q:
    """Pairs that had begun when an order signed by then revoked them: it has left nobody with a mentor."""
    return _of(path, closing_order__kind="revocation", closing_order__signed_on__lte=on)


def in_force(on: Day, path: str = "") -> Q:
    """Pairs that worked or were to: no order that was signed by then had ended them before the day."""
    status = Pair.Status
    kept = _of(path, status=status.APPOINTED) | _of(path, status=status.CLOSED, ended_on__gte=on)
    kept |= _of(path, closing_order__in=_later(on)) | _of(path, order__in=_revoked_later(on))
    return kept & _of(path, order__signed_on__lte=on)


def running(on: Day, path: str = "") -> Q:
    """Those of them that had begun."""
    return in_force(on, path) & _of(path, starts_on__lte=on)


def closed(on: Day, path: str = "") -> Q:
    """Pairs that an order signed by then had closed, though their last day may have been still to come."""
    told = _of(path, closing_order=None) | _of(path, closing_order__signed_on__lte=on)
    return told & _of(path, status=Pair.Status.CLOSED)


def ended(on: Day, path: str = "") -> Q:
    """Those of them whose last day had come."""
    return closed(on, path) & _of(path, ended_on__lte=on)
