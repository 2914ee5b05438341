"""A pair that works, its pause by a signed order, and what is asked of it later."""

import datetime as dt

import time_machine
from django.utils import timezone

from mentorship.orders import services as orders
from mentorship.pairs.models import Pair, Pause
from mentorship.pairs.pauses import services
from tests.factories.pairs import PairFactory

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2026, 12, 1), dt.date(2026, 12, 31)  # of the pause, 31 days
SIGNED = dt.date(2026, 11, 20)
END = dt.date(2027, 5, 31)  # of the pair by its plan
MOVED = END + 31 * DAY


def on_day(day):
    return time_machine.travel(f"{day} 12:00:00+03:00", tick=False)


def running_pair(**fields):
    return PairFactory(active=True, ends_on=END, **fields)


def sign(order, by, on=SIGNED):
    """At noon of the day."""
    with on_day(on):
        return orders.sign(order, signed_on=on, number="", proposed="", by=by, now=timezone.now(), confirmed=True)


def asked_for(pair, by, first=FIRST, last=LAST, on=SIGNED):
    with on_day(on):
        return services.draft_pause(pair, starts_on=first, ends_on=last, basis="листок", today=on, by=by)


def paused(pair, curator, director, first=FIRST, last=LAST, on=SIGNED):
    """The pause by its signed order."""
    return sign(asked_for(pair, curator, first, last, on), director, on).pause


def asked_back(pause, by, resumes_on, on):
    with on_day(on):
        return services.draft_return(fresh(pause), resumes_on=resumes_on, basis="выход", today=on, by=by)


def revoked(order, curator, director, on):
    with on_day(on):
        return sign(orders.draft_revocation(order, reason="Отпуск перенесён", by=curator), director, on)


def fresh(record):
    rows = Pair.objects.with_people() if isinstance(record, Pair) else type(record).objects
    return rows.get(pk=record.pk)


def pauses(pair):
    return Pause.objects.in_force().filter(pair=pair)
