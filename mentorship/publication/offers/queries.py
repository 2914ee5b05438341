"""News that records offer by themselves: a signed order, a finished programme, an event (PUB-07). No names in them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q

from mentorship.core.calendar.months import OF_MONTH
from mentorship.core.words.text import capital
from mentorship.documents.grammar import months
from mentorship.events.models import Event
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.publication.models import Publication

RECENT, COMING = 60, 30  # days for which a record is news, and before which an event is announced
MOST = 8
SHIPPED = Path(settings.BASE_DIR) / "fixtures" / "announcements.toml"


@dataclass(frozen=True, slots=True)
class Offer:
    """An announcement that is ready: by which record, and its words."""

    source: str
    kind: str
    title: str
    text: str
    on: date
    pair: int | None = None


def offers(on: date) -> list[Offer]:
    """What has happened of late and is not written about yet, newest first."""
    written = set(Publication.objects.exclude(source="").values_list("source", flat=True))
    found = [*_orders(on), *_pairs(on), *_events(on)]
    fresh = [offer for offer in found if offer.source not in written]
    return sorted(fresh, key=lambda offer: offer.on, reverse=True)[:MOST]


def offer_of(source: str, on: date) -> Offer | None:
    """The one by its record; None when it is no longer offered."""
    return next((offer for offer in offers(on) if offer.source == source), None)


def _orders(on: date) -> Iterator[Offer]:
    known = [name.removeprefix("order.") for name in _texts() if name.startswith("order.")]
    since = on - timedelta(days=RECENT)
    rows = Order.objects.filter(kind__in=known, status=Order.Status.SIGNED, signed_on__range=(since, on))
    counted = rows.annotate(many=Count("pairs", distinct=True) + Count("closed_pairs", distinct=True))
    for order in counted.defer("snapshot"):
        assert order.signed_on is not None  # a signed order has its day
        one = f"order.{order.kind}_one"
        name = one if order.many == 1 and one in _texts() else f"order.{order.kind}"
        yield _offer(name, f"order:{order.pk}", order.signed_on, {})


def _pairs(on: date) -> Iterator[Offer]:
    ended = Pair.objects.ended(on).filter(ended_on__gte=on - timedelta(days=RECENT), program__approved_on__lte=on)
    for pair in ended.select_related("form", "kind"):
        assert pair.ended_on is not None  # an ended pair has its last day
        long = max((pair.ended_on - pair.starts_on).days // 30, 1)
        words = {"form": pair.form.title, "kind": pair.kind.title, "months": months(long)}
        yield _offer("pair.result", f"pair:{pair.pk}", pair.ended_on, words, pair.pk)


def _events(on: date) -> Iterator[Offer]:
    coming = Q(starts_on__range=(on, on + timedelta(days=COMING)), held_on=None)
    held = Q(held_on__range=(on - timedelta(days=RECENT), on))
    for event in Event.objects.planned().filter(coming | held, for_everyone=True):
        words = {"title": event.title, "what": event.get_kind_display(), "when": spoken_day(event.starts_on)}
        words["place"] = f" Место: {event.place}." if event.place else ""
        name = "event.held" if event.held_on else "event.coming"
        yield _offer(name, f"{name}:{event.pk}", event.starts_on, words)


def _offer(name: str, source: str, on: date, words: Mapping[str, str], pair: int | None = None) -> Offer:
    text = _texts()[name]
    filled = {"day": spoken_day(on), **words}
    title, said = (capital(text[part].format(**filled)) for part in ("title", "text"))
    return Offer(source, text["kind"], title[:200], said, on, pair)


def spoken_day(day: date) -> str:
    """«1 сентября 2026 года»."""
    return f"{day.day} {OF_MONTH[day.month - 1]} {day.year} года"


@cache
def _texts() -> dict[str, dict[str, str]]:
    shipped = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    return {f"{group}.{name}": text for group, rows in shipped.items() for name, text in rows.items()}
