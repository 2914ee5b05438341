"""Days on which the work of a pair stands still by an order: its mentor or its only mentee is away."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from mentorship.core.terms import Day, come, not_past
from mentorship.orders.models import Order

SIGNED = Order.Status.SIGNED


class PauseQuerySet(models.QuerySet["Pause"]):
    def in_force(self):
        """By signed orders that no other order has revoked."""
        return self.filter(order__status=SIGNED)

    def drafted(self):
        """Waiting for their order."""
        return self.filter(order__status=Order.Status.DRAFT)

    def on(self, day: Day):
        """Those that have the day in them, the first and the last one included."""
        back = Q(resume_order__status=SIGNED, resumes_on__lte=day)
        return self.in_force().filter(come(day), not_past(day)).exclude(back)

    def with_orders(self):
        return self.select_related("order", "resume_order")


class Pause(models.Model):
    """A pause of one pair. It is in force as long as its order is; so is the earlier return by a second order."""

    pair = models.ForeignKey("pairs.Pair", models.PROTECT, related_name="pauses", verbose_name="пара")
    order = models.OneToOneField(Order, models.PROTECT, related_name="pause", verbose_name="приказ о приостановлении")
    starts_on = models.DateField("первый день")
    ends_on = models.DateField("последний день")
    basis = models.TextField("основание")
    support = models.TextField("кто поддерживает в эти дни", blank=True)
    resume_order = models.OneToOneField(
        Order,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resumed_pause",
        verbose_name="приказ о возобновлении",
    )
    resumes_on = models.DateField("работает снова с", null=True, blank=True)
    resume_basis = models.TextField("основание возобновления", blank=True)
    history = HistoricalRecords()

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = "приостановление пары"
        verbose_name_plural = "приостановления пар"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pause_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Последний день приостановления не может быть раньше первого.",
            ),
            models.CheckConstraint(
                name="pause_resumed_whole",
                condition=Q(resume_order=None, resumes_on=None, resume_basis="")
                | (
                    Q(resume_order__isnull=False, resumes_on__gt=F("starts_on"), resumes_on__lte=F("ends_on"))
                    & ~Q(resume_basis="")
                ),
                violation_error_message="Работу возобновляют со второго дня приостановления по его последний день.",
            ),
        ]

    def __str__(self) -> str:
        return f"с {self.starts_on:%d.%m.%Y} по {self.last_on:%d.%m.%Y}"

    @property
    def is_in_force(self) -> bool:
        return self.order.status == SIGNED

    @property
    def is_resumed(self) -> bool:
        """An order in force lets the pair work again earlier."""
        return self.resume_order is not None and self.resume_order.status == SIGNED

    @property
    def last_on(self) -> date:
        """The last day: by its own order, or the eve of an earlier return by another."""
        if self.is_resumed and self.resumes_on:
            return self.resumes_on - timedelta(days=1)
        return self.ends_on

    @property
    def span(self) -> tuple[date, date]:
        return self.starts_on, self.last_on

    def lasts_on(self, day: date) -> bool:
        return self.is_in_force and self.starts_on <= day <= self.last_on
