"""What the curator decided about a pair after a transfer or an absence."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from mentorship.pairs.models import Pair
from mentorship.people.models import Absence, Position


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user):
        return self.filter(pair__in=Pair.objects.visible_to(user))


class Decision(models.Model):
    """«Продолжить»: the pair goes on in spite of one new post or one absence, with the reason (REP-02, REP-05)."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="decisions", verbose_name="пара")
    position = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="новая должность"
    )
    absence = models.ForeignKey(
        Absence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="отсутствие"
    )
    reason = models.TextField("почему продолжаем")
    decided_on = models.DateField("решено")
    history = HistoricalRecords()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "решение продолжить"
        verbose_name_plural = "решения продолжить"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_about_one_thing",
                condition=Q(position__isnull=False, absence=None) | Q(position=None, absence__isnull=False),
            ),
            models.UniqueConstraint(
                name="decision_once_a_post",
                fields=["pair", "position"],
                violation_error_message="Об этом переводе уже решено.",
            ),
            models.UniqueConstraint(
                name="decision_once_an_absence",
                fields=["pair", "absence"],
                violation_error_message="Об этом отсутствии уже решено.",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
