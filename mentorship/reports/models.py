"""The two reports after completion (п. 3.6, PRG-11, PRG-12), and the mentor's interim ones."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import LEADING_OFFICES, Relation
from mentorship.core.words.labels import worded
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import Person, User

Period = tuple[date, date]


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user):
        """One's own always; the other side's only when the two are open to both (see `opened_on`), in office or not."""
        own = Q(author=user.person_id)
        about = Q(participation__mentor=user.person_id) | Q(participation__mentee=user.person_id)
        opened = Q(opened_on__isnull=False, status__in=HANDED_IN)  # a returned one is being written again
        if user.offices & LEADING_OFFICES:
            return self.filter(own | ~about & ~Q(status=Report.Status.DRAFT) | about & opened)
        return self.filter(own | (about & opened))

    def final(self):
        """The two reports after completion."""
        return self.filter(period_ends_on=None)

    def interim(self):
        """Reports of the mentor on an interval while the pair works."""
        return self.filter(period_ends_on__isnull=False)

    def handed_in(self):
        return self.filter(status__in=HANDED_IN)

    def search(self, text: str, user):
        return self.filter(participation__pair__in=Pair.objects.search(text, user))


class Report(models.Model):
    """A report of one side on one mentee's path; returned or accepted by the curator."""

    class Side(models.TextChoices):
        MENTOR = "mentor", "отчёт наставника"
        MENTEE = "mentee", worded("отчёт {mentee.gen}")

    class Status(models.TextChoices):
        DRAFT = "draft", "пишется"
        SUBMITTED = "submitted", "сдан"
        RETURNED = "returned", "возвращён на доработку"
        ACCEPTED = "accepted", "принят"

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="reports", verbose_name="участие")
    side = models.CharField("чей", max_length=6, choices=Side)
    author = models.ForeignKey(Person, models.PROTECT, related_name="reports", verbose_name="автор")
    period_starts_on = models.DateField("промежуточный: с", null=True, blank=True)
    period_ends_on = models.DateField("промежуточный: по", null=True, blank=True)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.DRAFT)
    facts = models.TextField("что выполнено", blank=True)
    achievements = models.TextField("достижения", blank=True)
    solved = models.TextField("какие затруднения преодолены", blank=True)
    unsolved = models.TextField("какие затруднения остались", blank=True)
    recommendations = models.TextField("рекомендации по дальнейшему развитию", blank=True)
    useful = models.TextField("что было полезно", blank=True)
    score = models.PositiveSmallIntegerField(
        "оценка работы наставника",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    evaluation = models.TextField("оценка работы наставника словами", blank=True)
    proposals = models.TextField("предложения", blank=True)
    conclusion = models.TextField("вывод", blank=True)
    return_reason = models.TextField("причина возврата", blank=True)
    submitted_on = models.DateField("сдан", null=True, blank=True)
    # Who has written down what the author handed in on paper; empty: the author did it under the own login.
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    accepted_on = models.DateField("принят", null=True, blank=True)
    opened_on = models.DateField("открыт другой стороне", null=True, blank=True)
    history = HistoricalRecords()

    objects = ReportQuerySet.as_manager()
    read_as_other_side = False  # `report_for` says so of one that is read neither by its author nor by an office

    class Meta:
        verbose_name = "отчёт"
        verbose_name_plural = "отчёты"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="report_once",
                fields=["participation", "side"],
                condition=Q(period_ends_on=None),
                violation_error_message="Такой отчёт уже есть.",
            ),
            models.UniqueConstraint(
                name="report_interim_once",
                fields=["participation", "side", "period_ends_on"],
                violation_error_message="Промежуточный отчёт за этот период уже есть.",
            ),
            models.CheckConstraint(
                name="report_interim_whole",
                condition=Q(period_starts_on=None, period_ends_on=None)
                | Q(
                    side="mentor",
                    period_starts_on__isnull=False,
                    period_ends_on__isnull=False,
                    period_starts_on__lte=F("period_ends_on"),
                ),
                violation_error_message="Промежуточный отчёт пишет наставник за период между двумя днями.",
            ),
            models.CheckConstraint(
                name="report_submitted_with_day",
                condition=Q(status="draft") | Q(submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="report_recorded_with_day",
                condition=Q(recorded_by=None) | Q(submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="report_score_in_scale",
                condition=Q(score=None) | Q(score__gte=1, score__lte=10),
                violation_error_message="Оценка — от 1 до 10.",
            ),
        ]

    def __str__(self) -> str:
        return report_title(self.side, self.period, str(self.participation))

    @property
    def period(self) -> Period | None:
        """The inclusive interval of an interim report; None of a final one."""
        return (self.period_starts_on, self.period_ends_on) if self.period_starts_on and self.period_ends_on else None

    @property
    def what(self) -> str:
        """«отчёт наставника», «промежуточный отчёт наставника»."""
        return report_kind(self.side, self.period)

    @property
    def level(self) -> str:
        """How the state looks: ok, warn, bad, info or muted."""
        return {"accepted": "ok", "submitted": "info", "returned": "bad"}.get(self.status, "muted")

    def get_absolute_url(self) -> str:
        return reverse("reports:card", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.status in (self.Status.DRAFT, self.Status.RETURNED)

    @property
    def is_handed_in(self) -> bool:
        return self.status in HANDED_IN

    def relations_of(self, person_id: int) -> set[Relation]:
        relations = {Relation.SELF} if self.author_id == person_id else set()
        if self.opened_on and self.is_handed_in:
            if self.participation.mentor_id == person_id:
                relations.add(Relation.MENTOR)
            if self.participation.mentee_id == person_id:
                relations.add(Relation.MENTEE)
        return relations


HANDED_IN = (Report.Status.SUBMITTED, Report.Status.ACCEPTED)


def report_kind(side: str, period: Period | None) -> str:
    """«отчёт наставника», «промежуточный отчёт наставника»."""
    kind = str(Report.Side(side).label)
    return f"промежуточный {kind}" if period else kind


def report_title(side: str, period: Period | None, about: str) -> str:
    """«Промежуточный отчёт наставника за период с 01.10.2026 по 31.12.2026: Петрова А. С. — Иванова О. И.»."""
    when = f" за период с {period[0]:%d.%m.%Y} по {period[1]:%d.%m.%Y}" if period else ""
    return f"{report_kind(side, period).capitalize()}{when}: {about}"
