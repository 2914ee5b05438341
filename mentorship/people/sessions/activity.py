"""What the session itself remembers: when it was entered and last used, so that no page costs a query for it."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from mentorship.people.models import User
from mentorship.people.sessions import rules, services

ENTERED_AT, SEEN_AT, LISTED = "entered_at", "seen_at", "listed_as"


def begin(request: HttpRequest, user: User, now: datetime) -> None:
    """Somebody has signed in: the session ends after `SESSION_HOURS`, whatever is written into it later."""
    session = request.session
    session.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    session[ENTERED_AT] = int(now.timestamp())
    if session.session_key is None:
        session.create()
    touch(request, user, now)


def is_idle(request: HttpRequest, now: datetime) -> bool:
    """Whether nothing was done in it for `SESSION_IDLE_MINUTES`."""
    seen, limit = request.session.get(SEEN_AT), timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return seen is not None and rules.is_idle(seen, int(now.timestamp()), int(limit.total_seconds()))


def is_to_touch(request: HttpRequest, now: datetime) -> bool:
    """Whether the list does not know of it, or only of what was done a while ago; a new password gives a new key."""
    session = request.session
    listed = session.get(LISTED) == session.session_key
    return not listed or rules.is_to_touch(session[SEEN_AT], int(now.timestamp()))


def touch(request: HttpRequest, user: User, now: datetime) -> None:
    """Something is done in it now."""
    session, stamp = request.session, int(now.timestamp())
    session[SEEN_AT], session[LISTED] = stamp, session.session_key
    services.note(
        str(session.session_key),
        user,
        device=rules.device_words(request.headers.get("User-Agent", "")),
        entered_at=datetime.fromtimestamp(session.setdefault(ENTERED_AT, stamp), UTC),
        now=now,
    )
