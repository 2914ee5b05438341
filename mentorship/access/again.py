"""When whoever sits at the computer has last said who they are: kept in the session, asked before weighty acts."""

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

KEY = "confirmed_at"
NEVER = "never"

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
