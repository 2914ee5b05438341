"""What was known of pairs at the end of a day: duties of a past day are told by what orders had said by then.

`path` leads from the rows of the query to the pair.
"""

from django.db.models import Exists, OuterRef, Q

from mentorship.core.past import Moment, not_yet, on_file
from mentorship.core.terms import Day
from mentorship.orders.models import SIGNED as SIGNED_ORDERS
from mentorship.orders.models import Order
from mentorship.pairs.models import Decline, Pair, Participation, Pause
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
    return waiting & on_file(over, f"{path}__created_at" if path else "created_at") & Q(Exists(places))


def declined(on: Day) -> Q:
    """Of proposed pairs: somebody had said no, or had taken a consent back."""
    withdrawn = Participation.objects.filter(pair=OuterRef("pk"), consent__withdrawn_on__lte=on)
    said_no = Decline.objects.standing(on).filter(pair=OuterRef("pk"))
    return Q(Exists(said_no)) | Q(mentor_consent__withdrawn_on__lte=on) | Q(Exists(withdrawn))


def signed(on: Day, path: str = "") -> Q:
    """Pairs that an order had put together, whatever came of them later."""
    kept = _of(path, status__in=SIGNED) | _of(path, order__in=_revoked_later(on))
    return kept & _of(path, order__signed_on__lte=on)


def taken_back(on: Day, path: str = "") -> Q:
    """Pairs that had worked when an order signed by then revoked them, from the day after their last one (п. 3.7).

    It has left nobody with a mentor, though the days on which they worked stay.
    """
    return _of(path, closing_order__kind="revocation", closing_order__signed_on__lte=on, ended_on__lt=on)


def in_force(on: Day, path: str = "") -> Q:
    """Pairs that worked or were to: no order that was signed by then had ended them before the day."""
    status = Pair.Status
    kept = _of(path, status=status.APPOINTED) | _of(path, status=status.CLOSED, ended_on__gte=on)
    kept |= _of(path, closing_order__in=_later(on)) | _of(path, order__in=_revoked_later(on))
    return kept & _of(path, order__signed_on__lte=on)


def running(on: Day, path: str = "") -> Q:
    """Those of them that had begun and whose work did not stand still: nobody of a paused one is asked."""
    return in_force(on, path) & _of(path, starts_on__lte=on) & ~paused(on, path)


def paused(on: Day, path: str = "") -> Q:
    """Pairs whose work stood still by orders that were signed by then."""
    pauses = Pause.objects.filter(_ordered(on, "order"), pair=OuterRef(f"{path}__pk" if path else "pk"))
    back = _ordered(on, "resume_order") & Q(resumes_on__lte=on)
    return Q(Exists(pauses.filter(starts_on__lte=on, ends_on__gte=on).exclude(back)))


def _ordered(on: Day, path: str) -> Q:
    """By an order that was signed by then and that no other one had revoked."""
    kept = _of(path, status=Order.Status.SIGNED) | _of(path, status=Order.Status.REVOKED, revoked_by__signed_on__gt=on)
    return kept & _of(path, signed_on__lte=on)


def moved_later(on: Day, path: str = "") -> Q:
    """Pairs whose terms an order signed after the day has moved by a pause: their history knows what they were."""
    later = Q(order__signed_on__gt=on) | Q(resume_order__signed_on__gt=on) | Q(order__revoked_by__signed_on__gt=on)
    signed = Pause.objects.filter(later, order__status__in=SIGNED_ORDERS)
    return Q(Exists(signed.filter(pair=OuterRef(f"{path}__pk" if path else "pk"))))


def closed(on: Day, path: str = "") -> Q:
    """Pairs that an order signed by then had closed, though their last day may have been still to come."""
    told = _of(path, closing_order=None) | _of(path, closing_order__signed_on__lte=on)
    return told & _of(path, status=Pair.Status.CLOSED)


def ended(on: Day, path: str = "") -> Q:
    """Those of them whose last day had come."""
    return closed(on, path) & _of(path, ended_on__lte=on)
