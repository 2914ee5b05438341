"""The day's run and the outbox by the clock of the serving process."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from mentorship.core.clockwork import Clockwork, begin
from mentorship.people.passwords import services as passwords
from mentorship.regulation import place
from mentorship.reminders.services import daily, outbox


def start() -> Clockwork | None:
    """Called once by the process that serves; nothing where REMIND is off."""
    if not settings.REMIND:
        return None
    return begin("reminders", lambda going: tick(timezone.now(), going=going))


def tick(now: datetime, *, going=lambda: True) -> None:
    """Run the day once it has begun for the institution, then send what waits."""
    place.forget()
    local = timezone.localtime(now)
    if local.hour >= settings.REMIND_HOUR and daily.claim_day(local.date(), now):
        daily.remind(local.date(), now)
    passwords.answer(now)
    outbox.deliver(now, go_on=going)
