"""What somebody is to learn about their own account or office: shown on the first page until it has been seen."""

from django.db import models
from django.db.models import Q

from mentorship.people.models.person import Person


class Alert(models.Model):
    """A sentence for one person, said as things stood at that moment; it holds no secret."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="alerts", verbose_name="кому")
    text = models.TextField("что произошло")
    url = models.CharField("где посмотреть", max_length=200, blank=True)
    at = models.DateTimeField("когда")
    seen_at = models.DateTimeField("прочитано", null=True, blank=True)

    class Meta:
        verbose_name = "оповещение"
        verbose_name_plural = "оповещения"
        ordering = ["pk"]
        indexes = [models.Index(fields=["person"], name="alert_unseen", condition=Q(seen_at=None))]

    def __str__(self) -> str:
        return self.text
