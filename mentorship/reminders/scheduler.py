"""The day's run and the outbox without cron: one quiet thread in each process that serves pages."""

import atexit
import logging
import threading
from datetime import datetime

from django.conf import settings
from django.db import connections
from django.utils import timezone

from mentorship.regulation import place
from mentorship.reminders.services import daily, outbox

FIRST_AFTER, EVERY = 20, 180  # seconds
LAST_WORDS = 15  # seconds to finish the letter on the line when the process ends
log = logging.getLogger(__name__)


class Clockwork(threading.Thread):
    """Looks at the clock every few minutes; a failure is written to the log and tried again at the next look."""

    def __init__(self) -> None:
        super().__init__(name="reminders", daemon=True)
        self.ending = threading.Event()

    def run(self) -> None:
        wait = FIRST_AFTER
        while not self.ending.wait(wait):
            wait = EVERY
            try:
                tick(timezone.now(), going=lambda: not self.ending.is_set())
            except Exception:  # whatever it is, pages go on being served
                log.exception("reminders failed; the next attempt is in %s seconds", EVERY)
            finally:
                connections.close_all()

    def stop(self) -> None:
        """Let the letter on the line finish."""
        self.ending.set()
        self.join(LAST_WORDS)


def start() -> Clockwork | None:
    """Called once by the process that serves; nothing where REMIND is off."""
    if not settings.REMIND:
        return None
    thread = Clockwork()
    thread.start()
    atexit.register(thread.stop)
    return thread


def tick(now: datetime, *, going=lambda: True) -> None:
    """Run the day once it has begun for the institution, then send what waits."""
    place.forget()
    local = timezone.localtime(now)
    if local.hour >= settings.REMIND_HOUR and daily.claim_day(local.date(), now):
        daily.remind(local.date(), now)
    outbox.deliver(now, go_on=going)
