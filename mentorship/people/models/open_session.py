"""Where somebody is signed in, as they can recognise it themselves."""

from django.contrib.sessions.models import Session
from django.db import models

from mentorship.people.models.account import User


class OpenSession(models.Model):
    """One session of a user. It goes with Django's own row of the session, whatever ends that."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="opened")
    user = models.ForeignKey(User, models.PROTECT, related_name="open_sessions", verbose_name="кто")
    device = models.CharField("с чего вошли", max_length=60)
    entered_at = models.DateTimeField("вход")
    seen_at = models.DateTimeField("последнее действие")

    class Meta:
        verbose_name = "открытый вход"
        verbose_name_plural = "открытые входы"
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return self.device
