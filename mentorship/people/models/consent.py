"""Written consents: one consent, one sheet, one purpose. What is permitted to spread stands in `dissemination.py`."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from mentorship.core.words.labels import worded
from mentorship.people.models.person import READING_OFFICES, Person


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force_on(self, day: date):
        return self.filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=day),
            Q(expires_on=None) | Q(expires_on__gte=day),
            given_on__lte=day,
        )

    def withdrawn_by(self, day: date):
        """Those that have been taken back."""
        return self.filter(withdrawn_on__lte=day)

    def visible_to(self, user):
        if user.offices & READING_OFFICES:
            return self
        return self.filter(person__in=Person.objects.visible_to(user))


class Consent(models.Model):
    """A person's written consent of one kind; withdrawn, never deleted (APP-01, BNK-03)."""

    class Kind(models.TextChoices):
        MENTOR = "mentor", "быть наставником"
        MENTEE = "mentee", worded("быть {mentee.ins}")
        DATA = "data", "на обработку персональных данных"
        SPREAD = "spread", "на распространение персональных данных"

    class Method(models.TextChoices):
        PAPER = "paper", "на бумаге"
        ONLINE = "online", "в программе под своим логином"

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name="кто согласен")
    kind = models.CharField("на что", max_length=10, choices=Kind)
    method = models.CharField("как дано", max_length=10, choices=Method)
    given_on = models.DateField("дано")
    expires_on = models.DateField("действует по", null=True, blank=True)
    withdrawn_on = models.DateField("отозвано", null=True, blank=True)
    place = models.CharField("где хранится подлинник", max_length=200, blank=True)
    history = HistoricalRecords()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        ordering = ["-given_on", "-pk"]
        indexes = [models.Index(fields=["person", "kind"], name="consent_person_kind")]
        constraints = [
            models.CheckConstraint(
                name="consent_withdrawn_after_given",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                violation_error_message="Отозвать согласие можно не раньше дня, когда оно дано.",
            ),
            models.CheckConstraint(
                name="consent_expires_after_given",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("given_on")),
                violation_error_message="Согласие не может закончиться раньше, чем дано.",
            ),
            models.CheckConstraint(
                name="consent_to_spread_has_term",
                condition=~Q(kind="spread") | Q(expires_on__isnull=False),
                violation_error_message="В согласии на распространение указывается срок.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.given_on:%d.%m.%Y}"

    @property
    def has_end(self) -> bool:
        """Withdrawn, or given until a day: a new one may be needed."""
        return self.withdrawn_on is not None or self.expires_on is not None

    @property
    def lasts_until(self) -> date | None:
        """The last day on which it is in force; None while nothing ends it. The day of withdrawal is none of them."""
        ends = [self.expires_on, self.withdrawn_on and self.withdrawn_on - timedelta(days=1)]
        return min(filter(None, ends), default=None)

    def is_withdrawn_by(self, day: date) -> bool:
        """Whether it has been taken back; the twin of `withdrawn_by`."""
        return self.withdrawn_on is not None and self.withdrawn_on <= day

    def in_force(self, day: date) -> bool:
        return (
            self.given_on <= day
            and (self.withdrawn_on is None or self.withdrawn_on > day)
            and (self.expires_on is None or self.expires_on >= day)
        )
