"""The Положение itself as versions: its text or file, marks of approval, amendments, publication."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.core.terms import Day, not_past
from mentorship.regulation.models.edition import Edition


class ActVersionQuerySet(models.QuerySet["ActVersion"]):
    def drafts(self) -> "ActVersionQuerySet":
        return self.filter(status=ActVersion.Status.DRAFT)

    def approved(self) -> "ActVersionQuerySet":
        return self.filter(status=ActVersion.Status.APPROVED)

    def standing(self) -> "ActVersionQuerySet":
        """Approved, and the order that did so has not been revoked."""
        return self.approved().filter(ends_on=None)

    def in_force_on(self, day: date) -> "ActVersion | None":
        """The version by which one lives on the day: a later one replaces it, a revoked order ends it (п. 9.1)."""
        return self.lasting(day).filter(starts_on__lte=day).order_by("starts_on", "pk").last()

    def lasting(self, day: Day) -> "ActVersionQuerySet":
        """Approved, and no revoked order has ended them before the day."""
        return self.approved().filter(not_past(day))


class ActVersion(models.Model):
    """One version of the Положение, typed here or kept as a file. An approved one is never edited (INS-09)."""

    class Status(models.TextChoices):
        DRAFT = "draft", "проект"
        APPROVED = "approved", "утверждена"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="versions", verbose_name="редакция")
    number = models.PositiveIntegerField("номер версии", unique=True)
    title = models.CharField("название", max_length=300)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.DRAFT)
    body = models.TextField("текст", blank=True)
    file = models.FileField("файл", upload_to="acts/%Y/", blank=True)
    size = models.PositiveIntegerField("размер файла, байт", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    changes = models.TextField("что изменилось", blank=True)
    amendments = models.JSONField("приказы об изменениях", default=list, blank=True)  # day, number, what
    marks = models.JSONField("грифы", default=list, blank=True)  # column, word, lines; empty: those of the layout
    basis = models.CharField("чем утверждена", max_length=200, blank=True)
    approved_on = models.DateField("день утверждения", null=True, blank=True)
    approval_number = models.CharField("номер приказа или протокола", max_length=40, blank=True)
    # The short code of the order that has approved it; empty where somebody typed by what.
    order_code = models.CharField("код приказа об утверждении", max_length=40, blank=True)
    starts_on = models.DateField("действует с", null=True, blank=True)
    # The day on which its order was revoked: before the first day, if it was never in force.
    ends_on = models.DateField("действует по", null=True, blank=True)
    publish_by = models.DateField("разместить на сайте до", null=True, blank=True)
    publisher = models.CharField("кто размещает", max_length=200, blank=True)
    published_url = models.URLField("адрес на сайте", max_length=500, blank=True)
    published_on = models.DateField("размещена на сайте", null=True, blank=True)
    history = HistoricalRecords()

    objects = ActVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "версия Положения"
        verbose_name_plural = "версии Положения"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="act_text_or_file",
                condition=(Q(body="") & ~Q(file="")) | (~Q(body="") & Q(file="")),
                violation_error_message="Версия хранится либо текстом, либо файлом: нужно одно из двух.",
            ),
            models.CheckConstraint(
                name="act_approved_has_days",
                condition=Q(status="draft") | Q(approved_on__isnull=False, starts_on__isnull=False),
                violation_error_message="У утверждённой версии должны быть день утверждения и день начала действия.",
            ),
            models.CheckConstraint(
                name="act_published_has_link",
                condition=Q(published_on=None) | ~Q(published_url=""),
                violation_error_message="Укажите адрес страницы, где размещено Положение.",
            ),
            models.UniqueConstraint(
                name="act_one_start",
                fields=["starts_on"],
                condition=Q(status="approved", ends_on=None),
                violation_error_message="С этого дня уже действует другая версия.",
            ),
            models.CheckConstraint(
                name="act_ended_by_its_order",
                condition=Q(ends_on=None) | (Q(status="approved") & ~Q(order_code="")),
                violation_error_message="Утратить силу может только версия, утверждённая приказом.",
            ),
            models.UniqueConstraint(
                name="act_order_once",
                fields=["order_code"],
                condition=~Q(order_code=""),
                violation_error_message="Один приказ утверждает одну версию.",
            ),
            models.UniqueConstraint(
                name="act_one_draft",
                fields=["status"],
                condition=Q(status="draft"),
                violation_error_message="Проект новой версии уже есть: закончите его или уберите.",
            ),
        ]

    def __str__(self) -> str:
        return f"версия {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("regulation:version", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def was_in_force(self) -> bool:
        """Whether its order was revoked only after its first day."""
        return bool(self.ends_on and self.starts_on and self.ends_on >= self.starts_on)

    @property
    def suffix(self) -> str:
        """«pdf» or «docx» of a version kept as a file; empty for a typed one."""
        return str(self.file).rpartition(".")[2].lower()

    @property
    def approval(self) -> str:
        """«приказ от 31.03.2022 № 15»."""
        number = f" №\N{NO-BREAK SPACE}{self.approval_number}" if self.approval_number else ""
        return f"{self.basis} от {self.approved_on:%d.%m.%Y}{number}" if self.approved_on else ""
