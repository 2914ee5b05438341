"""What follows from passwords below: letters about one's own login, and a calendar whose secret has ended."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from mentorship.people.models import Person, User
from mentorship.people.signals import letter_wanted, password_set
from mentorship.reminders.models import Letter, Preference
from mentorship.reminders.services.preferences import revoke_feed


@receiver(letter_wanted)
def put_into_the_outbox(person: Person, address: str, subject: str, text: str, now: datetime, **_: Any) -> None:
    Letter.objects.create(
        person=person,
        of_account=True,
        address=address,
        subject=subject,
        text=text,
        created_at=now,
        next_attempt_at=now,
    )


@receiver(password_set)
def end_the_feed(user: User, **_: Any) -> None:
    """Whoever knew the former password may have made it."""
    if user.person and Preference.objects.filter(person=user.person, feed_hash__isnull=False).exists():
        revoke_feed(user.person, by=user, why="задан новый пароль")
