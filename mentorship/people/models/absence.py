"""A long absence: the person keeps the card, the posts and the places in the banks."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from mentorship.core.terms import Day
from mentorship.people.models.person import Person


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def open(self):
        """The return is not recorded yet."""
        return self.filter(returned_on=None)

    def on(self, day: Day):
        """Those that last on the day; until the return is recorded an absence goes on."""
        return self.filter(Q(returned_on=None) | Q(returned_on__gt=day), starts_on__lte=day)

    def not_over(self, day: Day):
        """Those that last on the day or will: a return may be recorded ahead."""
        return self.filter(Q(returned_on=None) | Q(returned_on__gt=day))

    def visible_to(self, user):
        """Whom the user may see; the kind is told to fewer (`person.details`)."""
        return self.filter(person__in=Person.objects.visible_to(user))


class Absence(models.Model):
    """Somebody is away for long and comes back: no leaving, nobody is registered twice (lessons.md)."""

    class Kind(models.TextChoices):
        CHILDCARE = "childcare", "отпуск по уходу за ребёнком"
        MATERNITY = "maternity", "отпуск по беременности и родам"
        SICK = "sick", "длительный больничный"
        LONG_LEAVE = "long_leave", "длительный отпуск педагога сроком до года"
        STUDY = "study", "учебный отпуск"
        SERVICE = "service", "военная служба"
        UNPAID = "unpaid", "отпуск без сохранения заработной платы"
        OTHER = "other", "другая причина"

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences", verbose_name="сотрудник")
    kind = models.CharField("вид отсутствия", max_length=10, choices=Kind)
    starts_on = models.DateField("отсутствует с")
    expected_return_on = models.DateField("должен вернуться", null=True, blank=True)
    returned_on = models.DateField("вернулся к работе", null=True, blank=True)
    note = models.CharField("заметка", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "отсутствие"
        verbose_name_plural = "отсутствия"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="absence_expected_after_start",
                condition=Q(expected_return_on=None) | Q(expected_return_on__gt=F("starts_on")),
                violation_error_message="Ожидаемый день выхода должен быть позже первого дня отсутствия.",
            ),
            models.CheckConstraint(
                name="absence_returned_after_start",
                condition=Q(returned_on=None) | Q(returned_on__gte=F("starts_on")),
                violation_error_message="Вернуться раньше, чем началось отсутствие, нельзя.",
            ),
            models.UniqueConstraint(
                name="absence_open_once",
                fields=["person"],
                condition=Q(returned_on=None),
                violation_error_message="У сотрудника уже записано отсутствие без возвращения.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: отсутствие с {self.starts_on:%d.%m.%Y}"

    @property
    def back_on(self) -> date | None:
        """The first day at work again, recorded or expected."""
        return self.returned_on or self.expected_return_on

    def is_overdue_on(self, day: date) -> bool:
        """The day of return has come, and nobody has recorded one."""
        return self.returned_on is None and self.expected_return_on is not None and self.expected_return_on <= day

    def lasts_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.returned_on is None or self.returned_on > day)
