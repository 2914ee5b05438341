"""What was issued, kept for ever, and what came back on paper: scans attached by the paper's short code."""

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


class KeptPaperQuerySet(models.QuerySet["KeptPaper"]):
    def light(self) -> "KeptPaperQuerySet":
        """Without the bytes and the text: each is read when it is asked for."""
        return self.defer("pdf", "docx", "document")

    def of(self, paper: str, pk: int) -> "KeptPaperQuerySet":
        return self.filter(paper=paper, subject_id=pk)


class KeptPaper(models.Model):
    """A paper as it was issued: the very bytes, with their SHA-256. Written once; the database refuses to change it.

    `issue` tells one from another where a record is issued more than once: the number of the version, the key of
    the agreement. `document` is the tree of the text with the look it was issued in, for PDF/A and for pages.
    """

    paper = models.CharField("бумага", max_length=3)
    subject_id = models.PositiveBigIntegerField("запись")
    issue = models.PositiveBigIntegerField("выпуск", default=1)
    kept_on = models.DateField("день бумаги")
    signers = models.JSONField("кто подписал", default=list, blank=True)
    document = models.JSONField("текст")
    pdf = models.BinaryField("PDF")
    docx = models.BinaryField("Word")
    pdf_sha256 = models.CharField("SHA-256 файла PDF", max_length=64)
    docx_sha256 = models.CharField("SHA-256 файла Word", max_length=64)
    created_at = models.DateTimeField("сохранена", auto_now_add=True)

    objects = KeptPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "сохранённая бумага"
        verbose_name_plural = "сохранённые бумаги"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="kept_paper_once", fields=["paper", "subject_id", "issue"])]

    def __str__(self) -> str:
        return f"{self.paper}-{self.subject_id} от {self.kept_on:%d.%m.%Y}"
