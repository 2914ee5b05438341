"""What the programme said at each of its approvals (END-05: version history)."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import Relation
from mentorship.core.words.labels import worded
from mentorship.people.models import Person, User
from mentorship.programs.models.amendment import Amendment
from mentorship.programs.models.program import Program


class ProgramVersionQuerySet(models.QuerySet["ProgramVersion"]):
    def visible_to(self, user: User) -> "ProgramVersionQuerySet":
        return self.filter(program__in=Program.objects.visible_to(user))


class ProgramVersion(models.Model):
    """The whole programme on the day it was approved or changed; nothing about it changes later."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="versions", verbose_name="программа")
    number = models.PositiveSmallIntegerField("версия")
    approved_on = models.DateField("действует с")
    approved_how = models.TextField("чем утверждена", blank=True)
    amendment = models.OneToOneField(
        Amendment, models.PROTECT, null=True, blank=True, related_name="version", verbose_name="изменение программы"
    )
    content = models.JSONField("содержание", default=dict)
    history = HistoricalRecords()

    objects = ProgramVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "версия программы"
        verbose_name_plural = "версии программ"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="program_version_once", fields=["program", "number"])]

    def __str__(self) -> str:
        return f"Версия {self.number} от {self.approved_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("programs:version", args=[self.pk])

    def relations_of(self, person_id: int) -> set[Relation]:
        return self.program.relations_of(person_id)


class VersionAcquaintance(models.Model):
    """A mentee has read what was changed (PRG-10)."""

    version = models.ForeignKey(ProgramVersion, models.PROTECT, related_name="acquaintances", verbose_name="версия")
    mentee = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=worded("{mentee.nom}"))
    acknowledged_on = models.DateField("ознакомлен")
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ознакомление с изменениями программы"
        verbose_name_plural = "ознакомления с изменениями программ"
        constraints = [models.UniqueConstraint(name="version_acquaintance_once", fields=["version", "mentee"])]

    def __str__(self) -> str:
        return f"{self.mentee}: {self.acknowledged_on:%d.%m.%Y}"
