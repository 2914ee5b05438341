"""What the section says beside its records: news, announcements, results, practices, recommendations."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.core.fields import SearchKeyField
from mentorship.core.terms import Day, lasting, lasts_on
from mentorship.core.words.text import fold
from mentorship.library.models import Material
from mentorship.pairs.models import Pair
from mentorship.people.models import Person, User


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user):
        """Whoever may open the room sees all of it: its rights are those of offices."""
        return self

    def shown_on(self, day: Day):
        """Approved and not taken off, on the days for which they were approved."""
        return self.filter(lasting(day, "shows_from", "shows_until"), status=Publication.Status.APPROVED)

    def search(self, text: str):
        publications = self
        for word in fold(text).split():
            publications = publications.filter(search_key__contains=word)
        return publications


class Publication(models.Model):
    """One publication: prepared, approved, shown from a day until a day, taken off with a reason (PUB-04, PUB-07)."""

    class Kind(models.TextChoices):
        NEWS = "news", "новость"
        ANNOUNCEMENT = "announcement", "анонс"
        RESULT = "result", "итоги программы"
        PRACTICE = "practice", "лучшая практика"
        ADVICE = "advice", "методическая рекомендация"

    class Status(models.TextChoices):
        DRAFT = "draft", "готовится"
        SUBMITTED = "submitted", "ждёт утверждения"
        APPROVED = "approved", "утверждена"
        REMOVED = "removed", "снята с публикации"

    kind = models.CharField("что это", max_length=12, choices=Kind)
    title = models.CharField("заголовок", max_length=200)
    search_key = SearchKeyField(sources=["title"])
    text = models.TextField("текст", blank=True)
    level = models.CharField("уровень", max_length=12, choices=Material.Level, default=Material.Level.INSTITUTION)
    photo = models.ImageField("фотография", upload_to="public/%Y/", blank=True)
    photo_words = models.CharField("что на фотографии", max_length=300, blank=True)
    pictured = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="кто на фотографии")
    photo_clear = models.BooleanField("больше никого узнать нельзя", default=False)
    cleared = models.JSONField("слова, которые не фамилии", default=list, blank=True)
    material = models.ForeignKey(
        Material, models.PROTECT, null=True, blank=True, related_name="publications", verbose_name="материал библиотеки"
    )
    pair = models.ForeignKey(
        Pair,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name="завершённая программа пары",
    )
    source = models.CharField("по какой записи", max_length=60, blank=True)  # «order:15»: what offered the news
    status = models.CharField("состояние", max_length=9, choices=Status, default=Status.DRAFT)
    submitted_on = models.DateField("передана на утверждение", null=True, blank=True)
    shows_from = models.DateField("показывать с", null=True, blank=True)
    shows_until = models.DateField("показывать по", null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто утвердил"
    )
    removed_on = models.DateField("снята", null=True, blank=True)
    remove_reason = models.TextField("почему снята", blank=True)
    history = HistoricalRecords(m2m_fields=[pictured])

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "публикация"
        verbose_name_plural = "публикации"
        ordering = ["-shows_from", "-pk"]
        indexes = [models.Index(fields=["status", "shows_from"], name="publication_shown")]
        constraints = [
            models.CheckConstraint(
                name="publication_approved_with_day",
                condition=~Q(status="approved") | Q(shows_from__isnull=False, approved_by__isnull=False),
                violation_error_message="У утверждённой публикации есть день, с которого её показывают.",
            ),
            models.CheckConstraint(
                name="publication_submitted_with_day",
                condition=~Q(status="submitted") | Q(submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="publication_days_in_order",
                condition=Q(shows_until=None) | Q(shows_until__gte=F("shows_from")),
                violation_error_message="Последний день показа не может быть раньше первого.",
            ),
            models.CheckConstraint(
                name="publication_removed_with_reason",
                condition=Q(removed_on=None, remove_reason="") & ~Q(status="removed")
                | (Q(status="removed", removed_on__isnull=False) & ~Q(remove_reason="")),
                violation_error_message="Снимая публикацию, укажите причину.",
            ),
            models.CheckConstraint(
                name="publication_about_its_material",
                condition=Q(kind__in=["practice", "advice"], material__isnull=False)
                | (~Q(kind__in=["practice", "advice"]) & Q(material=None)),
                violation_error_message="Практику и рекомендацию публикуют из библиотеки.",
            ),
            models.CheckConstraint(
                name="publication_of_results_has_pair",
                condition=~Q(kind="result") | Q(pair__isnull=False),
                violation_error_message="Итоги публикуют по завершённой программе: выберите её.",
            ),
            models.CheckConstraint(
                name="publication_photo_has_words",
                condition=Q(photo="") | ~Q(photo_words=""),
                violation_error_message="Опишите фотографию словами: её услышат те, кто её не видит.",
            ),
            models.UniqueConstraint(
                name="publication_once_by_source",
                fields=["source"],
                condition=~Q(source=""),
                violation_error_message="По этой записи публикация уже готовится.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("publication:card", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def page(self) -> str:
        """The name of its page in the section."""
        return f"{self.kind}-{self.pk}.html"

    def shows_on(self, day: date) -> bool:
        """Whether visitors are to see it on the day; the twin of `shown_on`."""
        return self.status == self.Status.APPROVED and lasts_on(day, self.shows_from, self.shows_until)

    def state(self, day: date) -> tuple[str, str]:
        """How the state looks on the day, and its word."""
        if self.status != self.Status.APPROVED:
            levels = {"draft": "warn", "submitted": "info", "removed": "muted"}
            return levels[self.status], self.get_status_display()
        assert self.shows_from is not None  # the database asks for it
        if day < self.shows_from:
            return "info", f"появится {self.shows_from:%d.%m.%Y}"
        return ("ok", "опубликована") if self.shows_on(day) else ("muted", "срок показа прошёл")


class PublicationFile(models.Model):
    """A copy of a file for visitors, without what the file knows of its makers; its words are searched for names."""

    UNREAD = "[остальное программа не прочитала]"  # the last line of the words where a part of the file has none

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files", verbose_name="публикация")
    name = models.CharField("имя файла", max_length=200)
    file = models.FileField("файл", upload_to="public/%Y/")
    size = models.PositiveIntegerField("размер, байт")
    words = models.TextField("текст файла", blank=True)

    class Meta:
        verbose_name = "файл публикации"
        verbose_name_plural = "файлы публикаций"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_read_in_part(self) -> bool:
        """Whether the file holds more than its words: pictures, scanned pages."""
        return self.words.endswith(self.UNREAD)

    @property
    def public_name(self) -> str:
        """The name under which visitors get it."""
        suffix = self.name.rsplit(".", 1)[-1].lower()
        return f"file-{self.pk}.{suffix}"
