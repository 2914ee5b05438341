"""What was sent and how people want it; duties themselves are never stored."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from mentorship.people.models import Person
from mentorship.reminders import rules

TOKEN_LENGTH = 64


class Preference(models.Model):
    """How one person is reminded; nobody can switch the desk off. Of the calendar's secret only a hash is kept."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="reminder_preference", verbose_name="сотрудник")
    letters = models.BooleanField("получать письма", default=True)
    digest = models.BooleanField("получать сводку на неделю", default=True)
    address = models.EmailField("куда слать", blank=True)
    feed_hash = models.CharField(max_length=TOKEN_LENGTH, null=True, blank=True, unique=True, editable=False)
    feed_made_at = models.DateTimeField("ссылка на календарь сделана", null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["feed_hash"])

    class Meta:
        verbose_name = "настройка напоминаний"
        verbose_name_plural = "настройки напоминаний"

    def __str__(self) -> str:
        return f"Напоминания: {self.person}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self):
        return self.filter(state=Letter.State.QUEUED)

    def due(self, now):
        """What is to be tried now, the oldest first."""
        return self.waiting().filter(next_attempt_at__lte=now).order_by("pk")

    def lost(self, now):
        """Taken by a process that never came back to say how it went."""
        return self.filter(state=Letter.State.SENDING, claimed_at__lt=now - Letter.LEASE)

    def refusable(self):
        """What a person may want no more: not what is about their own login."""
        return self.filter(of_account=False)

    def troubled(self):
        """What somebody should look at."""
        return self.filter(Q(state__in=(Letter.State.FAILED, Letter.State.UNSURE)) | ~Q(last_error=""))


class Letter(models.Model):
    """One e-mail on its way. Its words are kept until it has surely left: one in trouble may be sent again by hand."""

    LEASE = timedelta(minutes=15)

    class State(models.TextChoices):
        QUEUED = "queued", "ждёт отправки"
        SENDING = "sending", "отправляется"
        SENT = "sent", "отправлено"
        FAILED = "failed", "не доставлено"
        UNSURE = "unsure", "неизвестно, ушло ли"
        DROPPED = "dropped", "больше не нужно"

    person = models.ForeignKey(Person, models.PROTECT, related_name="letters", verbose_name="кому")
    # About the person's own login: it goes to this very address, and nobody can have refused it.
    of_account = models.BooleanField("о входе в программу", default=False)
    address = models.EmailField("адрес")
    subject = models.CharField("тема", max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField("состояние", max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    next_attempt_at = models.DateTimeField("следующая попытка")
    claimed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField("что помешало", max_length=500, blank=True)
    created_at = models.DateTimeField("составлено")
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="letter_due")]

    def __str__(self) -> str:
        return self.subject

    @property
    def level(self) -> str:
        """How the state looks: ok, warn, bad or muted."""
        if self.state == self.State.SENT:
            return "ok"
        if self.state in (self.State.FAILED, self.State.UNSURE):
            return "bad"
        return "warn" if self.last_error else "muted"

    @property
    def can_be_sent(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.FAILED, self.State.UNSURE)


class Reminder(models.Model):
    """The fact that a person was told of a duty with this due day on this rung (or got the week's digest)."""

    key = models.CharField("обязанность", max_length=rules.KEY_LENGTH)
    due_on = models.DateField("срок")
    step = models.SmallIntegerField("ступень, дней после срока")
    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders", verbose_name="кому")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="reminders", verbose_name="письмо")

    class Meta:
        verbose_name = "напоминание"
        verbose_name_plural = "напоминания"
        constraints = [models.UniqueConstraint(name="reminder_once", fields=["person", "key", "due_on", "step"])]


class RemindRun(models.Model):
    """The day's run: taken by one process, finished once; one that died is taken over."""

    LEASE = timedelta(minutes=30)

    day = models.DateField("день", unique=True)
    started_at = models.DateTimeField("начат")
    finished_at = models.DateTimeField("закончен", null=True, blank=True)

    class Meta:
        verbose_name = "рассылка дня"
        verbose_name_plural = "рассылки по дням"
