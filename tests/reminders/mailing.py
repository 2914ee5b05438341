"""A mail server that fails as a test says, and letters for it."""

import smtplib

from django.core.mail.backends.locmem import EmailBackend

from mentorship.reminders.models import Letter
from tests.reminders.making import DUE, at, person

NOW = at(DUE)
TROUBLE = {}


class Server(EmailBackend):
    """A mail server that fails as the test says: at the door, or when it is handed a letter."""

    def open(self):
        if error := TROUBLE.get("open"):
            raise error

    def send_messages(self, messages):
        for message in messages:
            if error := TROUBLE.get(message.to[0]) or TROUBLE.get("send"):
                raise error
        return super().send_messages(messages)


def letter(address="anna@sad.example", **changes):
    who = person(email=address)
    given = {"person": who, "address": address, "subject": "Напоминание", "text": "Текст", "html": "<p>Текст</p>"}
    return Letter.objects.create(**{**given, "created_at": NOW, "next_attempt_at": NOW, **changes})


def refused(code, address="anna@sad.example"):
    return smtplib.SMTPRecipientsRefused({address: (code, b"no such box")})
