"""Keeping the list of open sessions, and ending them."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from mentorship.people.models import OpenSession, User


@transaction.atomic
def note(key: str, user: User, *, device: str, entered_at: datetime, now: datetime) -> None:
    """The session is in use now; one that has ended meanwhile is not brought back."""
    if Session.objects.filter(pk=key).exists():
        values = {"user": user, "device": device, "entered_at": entered_at, "seen_at": now}
        OpenSession.objects.update_or_create(session_id=key, defaults=values)


@transaction.atomic
def end(opened: OpenSession) -> None:
    """Whoever sits there signs in anew."""
    Session.objects.filter(pk=opened.session_id).delete()


@transaction.atomic
def end_all(user: User, *, but: str | None = None) -> int:
    """End every session of the user, `but` for the one of that key; how many have ended."""
    ended = OpenSession.objects.filter(user=user).exclude(session=but)
    keys = list(ended.values_list("session", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)
