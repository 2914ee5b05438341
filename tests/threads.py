"""Several users at once: each call on its own thread and connection."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection

from mentorship.core.refusal import Refusal

REFUSED = (Refusal, ValidationError)


def at_once(calls):
    """Run the calls at once, each on its own connection; what each has answered."""
    barrier = Barrier(len(calls))

    def run(call):
        close_old_connections()
        barrier.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def in_threads(calls):
    """Run the calls at once, each on its own connection; how many were refused."""
    return sum(at_once([partial(_is_refused, call) for call in calls]))


def _is_refused(call):
    try:
        call()
    except REFUSED:
        return True
    return False
