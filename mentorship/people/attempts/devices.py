"""A device on which somebody has signed in before: what others try with that login does not keep its owner out."""

import secrets

from django.conf import settings
from django.core import signing

from mentorship.people.attempts.services import Key, same_login

COOKIE = f"{settings.COOKIE_PREFIX}known_device"
LASTS = 365 * 24 * 3600  # seconds since the last time somebody has signed in on the device
MOST = 16  # of people who share a computer, each with a password and a second step
SALT = "people.attempts.devices"


def known(cookie: str, login: str) -> str:
    """The mark by which this device is known for the login; empty when it is not."""
    return dict(_read(cookie)).get(_owner(login), "")


def remember(cookie: str, login: str) -> str:
    """The cookie with this login too, the last one first."""
    owner = _owner(login)
    mark = known(cookie, login) or secrets.token_urlsafe(12)
    others = [(whose, other) for whose, other in _read(cookie) if whose != owner]
    return signing.dumps([(owner, mark), *others][:MOST], salt=SALT)


def _read(cookie: str) -> list[tuple[str, str]]:
    try:
        return [(whose, mark) for whose, mark in signing.loads(cookie, salt=SALT, max_age=LASTS)]
    except signing.BadSignature:
        return []


def _owner(login: str) -> str:
    return Key("device", same_login(login)).digest[:20]
