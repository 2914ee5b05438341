"""Events: the list, the card, what came of them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mentorship.access.acts import buttons
from mentorship.access.decorators import permit
from mentorship.access.grants import can
from mentorship.access.http import Request
from mentorship.core import history
from mentorship.core.forms.pages import form_page
from mentorship.core.forms.reasons import ReasonForm
from mentorship.core.tables.listing import Listing
from mentorship.events import acts, forms, queries, services
from mentorship.people.models import Person, User

SORTS = {"day": ("starts_on", "pk"), "title": ("search_key", "pk")}
FIELDS = (
    "kind",
    "title",
    "starts_on",
    "ends_on",
    "starts_at",
    "ends_at",
    "place",
    "link",
    "hours",
    "in_lessons",
    "note",
)


@require_GET
@permit("event.view")
def event_list(request: Request) -> HttpResponse:
    listing = Listing(
        request,
        queries.event_rows(request.user),
        sorts=SORTS,
        default="-day",
        search=lambda rows, text: rows.search(text),
        filters=forms.EventFilters,
    )
    today = timezone.localdate()
    states = {event.pk: event.state(today) for event in listing.page}
    return render(request, "events/list.html", {"listing": listing, "states": states})


@require_http_methods(["GET", "POST"])
@permit("event.edit")
def add(request: Request) -> HttpResponse:
    today = timezone.localdate()
    return form_page(
        request,
        forms.EventForm,
        lambda data: services.add_event(**_split(data), by=request.user),
        to=lambda event: event,
        done="Событие в календаре.",
        template="events/add.html",
        form_args={"people": _people(request.user, today)},
        initial={"starts_on": today},
        cancel_url=reverse("events:list"),
    )


@require_GET
@permit("event.view")
def card(request: Request, pk: int) -> HttpResponse:
    event = queries.event_for(request.user, pk)
    level, word = event.state(timezone.localdate())
    context = {
        "event": event,
        "level": level,
        "word": word,
        "people": event.participants.all(),
        "acts": buttons(acts.ON_CARD, event, request.user),
    }
    if can(request.user, "event.edit"):
        context |= {"attended": event.attended.all(), "timeline": history.timeline(event)}
    return render(request, "events/card.html", context)


@require_http_methods(["GET", "POST"])
@permit("event.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    event = queries.event_for(request.user, pk, "event.edit")
    initial = {name: getattr(event, name) for name in FIELDS} | {"participants": list(event.participants.all())}
    return form_page(
        request,
        forms.EventForm,
        lambda data: services.edit_event(event, **_split(data), by=request.user),
        to=event,
        done="Событие изменено.",
        of_record=True,
        template="events/edit.html",
        form_args={"people": _people(request.user, event.starts_on)},
        initial=initial,
        cancel_url=event.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("event.edit")
def cancel(request: Request, pk: int) -> HttpResponse:
    event = queries.event_for(request.user, pk, "event.edit")
    return form_page(
        request,
        ReasonForm,
        lambda data: services.cancel_event(event, on=timezone.localdate(), by=request.user, **data),
        to=event,
        done="Событие отменено.",
        template="events/cancel.html",
        event=event,
        cancel_url=event.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@permit("event.edit")
def hold(request: Request, pk: int) -> HttpResponse:
    """What came of the event: minutes, who was there."""
    event = queries.event_for(request.user, pk, "event.edit")
    asked = event.participants.prefetch_related("positions")
    people = asked if asked.exists() else _people(request.user, event.starts_on)
    return form_page(
        request,
        forms.OutcomeForm,
        lambda data: services.hold_event(event, today=timezone.localdate(), by=request.user, **data),
        to=event,
        done="Итог записан.",
        template="events/hold.html",
        event=event,
        form_args={"people": people},
        initial={"attended": list(event.participants.all())},
        of_record=True,
        cancel_url=event.get_absolute_url(),
    )


def _people(user: User, on: date) -> QuerySet[Person]:
    return Person.objects.visible_to(user).working_on(on).order_by("search_key")


def _split(data: dict[str, Any]) -> dict[str, Any]:
    """The facts of the event apart from whom it is for."""
    return {"participants": data["participants"], "fields": {name: data[name] for name in FIELDS}}
