"""Events of the institution: general meetings, seminars, trainings (DIR-09, PAIR-05, RM-10, END-08)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import READING_OFFICES, Relation
from mentorship.core.fields import SearchKeyField
from mentorship.core.words.labels import worded
from mentorship.core.words.text import fold
from mentorship.orders.models import Order
from mentorship.people.models import Person


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user):
        """Offices see every event, others those for everybody and their own (404 otherwise)."""
        if user.offices & READING_OFFICES:
            return self
        return self.own(user.person_id)

    def own(self, person_id: int | None):
        """For everybody, or to which the person is asked by name."""
        asked = Event.objects.filter(participants=person_id)
        return self.filter(Q(for_everyone=True) | Q(pk__in=asked.values("pk")))

    def planned(self):
        return self.filter(cancelled_on=None)

    def between(self, first: date, last: date):
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def search(self, text: str):
        events = self
        for word in fold(text).split():
            events = events.filter(search_key__contains=word)
        return events


class Event(models.Model):
    """Something that takes place on a day or on several; cancelled with a reason, never deleted."""

    class Kind(models.TextChoices):
        MEETING = "meeting", worded("общая встреча наставников и {mentees.gen}")
        SESSION = "session", "установочная сессия"
        TRAINING = "training", "обучение наставников"
        SEMINAR = "seminar", "семинар, круглый стол"
        CONFERENCE = "conference", "конференция"
        COUNCIL = "council", worded("заседание {council.gen}")
        CONTEST = "contest", "конкурс, фестиваль"
        OTHER = "other", "другое"

    kind = models.CharField("что это", max_length=10, choices=Kind)
    title = models.CharField("название", max_length=200)
    search_key = SearchKeyField(sources=["title"])
    starts_on = models.DateField("первый день")
    ends_on = models.DateField("последний день")
    starts_at = models.TimeField("начало", null=True, blank=True)
    ends_at = models.TimeField("окончание", null=True, blank=True)
    place = models.CharField("место", max_length=200, blank=True)
    link = models.URLField("ссылка", max_length=500, blank=True)
    note = models.TextField("что взять и о чём речь", blank=True)
    in_lessons = models.BooleanField("идёт в рабочее время участников", default=False)
    for_everyone = models.BooleanField("для всех сотрудников", default=True)
    participants = models.ManyToManyField(Person, blank=True, related_name="events", verbose_name="участники")
    attended = models.ManyToManyField(Person, blank=True, related_name="attended_events", verbose_name="кто был")
    result = models.TextField("чем закончилось", blank=True)
    minutes = models.CharField("протокол: номер и дата", max_length=100, blank=True)
    hours = models.PositiveSmallIntegerField("часов обучения", null=True, blank=True)
    held_on = models.DateField("отмечено проведённым", null=True, blank=True)
    cancelled_on = models.DateField("отменено", null=True, blank=True)
    cancel_reason = models.TextField("почему отменено", blank=True)
    order = models.OneToOneField(
        Order, models.PROTECT, null=True, blank=True, related_name="event", verbose_name="приказ о проведении"
    )
    history = HistoricalRecords(m2m_fields=[participants, attended])

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "событие"
        verbose_name_plural = "события"
        ordering = ["starts_on", "starts_at", "pk"]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="event_by_day")]
        constraints = [
            models.CheckConstraint(
                name="event_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Последний день не может быть раньше первого.",
            ),
            models.CheckConstraint(
                name="event_hours_in_order",
                condition=Q(starts_at=None)
                | Q(ends_at=None)
                | Q(ends_on__gt=F("starts_on"))
                | Q(ends_at__gt=F("starts_at")),
                violation_error_message="Окончание должно быть позже начала.",
            ),
            models.CheckConstraint(
                name="event_cancelled_with_reason",
                condition=Q(cancelled_on=None, cancel_reason="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancel_reason="")),
                violation_error_message="У отменённого события указывается причина.",
            ),
            models.CheckConstraint(
                name="event_held_or_cancelled",
                condition=Q(held_on=None) | Q(cancelled_on=None),
                violation_error_message="Проведённое событие не отменяют.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:card", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Neither held nor cancelled yet."""
        return self.held_on is None and self.cancelled_on is None

    @property
    def days(self) -> str:
        """«05.10.2026», «29.09.2026–02.10.2026»."""
        first, last = f"{self.starts_on:%d.%m.%Y}", f"{self.ends_on:%d.%m.%Y}"
        return first if first == last else f"{first}–{last}"

    def state(self, today: date) -> tuple[str, str]:
        """How the state looks, and its word."""
        if self.cancelled_on:
            return "muted", "отменено"
        if self.held_on:
            return "ok", "прошло"
        if self.ends_on < today:
            return "warn", "прошло, итог не записан"
        return "info", "сегодня" if self.starts_on <= today else "предстоит"

    def relations_of(self, person_id: int) -> set[Relation]:
        """Whoever is asked to come by name has the event as one's own."""
        return {Relation.SELF} if self.participants.filter(pk=person_id).exists() else set()
