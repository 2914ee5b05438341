"""How a person wants to be told: letters, the digest, the calendar's secret link."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from mentorship.core.history import record
from mentorship.people.models import Person, User
from mentorship.reminders.models import Letter, Preference


@transaction.atomic
def choose(person: Person, *, letters: bool, digest: bool, address: str, by: User | None) -> Preference:
    """How this person wants to be reminded; letters that wait are not needed by who wants none."""
    found = _own(person)
    found.letters, found.digest, found.address = letters, digest, address
    record(found, "Настроены напоминания", by)
    if not letters:
        Letter.objects.waiting().refusable().filter(person=person).update(state=Letter.State.DROPPED, text="", html="")
    return found


def unsubscribe(person: Person) -> Preference:
    """The link of a letter: no more letters; the desk stays."""
    found = _own(person)
    return choose(person, letters=False, digest=found.digest, address=found.address, by=None)


@transaction.atomic
def make_feed(person: Person, *, now: datetime, by: User) -> str:
    """A new secret for the calendar; the one before stops working. Only its hash is kept."""
    token = secrets.token_urlsafe(32)
    found = _own(person)
    found.feed_hash, found.feed_made_at = digest_of(token), now
    record(found, "Сделана ссылка на календарь", by)
    return token


@transaction.atomic
def revoke_feed(person: Person, *, by: User, why: str = "") -> None:
    found = _own(person)
    found.feed_hash, found.feed_made_at = None, None
    record(found, f"Ссылка на календарь отозвана{f': {why}' if why else ''}", by)


def digest_of(token: str) -> str:
    """What is kept of a calendar's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def _own(person: Person) -> Preference:
    """The person's settings under lock."""
    Person.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
    return Preference.objects.filter(person=person).first() or Preference(person=person)
