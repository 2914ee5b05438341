"""What the serving process does by the clock, without cron: one quiet thread a task."""

import atexit
import logging
import threading
from collections.abc import Callable

from django.db import connections

FIRST_AFTER, EVERY = 20, 60  # seconds; whoever has forgotten a password waits for the next look
LAST_WORDS = 15  # seconds to finish what is begun when the process ends
log = logging.getLogger(__name__)


class Clockwork(threading.Thread):
    """Looks at the clock every minute; a failure is written to the log and tried again at the next look.

    `look` is asked whether to go on by the function it is given.
    """

    def __init__(self, name: str, look: Callable[[Callable[[], bool]], object]) -> None:
        super().__init__(name=name, daemon=True)
        self.look = look
        self.ending = threading.Event()

    def run(self) -> None:
        wait = FIRST_AFTER
        while not self.ending.wait(wait):
            wait = EVERY
            try:
                self.look(lambda: not self.ending.is_set())
            except Exception:  # whatever it is, pages go on being served
                log.exception("%s failed; the next attempt is in %s seconds", self.name, EVERY)
            finally:
                connections.close_all()

    def stop(self) -> None:
        """Let what is begun finish."""
        self.ending.set()
        self.join(LAST_WORDS)


def begin(name: str, look: Callable[[Callable[[], bool]], object]) -> Clockwork:
    """Start the thread of a task; it ends with the process."""
    thread = Clockwork(name, look)
    thread.start()
    atexit.register(thread.stop)
    return thread
