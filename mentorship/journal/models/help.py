"""The log of situational help: asked for or not, answered, withdrawn (FRM-13, MTE-03)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import Relation
from mentorship.core.words.labels import worded
from mentorship.journal.models.meeting import LONGEST, minutes_words
from mentorship.journal.models.visibility import of_one_mentee
from mentorship.pairs.models import Pair
from mentorship.people.models import Person


class HelpQuerySet(models.QuerySet["HelpRequest"]):
    def visible_to(self, user):
        """Offices and the mentor see everything asked in the pair, a mentee only the own requests."""
        return of_one_mentee(self, user)

    def open(self):
        return self.filter(status=HelpRequest.Status.OPEN)

    def answered(self):
        return self.filter(status=HelpRequest.Status.ANSWERED)


class HelpRequest(models.Model):
    """Help each time it is needed: what was asked and what was done. The minutes count as the mentor's work."""

    class Status(models.TextChoices):
        OPEN = "open", "ждёт помощи"
        ANSWERED = "answered", "помощь оказана"
        WITHDRAWN = "withdrawn", "больше не нужно"

    class Urgency(models.TextChoices):
        TODAY = "today", "сегодня"
        SOON = "soon", "в ближайшие три дня"
        LATER = "later", "не срочно"

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="help_requests", verbose_name="пара")
    mentee = models.ForeignKey(
        Person, models.PROTECT, related_name="help_requests", verbose_name=worded("{mentee.nom}")
    )
    asked_on = models.DateField("день обращения")
    asked = models.BooleanField("по обращению", default=True)
    text = models.TextField("в чём нужна помощь")
    urgency = models.CharField("насколько срочно", max_length=6, choices=Urgency, default=Urgency.SOON)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.OPEN)
    answered_on = models.DateField("день помощи", null=True, blank=True)
    answer = models.TextField("что сделано", blank=True)
    minutes = models.PositiveSmallIntegerField(
        "длительность, минут", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    led_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="given_help", verbose_name="кто помог"
    )
    withdrawn_on = models.DateField("отозвано", null=True, blank=True)
    history = HistoricalRecords()

    objects = HelpQuerySet.as_manager()

    class Meta:
        verbose_name = "обращение за помощью"
        verbose_name_plural = "обращения за помощью"
        ordering = ["-asked_on", "-pk"]
        indexes = [
            models.Index(fields=["status", "asked_on"], name="help_by_status"),
            models.Index(fields=["led_by", "answered_on"], name="help_of_mentor"),
        ]
        constraints = [
            models.CheckConstraint(
                name="help_answered_whole",
                condition=~Q(status="answered") & Q(answered_on=None, minutes=None, led_by=None, answer="")
                | Q(
                    status="answered",
                    answered_on__gte=F("asked_on"),
                    minutes__gte=1,
                    minutes__lte=LONGEST,
                    led_by__isnull=False,
                )
                & ~Q(answer=""),
                violation_error_message="Записывают день помощи не раньше обращения, что сделано и сколько заняло.",
            ),
            models.CheckConstraint(
                name="help_withdrawn_whole",
                condition=Q(status="withdrawn", withdrawn_on__isnull=False)
                | (~Q(status="withdrawn") & Q(withdrawn_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.brief(self.text)

    @staticmethod
    def brief(text: str) -> str:
        """How it is called in a line."""
        return text[:80]

    @property
    def level(self) -> str:
        return {"open": "warn", "answered": "ok"}.get(self.status, "muted")

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def length(self) -> str:
        return minutes_words(self.minutes) if self.minutes else ""

    def get_absolute_url(self) -> str:
        return f"{reverse('journal:pair', args=[self.pair_id])}#help"

    def relations_of(self, person_id: int) -> set[Relation]:
        """In a group only the one who asked is its mentee."""
        relations = self.pair.relations_of(person_id) - {Relation.MENTEE}
        return relations | ({Relation.MENTEE} if self.mentee_id == person_id else set())
