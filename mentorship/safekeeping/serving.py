"""What the serving process makes sure of before its first page: the database is its own, a dead restoring is ended."""

import logging
import sys

from django.conf import settings
from django.db import OperationalError, connections
from django.utils import timezone

from mentorship.core.clockwork import begin
from mentorship.core.refusal import Refusal
from mentorship.safekeeping import schema
from mentorship.safekeeping.copies import nightly, services

NOT_AGAIN = 4  # gunicorn stops altogether instead of starting the worker again
log = logging.getLogger(__name__)


def start() -> None:
    """Called once by the process that serves. A database of another version ends it, in words."""
    try:
        look_round()
    except Refusal as refusal:
        sys.stderr.write(f"Программа не запущена. {refusal}\n")
        sys.exit(NOT_AGAIN)
    except OperationalError:  # pages say so until it answers
        log.exception("the database does not answer: whether it is of this version was not looked at")
    finally:
        connections.close_all()
    if settings.BACKUP:
        begin("copies", lambda going: nightly.look(timezone.now()))


def look_round() -> None:
    """Raises Refusal where the program must not serve this database."""
    schema.require_own_file()
    services.recover()
    schema.require_current()
    if schema.is_read_only():
        log.warning("PostgreSQL открыт только для чтения: ничего не сохранится, и никто не войдёт.")
