"""Tasks that the mentor gives and checks personally (MNT-04, MTE-10)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import Relation
from mentorship.core.words.labels import worded
from mentorship.journal.models.meeting import Meeting
from mentorship.journal.models.visibility import of_one_mentee
from mentorship.pairs.models import Pair
from mentorship.people.models import Person


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user):
        """Offices and the mentor see every task of the pair, a mentee only the own ones."""
        return of_one_mentee(self, user)

    def open(self):
        """Not accepted and not withdrawn."""
        return self.filter(withdrawn_on=None).exclude(verdict=Task.Verdict.ACCEPTED)


class Task(models.Model):
    """A task for one mentee. The mentee does it, the mentor accepts it or asks for it again."""

    class Verdict(models.TextChoices):
        NONE = "", "не проверено"
        ACCEPTED = "accepted", "принято"
        AGAIN = "again", "доработать"

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="tasks", verbose_name="пара")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="на какой встрече"
    )
    mentee = models.ForeignKey(
        Person, models.PROTECT, related_name="mentoring_tasks", verbose_name=worded("{mentee.nom}")
    )
    text = models.TextField("задание")
    given_on = models.DateField("дано")
    due_on = models.DateField("срок", null=True, blank=True)
    done_on = models.DateField("выполнено", null=True, blank=True)
    comment = models.TextField("что сделано", blank=True)
    verdict = models.CharField("проверка", max_length=10, choices=Verdict, blank=True)
    checked_on = models.DateField("проверено", null=True, blank=True)
    check_comment = models.TextField("что сказал наставник", blank=True)
    withdrawn_on = models.DateField("снято", null=True, blank=True)
    withdraw_reason = models.TextField("почему снято", blank=True)
    history = HistoricalRecords()

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "задание"
        verbose_name_plural = "задания"
        ordering = ["-given_on", "-pk"]
        indexes = [models.Index(fields=["verdict", "due_on"], name="task_by_due")]
        constraints = [
            models.CheckConstraint(
                name="task_dates_in_order",
                condition=Q(due_on=None) | Q(due_on__gte=F("given_on")),
                violation_error_message="Срок не может быть раньше дня, когда дано задание.",
            ),
            models.CheckConstraint(
                name="task_checked_whole",
                condition=Q(verdict="", checked_on=None)
                | Q(verdict="again", checked_on__isnull=False, done_on=None)
                | Q(verdict="accepted", checked_on__isnull=False, done_on__isnull=False),
            ),
            models.CheckConstraint(
                name="task_withdrawn_with_reason",
                condition=Q(withdrawn_on=None, withdraw_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdraw_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.brief(self.text)

    @staticmethod
    def brief(text: str) -> str:
        """How it is called in a line."""
        return text[:80]

    @property
    def is_open(self) -> bool:
        return self.withdrawn_on is None and self.verdict != self.Verdict.ACCEPTED

    @property
    def state(self) -> tuple[str, str]:
        """The level and the word of the state."""
        if self.withdrawn_on:
            return "muted", "снято"
        if self.verdict:
            return ("ok", "принято") if self.verdict == self.Verdict.ACCEPTED else ("bad", "доработать")
        return ("warn", "ждёт проверки") if self.done_on else ("info", "выполняется")

    def get_absolute_url(self) -> str:
        return f"{reverse('journal:pair', args=[self.pair_id])}#tasks"

    def relations_of(self, person_id: int) -> set[Relation]:
        """In a group only the one whose task it is is its mentee."""
        relations = self.pair.relations_of(person_id) - {Relation.MENTEE}
        return relations | ({Relation.MENTEE} if self.mentee_id == person_id else set())
