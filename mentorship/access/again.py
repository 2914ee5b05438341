"""When whoever sits at the computer has last said who they are: kept in the session, asked before weighty acts."""

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone

from mentorship.core.forms import drafts

KEY = "confirmed_at"
NEVER = "never"
NOTHING_YET = "Пока ничего не записано: сначала подтвердите, что это вы."

Session = MutableMapping[str, Any]


def confirm(session: Session, now: datetime) -> None:
    """They have just said who they are."""
    session[KEY] = int(now.timestamp())


def never_ask(session: Session) -> None:
    """A persona of the demo has no password to be asked for."""
    session[KEY] = NEVER


def is_fresh(session: Session, now: datetime) -> bool:
    """Whether they said so less than `REAUTH_MINUTES` ago; what a clock says that was set back does not count."""
    said = session.get(KEY, 0)
    if said == NEVER:
        return settings.DEMO
    return 0 <= int(now.timestamp()) - said < timedelta(minutes=settings.REAUTH_MINUTES).total_seconds()


def question(request: HttpRequest) -> HttpResponseBase | None:
    """The way to the page that asks who is there, and back, unless they said so of late; what was typed is kept."""
    if is_fresh(request.session, timezone.now()):
        return None
    back = request.get_full_path()
    if request.method == "POST":
        # A page that only takes a button would answer nothing to the visit after the confirmation.
        kept = drafts.keep(request.POST, owner=request.user.pk) is not None
        messages.warning(request, NOTHING_YET + (" Ваш текст сохранён." if kept else ""))
        back = back if kept else drafts.page_before(request)
    return redirect_to_login(back, resolve_url(settings.CONFIRM_URL))
