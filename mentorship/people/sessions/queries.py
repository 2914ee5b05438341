"""Reading the open sessions of a user."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from mentorship.core import history
from mentorship.people.models import OpenSession, User


def session_for(user: User, pk: int) -> OpenSession:
    """A session of this very user."""
    return get_object_or_404(OpenSession.objects.filter(user=user), pk=pk)


def open_sessions(user: User, now: datetime) -> list[OpenSession]:
    """Where the user is signed in now: neither over, nor left alone for too long, nor ended by another password."""
    since = now - timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    rows = OpenSession.objects.filter(user=user, seen_at__gt=since, session__expire_date__gt=now)
    password = user.get_session_auth_hash()
    found = rows.select_related("session")
    return [row for row in found if row.session.get_decoded().get(HASH_SESSION_KEY) == password]


def what_happened(user: User) -> QuerySet:
    """What was done to the account, with its reasons; each signing in only touches the row."""
    return history.versions(User).filter(id=user.pk, history_change_reason__isnull=False)
