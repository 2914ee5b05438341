"""What came back on paper: scans and photos of signed papers, attached by the paper's short code."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords


class ScanQuerySet(models.QuerySet["Scan"]):
    def kept(self) -> "ScanQuerySet":
        return self.filter(removed_reason="")

    def of(self, paper: str, pk: int) -> "ScanQuerySet":
        return self.kept().filter(paper=paper, subject_id=pk)


class Scan(models.Model):
    """A scan of a signed paper: the kind and the record of its code. Removed with a reason, never lost."""

    paper = models.CharField("бумага", max_length=3)
    subject_id = models.PositiveBigIntegerField("запись")
    file = models.FileField("скан", upload_to="scans/%Y/")
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_at = models.DateTimeField("приложен", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто приложил"
    )
    removed_reason = models.CharField("почему убран", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = "скан"
        verbose_name_plural = "сканы"
        ordering = ["pk"]
        indexes = [models.Index(fields=["paper", "subject_id"], name="scan_of_paper")]
        constraints = [
            models.UniqueConstraint(
                name="scan_once",
                fields=["paper", "subject_id", "sha256"],
                condition=models.Q(removed_reason=""),
                violation_error_message="Этот файл к этой бумаге уже приложен.",
            )
        ]

    def __str__(self) -> str:
        return f"Скан {self.paper}-{self.subject_id}"
