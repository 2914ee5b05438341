"""Several users at once: each call on its own thread and connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection

from mentorship.core.refusal import Refusal

REFUSED = (Refusal, ValidationError)


def in_threads(calls):
    """Run the calls at once, each on its own connection; how many were refused."""
    barrier = Barrier(len(calls))

    def run(call):
        close_old_connections()
        barrier.wait()
        try:
            call()
        except REFUSED:
            return 1
        finally:
            connection.close()
        return 0

    with ThreadPoolExecutor(len(calls)) as pool:
        return sum(pool.map(run, calls))
