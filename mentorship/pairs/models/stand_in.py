"""A dated stand-in for the mentor of a pair: the pair does not end, its mentor stays."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from mentorship.core.terms import Day, lasting, not_past
from mentorship.people.models import Person


class StandInQuerySet(models.QuerySet["StandIn"]):
    def on(self, day: Day):
        """Those who stand in for a mentor on the day, as long as the pair and their own work last."""
        lasts = not_past(day, "pair__ended_on") & not_past(day, "person__left_on")
        return self.filter(_not_over(day) & lasts, starts_on__lte=day)

    def still_on(self, day: Day):
        """Those who stand in on the day or will."""
        return self.filter(_not_over(day))

    def overlapping(self, starts_on: date, ends_on: date):
        """Those with a day in common with the period."""
        held = Q(ended_on=None) | Q(ended_on__gte=F("starts_on"))
        last = Q(ended_on=None, ends_on__gte=starts_on) | Q(ended_on__gte=starts_on)
        return self.filter(held, last, starts_on__lte=ends_on)

    def cut_short(self, day: Day):
        """Those whose days go on, though the last day of the pair has passed."""
        return self.filter(_not_over(day), starts_on__lte=day, pair__ended_on__lt=day)

    def of_today(self, person_id: int | None):
        """Those of the person today in a running pair: what is seen then, and nothing before and after."""
        today = timezone.localdate()
        runs = lasting(today, "pair__starts_on", "pair__ended_on") & Q(pair__status__in=("active", "ended"))
        return self.on(today).filter(runs, person=person_id)


def _not_over(day: Day) -> Q:
    return Q(ended_on=None, ends_on__gte=day) | Q(ended_on__gte=day)


class StandIn(models.Model):
    """Somebody of the bank who works with the mentees while their mentor is away; not counted to the limit."""

    pair = models.ForeignKey("pairs.Pair", models.PROTECT, related_name="stand_ins", verbose_name="пара")
    person = models.ForeignKey(Person, models.PROTECT, related_name="stand_ins", verbose_name="кто замещает")
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")
    reason = models.CharField("почему нет наставника", max_length=300)
    consented_on = models.DateField("согласие получено")
    ended_on = models.DateField("закончено раньше: последний день", null=True, blank=True)
    end_reason = models.CharField("почему раньше", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = "замещение наставника"
        verbose_name_plural = "замещения наставников"
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["person", "starts_on"], name="stand_in_of_person")]
        constraints = [
            models.CheckConstraint(
                name="stand_in_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Окончание замещения не может быть раньше начала.",
            ),
            models.CheckConstraint(
                name="stand_in_consent_before",
                condition=Q(consented_on__lte=F("starts_on")),
                violation_error_message="Согласие на замещение получают не позже первого дня.",
            ),
            models.CheckConstraint(
                name="stand_in_ended_whole",
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__isnull=False, ended_on__lt=F("ends_on")) & ~Q(end_reason="")),
                violation_error_message="Замещение заканчивают раньше срока днём и причиной.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.short_name}: {self.starts_on:%d.%m.%Y}–{self.last_on:%d.%m.%Y}"

    @property
    def last_on(self) -> date:
        """The last day: by the plan, or when it ended earlier, or the pair, or the work of who stands in."""
        known = (self.ended_on, self.ends_on, self.pair.ended_on, self.person.left_on)
        return min(day for day in known if day)

    def lasts_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.last_on

    @property
    def was_held(self) -> bool:
        """At least one day of it took place, or is to."""
        return self.last_on >= self.starts_on
