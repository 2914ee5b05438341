"""Whether letters leave this computer at all."""

from django.conf import settings


def is_sent() -> bool:
    """False while EMAIL_URL is not set: letters are then only written to the log."""
    return settings.EMAIL_BACKEND.split(".")[-2] not in ("console", "dummy")
