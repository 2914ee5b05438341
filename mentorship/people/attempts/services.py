"""Counting what is tried in vain. An attempt is counted before it is made: many at once are no more than one by one."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

from django.db import transaction
from django.utils.crypto import salted_hmac

from mentorship.people.attempts.rules import DAY, LADDERS, NONE
from mentorship.people.models import Attempt


class Key(NamedTuple):
    """What is counted: a kind of `LADDERS`, and whose attempts they are."""

    kind: str
    whose: str

    @property
    def digest(self) -> str:
        """What is kept: neither logins (a password may be typed there) nor addresses can be read from it."""
        return salted_hmac("attempts", f"{self.kind}:{self.whose}", algorithm="sha256").hexdigest()


def same_login(typed: str) -> str:
    """Full-width letters, spaces around and capitals make no other login."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def same_source(address: str) -> str:
    """Whoever has an address of version 6 has the whole of its network /64; «::ffff:10.0.0.1» is of version 4."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or int(found) >> 64)
    return str(found)


@transaction.atomic
def claim(keys: Iterable[Key], now: datetime) -> timedelta:
    """Count one attempt under each of the keys; nothing is counted where there is still to be waited, and how long."""
    asked = sorted(keys, key=lambda key: key.digest)  # one order for everybody, so that nobody waits for each other
    rows = [_row(key, now) for key in asked]
    waits = [LADDERS[key.kind].wait(row.failures, row.last_at, now) for key, row in zip(asked, rows, strict=True)]
    if longest := max(waits, default=NONE):
        return longest
    for row in rows:
        row.failures, row.last_at = row.failures + 1, now
        row.save(update_fields=["failures", "last_at"])
    Attempt.objects.filter(last_at__lt=now - DAY).delete()
    return NONE


@transaction.atomic
def forgive(keys: Iterable[Key]) -> None:
    """The attempt was none in vain."""
    for key in sorted(keys, key=lambda key: key.digest):
        row = Attempt.objects.select_for_update().filter(key=key.digest).first()
        if row:
            row.failures = 0 if LADDERS[key.kind].clears else max(row.failures - 1, 0)
            row.save(update_fields=["failures"])


def _row(key: Key, now: datetime) -> Attempt:
    """The row under lock; what is old enough counts no more."""
    Attempt.objects.get_or_create(key=key.digest, defaults={"last_at": now})
    row = Attempt.objects.select_for_update().get(key=key.digest)
    if row.last_at <= now - LADDERS[key.kind].forget:
        row.failures = 0
    return row
