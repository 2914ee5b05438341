"""Reading consents to dissemination: who permits what on a day, what stands in a consent."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Max, Q, QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.people.dissemination import rules
from mentorship.people.dissemination.rules import Choice, Demand, Page, Permits
from mentorship.people.models import Consent, ConsentItem, Dissemination, Person, Resource, Stop, User
from mentorship.regulation.models import Institution

REQUISITES = {"inn": "ИНН", "ogrn": "ОГРН", "address": "адреса"}


def permits_on(day: date, resource: int | None) -> Permits:
    """What everybody permits on the day on this very page of the institution; one query (PUB-03).

    Nobody permits anything on a page that no consent can name: without one. What has conditions is permitted once they
    are found kept.
    """
    if resource is None:
        return Permits()
    items: defaultdict[int, set[str]] = defaultdict(set)
    terms: defaultdict[int, dict[str, None]] = defaultdict(dict)
    rows = ConsentItem.objects.permitted_on(day, resource).select_related("consent__dissemination")
    for row in rows.order_by("consent__given_on", "pk"):
        items[row.consent.person_id].add(row.item)
        terms[row.consent.person_id].update(dict.fromkeys(_told(row)))
    return Permits(
        {person_id: frozenset(found) for person_id, found in items.items()},
        {person_id: "; ".join(words) for person_id, words in terms.items() if words},
    )


def _told(row: ConsentItem) -> Iterator[str]:
    """The conditions and prohibitions under which the item stands, for whoever reads it."""
    whole = row.consent.dissemination
    if row.conditions:
        yield f"{row} — {row.conditions}"
    yield from rules.whole_terms(
        no_transfer=whole.no_transfer, no_processing=whole.no_processing, said=(whole.conditions, whole.other)
    )


def spread() -> QuerySet[Consent]:
    """Consents to dissemination with all that a page or a paper says of them."""
    rows = Consent.objects.filter(kind=Consent.Kind.SPREAD).select_related("person", "dissemination__replaced_by")
    return rows.prefetch_related("items__stop", "stops__resources", "dissemination__resources")


def spread_for(user: User, pk: int, permission: str) -> Consent:
    """The consent to dissemination: 404 when this user may not know of it, 403 when they may only look."""
    seen = Consent.objects.visible_to(user).values("pk")
    consent = get_object_or_404(spread().filter(pk__in=seen), pk=pk)
    require(user, permission, consent.person)
    return consent


def stop_for(user: User, pk: int, permission: str) -> Stop:
    """The stop of somebody's dissemination, by the doors of its consent."""
    seen = Consent.objects.visible_to(user).values("pk")
    rows = Stop.objects.filter(consent__in=seen).select_related("consent__person")
    stop = get_object_or_404(rows.prefetch_related("items", "resources"), pk=pk)
    require(user, permission, stop.person)
    return stop


def resource_for(user: User, pk: int) -> Resource:
    """The page of the institution, to be changed: whoever may set up the institution sees every one."""
    require(user, "institution.setup")
    return get_object_or_404(Resource, pk=pk)


def with_terms(consents: Iterable[Consent]) -> list[Consent]:
    """The consents, those to dissemination with what they say; no query where there are none."""
    rows = list(consents)
    spreading = [row for row in rows if row.kind == Consent.Kind.SPREAD]
    prefetch_related_objects(spreading, "items__stop", "stops__resources", "stops__items", "dissemination__resources")
    return rows


def newest(person: Person, day: date) -> Consent | None:
    """The last consent to dissemination given by the day that nothing has ended but perhaps its term."""
    rows = spread().filter(person=person, given_on__lte=day, withdrawn_on=None, dissemination__replaced_by=None)
    return rows.order_by("-given_on", "-pk").first()


def standing(person: Person, day: date) -> Consent | None:
    """The consent to dissemination that is in force on the day."""
    return spread().in_force_on(day).filter(person=person).order_by("-given_on", "-pk").first()


def last_day(person: Person) -> date | None:
    """The last day on which the person has given or withdrawn a consent to dissemination."""
    rows = Consent.objects.filter(person=person, kind=Consent.Kind.SPREAD)
    demanded = Max("stops__on", filter=Q(stops__cause=Stop.Cause.DEMAND))
    days = rows.aggregate(given=Max("given_on"), demanded=demanded)
    return max(filter(None, days.values()), default=None)


def left_in(consent: Consent) -> list[ConsentItem]:
    """The items that nothing has stopped yet."""
    return [row for row in consent.items.all() if row.stop_id is None]


def page_of(resource: Resource) -> Page:
    return Page(resource.pk, resource.kind, resource.url)


def choice_in(consent: Consent) -> Choice:
    """What was chosen in a consent on file, as its paper says it."""
    terms: Dissemination = consent.dissemination
    return Choice(
        items={row.item: row.conditions for row in consent.items.all()},
        pages=[page_of(resource) for resource in terms.resources.all()],
        given_on=consent.given_on,
        expires_on=consent.expires_on or consent.given_on,
        phone=terms.phone,
        address=terms.address,
        no_transfer=terms.no_transfer,
        no_processing=terms.no_processing,
        conditions=terms.conditions,
        other=terms.other,
        online=consent.method == Consent.Method.ONLINE,
    )


def demand_of(person: Person, day: date) -> Stop | None:
    """The last demand made by the day to stop what the newest consent permits; None where there is none."""
    given = Consent.objects.filter(person=person, kind=Consent.Kind.SPREAD, given_on__lte=day)
    newest = given.order_by("-given_on", "-pk").values("pk")[:1]
    return demands().filter(consent=newest, on__lte=day).order_by("on", "pk").last()


def demands() -> QuerySet[Stop]:
    """Withdrawals with all that their papers say of them."""
    rows = Stop.objects.filter(cause=Stop.Cause.DEMAND).select_related("consent__person", "consent__dissemination")
    return rows.prefetch_related("items", "resources")


def withdrawable(person: Person, day: date) -> Consent | None:
    """The consent in force on the day of which something is left to take back."""
    given = standing(person, day)
    return given if given and left_in(given) else None


def demand_in(stop: Stop) -> Demand:
    """What a demand on file says, as its paper says it."""
    return Demand(
        given_on=stop.consent.given_on,
        on=stop.on,
        items=[row.get_item_display() for row in stop.items.all()],
        urls=[row.url for row in stop.resources.all()],
        phone=stop.consent.dissemination.phone,
        address=stop.consent.dissemination.address,
        received=stop.get_method_display() if stop.method == Consent.Method.ONLINE else "",
        done_on=stop.done_on,
        done=stop.done,
    )


def demand_for(consent: Consent, items: Collection[str], on: date) -> Demand:
    """The demand that the person is about to make under the own login."""
    return Demand(
        given_on=consent.given_on,
        on=on,
        items=[row.get_item_display() for row in left_in(consent) if row.item in items],
        urls=[row.url for row in consent.dissemination.resources.all()],
        phone=consent.dissemination.phone,
        address=consent.dissemination.address,
        received=Consent.Method.ONLINE.label,
    )


def lacking(place: Institution) -> list[str]:
    """Which requisites of the operator, that such a consent names, are not filled in (legal.md 4.5)."""
    return [word for name, word in REQUISITES.items() if not getattr(place, name)]
