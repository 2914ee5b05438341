"""Who is acquainted with the Положение and with the acts of the edition's list (MTE-06, MNT-05)."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from mentorship.people.models import Person, User
from mentorship.regulation.models import ActVersion


class Study(models.Model):
    """The person is acquainted with one act: with a version of the Положение, or with an item of the list.

    The item is told by its code, which every edition copies: a new edition asks for nothing twice.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="studies", verbose_name="сотрудник")
    version = models.ForeignKey(
        ActVersion, models.PROTECT, null=True, blank=True, related_name="studies", verbose_name="версия Положения"
    )
    code = models.SlugField("код акта", max_length=40, blank=True)
    title = models.TextField("акт")
    read_on = models.DateField("ознакомлен")
    # Who has written down what was signed on paper; empty: it was said under the own login.
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ознакомление с актом"
        verbose_name_plural = "ознакомления с актами"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="study_of_one_act",
                condition=Q(version=None) & ~Q(code="") | Q(version__isnull=False, code=""),
            ),
            models.UniqueConstraint(
                name="study_of_version_once",
                fields=["person", "version"],
                condition=Q(code=""),
                violation_error_message="Это ознакомление уже записано.",
            ),
            models.UniqueConstraint(
                name="study_of_item_once",
                fields=["person", "code"],
                condition=~Q(code=""),
                violation_error_message="Это ознакомление уже записано.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.short_name}: {self.title}"

    @property
    def key(self) -> str:
        """Which act it is, the same as `Act.key`."""
        return f"version-{self.version_id}" if self.version_id else self.code
