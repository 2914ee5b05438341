"""The replacement of a mentor (п. 3.8): why, and what the mentor before has left to the next one.

The new pair itself says the rest: whom it takes over from (`replaces`), from which day, by which order,
and whether it came about. So the replacement has no state of its own that could differ from the pair's.
"""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.models.pair import SIGNED
from mentorship.people.models import Person
from mentorship.regulation.models import Option


class ReplacementQuerySet(models.QuerySet["Replacement"]):
    def visible_to(self, user):
        """To take away with the note: without those in which the user is the mentee of whom it tells."""
        own = Participation.objects.filter(mentee=user.person_id)
        return self.exclude(pair__in=own.values("pair"))

    def begun(self):
        """Prepared, by no signed order yet."""
        return self.filter(pair__status=Pair.Status.PROPOSED)

    def done(self):
        """By a signed order: the new mentor has begun on the first day of the new pair, or will."""
        return self.filter(pair__status__in=SIGNED)

    def kept(self):
        """Everything but what came to nothing."""
        return self.exclude(pair__status=Pair.Status.CANCELLED)

    def with_people(self):
        return self.select_related("pair__mentor", "pair__replaces__mentor", "ground", "note_by").prefetch_related(
            "pair__participations__mentee"
        )


class Replacement(models.Model):
    """Why another mentor takes over, and the interim note of the one before."""

    pair = models.OneToOneField(Pair, models.PROTECT, related_name="replacement", verbose_name="новая пара")
    ground = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="основание замены"
    )
    reason = models.TextField("причина", blank=True)
    evidence = models.TextField("чем подтверждается", blank=True)
    begun_on = models.DateField("начата")
    note_done = models.TextField("что сделано", blank=True)
    note_left = models.TextField("что осталось", blank=True)
    note_on = models.DateField("записка написана", null=True, blank=True)
    note_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто написал записку"
    )
    history = HistoricalRecords()

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        verbose_name = "замена наставника"
        verbose_name_plural = "замены наставников"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="replacement_has_ground",
                condition=Q(ground__isnull=False) | ~Q(reason=""),
                violation_error_message="Укажите основание или причину замены.",
            ),
            models.CheckConstraint(
                name="replacement_note_whole",
                condition=Q(note_on=None, note_by=None, note_done="", note_left="")
                | (Q(note_on__isnull=False, note_by__isnull=False) & ~Q(note_done="") & ~Q(note_left="")),
                violation_error_message="В записке указывают, что сделано и что осталось.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old.mentor.short_name} → {self.pair}"

    @property
    def old(self) -> Pair:
        """The pair whose mentor is replaced."""
        old = self.pair.replaces
        assert old is not None  # only a pair that takes over has a replacement
        return old

    @property
    def why(self) -> str:
        """The ground with the reason in brackets; the reason alone where the edition has no list (REP-07)."""
        reason = self.reason.strip().rstrip(".")
        if self.ground is None:
            return reason
        return f"{self.ground.name} ({reason})" if reason else self.ground.name
