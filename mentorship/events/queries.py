"""Reading the events of the institution."""

from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mentorship.access.grants import require
from mentorship.events.models import Event
from mentorship.people.models import User


def event_for(user: User, pk: int, permission: str = "event.view") -> Event:
    """The event: 404 when this user may not know of it, 403 when they may only look."""
    event = get_object_or_404(Event.objects.visible_to(user), pk=pk)
    require(user, permission, event)
    return event


def event_rows(user: User) -> QuerySet[Event]:
    """Rows of the list."""
    return Event.objects.visible_to(user).defer("note", "result")


def events_between(user: User, first: date, last: date, *, own: bool = False) -> QuerySet[Event]:
    """What takes place in those days, as far as the user may know, without the cancelled.

    `own`: only what is for everybody or for this user by name, not all that an office sees.
    """
    rows = Event.objects.own(user.person_id) if own else Event.objects.visible_to(user)
    return rows.planned().between(first, last).order_by("starts_on", "starts_at", "pk")
