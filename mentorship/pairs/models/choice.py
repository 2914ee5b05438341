"""A participant says after the first meeting that they want to work in this pair (п. 6.1, PAIR-02)."""

from django.db import models
from simple_history.models import HistoricalRecords

from mentorship.pairs.models.pair import Pair
from mentorship.people.models import Person, User


class Choice(models.Model):
    """The mark of one side; mutual interest is there when both sides have made it."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="choices", verbose_name="пара")
    person = models.ForeignKey(Person, models.PROTECT, related_name="choices", verbose_name="кто выбрал")
    chosen_on = models.DateField("выбор отмечен")
    # Who has written down what was said on paper; empty: it was said under the own login.
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "взаимный выбор"
        verbose_name_plural = "взаимный выбор"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="choice_once",
                fields=["pair", "person"],
                violation_error_message="Этот выбор уже отмечен.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person.short_name}: выбор {self.chosen_on:%d.%m.%Y}"
