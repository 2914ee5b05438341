"""A participant of a proposed pair says no (п. 1.3, PRN-05, PAIR-02)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from mentorship.access.roles import Relation
from mentorship.core.past import not_yet
from mentorship.core.terms import Day
from mentorship.pairs.models.pair import Pair, Participation
from mentorship.people.models import Person, User


class DeclineQuerySet(models.QuerySet["Decline"]):
    def standing(self, on: Day) -> "DeclineQuerySet":
        """Those that stand on the day: said by then, and the person has not consented since."""
        return self.filter(not_yet(on, "taken_back_on"), declined_on__lte=on)

    def visible_to(self, user) -> "DeclineQuerySet":
        """To take away with their reasons: without those of the other side of the own pairs, in office or not."""
        places = Participation.objects.filter(Q(mentor=user.person_id) | Q(mentee=user.person_id))
        return self.exclude(~Q(person=user.person_id), pair__in=places.values("pair"))


class Decline(models.Model):
    """The person does not take part in this pair; a consent given later takes it back. Nothing is deleted.

    Its reason is read by those for whom it is written (`decline.read`), so no history keeps it a second time.
    """

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="declines", verbose_name="пара")
    person = models.ForeignKey(Person, models.PROTECT, related_name="declines", verbose_name="кто отказался")
    declined_on = models.DateField("отказ")
    reason = models.TextField("причина отказа", blank=True)
    taken_back_on = models.DateField("передумал", null=True, blank=True)
    # Who has written down what was said on paper; empty: it was said under the own login.
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    history = HistoricalRecords(excluded_fields=["reason"])

    objects = DeclineQuerySet.as_manager()

    class Meta:
        verbose_name = "отказ от участия в паре"
        verbose_name_plural = "отказы от участия в парах"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="decline_standing_once",
                fields=["pair", "person"],
                condition=Q(taken_back_on=None),
                violation_error_message="Этот отказ уже записан.",
            ),
            models.CheckConstraint(
                name="decline_taken_back_later",
                condition=Q(taken_back_on=None) | Q(taken_back_on__gte=F("declined_on")),
                violation_error_message="Согласие не может быть раньше отказа, который оно отменяет.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.short_name}: отказ {self.declined_on:%d.%m.%Y}"

    def stands_on(self, day: date) -> bool:
        """The twin of `standing`."""
        return self.declined_on <= day and (self.taken_back_on is None or self.taken_back_on > day)

    def relations_of(self, person_id: int) -> set[Relation]:
        return {Relation.SELF} if self.person_id == person_id else set()
