"""Packages of papers: everything of an order, the dossier of a pair or of a school year."""

from django.conf import settings
from django.db import models
from django.urls import reverse

# The chapters of the catalogue: a title and the numbers of its papers.
CHAPTERS = (
    ("Приказы", (*range(1, 16), 57, 58)),
    ("Утверждённые тексты", range(16, 18)),
    ("Согласия и заявления", range(18, 30)),
    ("Программа и журнал", range(30, 34)),
    ("Отчёты, анкеты, протоколы", range(34, 47)),
    ("Реестры, награды, публикация", range(47, 57)),
)
TABLES = {"D39", "D42", "D43", "D47", "D48", "D49", "D50", "D51", "D52"}  # worth having in Excel


class PackageQuerySet(models.QuerySet["Package"]):
    def visible_to(self, user):
        """A package was made with the rights of its maker, so nobody else opens it."""
        return self.filter(created_by=user)


class Package(models.Model):
    """One bundle on its way to be a PDF and a zip; it can be made again, so it is not kept for ever."""

    class Status(models.TextChoices):
        BUILDING = "building", "собирается"
        READY = "ready", "готово"
        CANCELLED = "cancelled", "остановлено"

    title = models.CharField("название", max_length=300)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.BUILDING)
    back_url = models.CharField(max_length=200)
    on = models.DateField("на какой день")
    created_at = models.DateTimeField("начато", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="кто собирает"
    )
    pdf = models.FileField("одним файлом PDF", upload_to="packages/", blank=True)
    zip = models.FileField("архивом", upload_to="packages/", blank=True)
    pages = models.PositiveIntegerField("листов", default=0)

    objects = PackageQuerySet.as_manager()

    class Meta:
        verbose_name = "подборка бумаг"
        verbose_name_plural = "подборки бумаг"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("archive:package", args=[self.pk])

    @property
    def is_building(self) -> bool:
        return self.status == self.Status.BUILDING

    @property
    def is_ready(self) -> bool:
        return self.status == self.Status.READY


class Part(models.Model):
    """One paper of a package: what it is made from, and its PDF once it is made."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="parts", verbose_name="подборка")
    position = models.PositiveIntegerField("порядок")
    title = models.CharField("название", max_length=300)
    paper = models.CharField("бумага", max_length=3)
    subject_id = models.PositiveBigIntegerField("запись")
    scan_id = models.PositiveBigIntegerField("скан", null=True, blank=True)
    content = models.BinaryField(null=True)
    pages = models.PositiveIntegerField("листов", default=0)

    class Meta:
        verbose_name = "бумага подборки"
        verbose_name_plural = "бумаги подборки"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="part_place_once", fields=["package", "position"])]

    def __str__(self) -> str:
        return self.title
