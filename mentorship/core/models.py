"""Pieces every app may use; no word of the domain here."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What a person has typed into a form and not yet sent: one per person and form address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=200)
    data = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "черновик формы"
        verbose_name_plural = "черновики форм"
        constraints = [models.UniqueConstraint(name="draft_one_per_form", fields=["user", "key"])]


class SentForm(models.Model):
    """A form that has been accepted: the same page sent again (back button, double click) does nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sent_forms")
    token = models.CharField(max_length=40, unique=True)
    url = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "отправленная форма"
        verbose_name_plural = "отправленные формы"
