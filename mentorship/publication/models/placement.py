"""The log of publications: what was placed where, on which level, on what day, under which link (PUB-10)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.core.fields import SearchKeyField
from mentorship.core.words.text import fold
from mentorship.library.models import Material
from mentorship.publication.models.publication import Publication
from mentorship.publication.places import Channel


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, user):
        """Whoever may open the room sees the whole log."""
        return self

    def search(self, text: str):
        rows = self
        for word in fold(text).split():
            rows = rows.filter(search_key__contains=word)
        return rows


class Placement(models.Model):
    """One line of the log. `fulfils` says in words what was closed by it: an activity, an assignment, results."""

    title = models.CharField("что размещено", max_length=300)
    search_key = SearchKeyField(sources=["title"])
    channel = models.CharField("где", max_length=10, choices=Channel)
    level = models.CharField("уровень", max_length=12, choices=Material.Level, default=Material.Level.INSTITUTION)
    placed_on = models.DateField("день размещения")
    link = models.URLField("ссылка", max_length=500, blank=True)
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="placements", verbose_name="публикация"
    )
    fulfils = models.CharField("что этим выполнено", max_length=400, blank=True)
    removed_on = models.DateField("удалено", null=True, blank=True)
    remove_reason = models.TextField("почему удалено", blank=True)
    history = HistoricalRecords()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "запись журнала публикаций"
        verbose_name_plural = "журнал публикаций"
        ordering = ["-placed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="placement_on_the_web_has_link",
                condition=Q(channel__in=["press", "stand"]) | ~Q(link=""),
                violation_error_message="Укажите адрес страницы, где это размещено.",
            ),
            models.CheckConstraint(
                name="placement_removed_with_reason",
                condition=Q(removed_on=None, remove_reason="")
                | (Q(removed_on__gte=F("placed_on")) & ~Q(remove_reason="")),
                violation_error_message="Удалить можно не раньше дня размещения; укажите причину.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("publication:placement", args=[self.pk])

    def state(self, day: date) -> tuple[str, str]:
        """How the state looks, and its word."""
        if self.removed_on and self.removed_on <= day:
            return "muted", f"удалено {self.removed_on:%d.%m.%Y}"
        return "ok", "размещено"
