"""The personalised programme of a pair or group and its activities (п. 3.6, PRG-01…19)."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from mentorship.access.roles import Relation
from mentorship.core.words.labels import worded
from mentorship.orders.models import Order
from mentorship.pairs.models import Pair
from mentorship.people.models import Need, Person, User
from mentorship.programs import privacy
from mentorship.regulation.models import Option

if TYPE_CHECKING:
    from mentorship.programs.models.amendment import Amendment

# The obligatory parts of the text (TRM-07) and how a refusal names them.
PARTS = {
    "forms_note": "описание форм и видов",
    "initial_level": "начальная подготовка и опыт",
    "goal": "цель",
    "tasks": "задачи",
    "expected": "ожидаемые результаты",
}


EDITABLE = ("draft", "with_mentee", "returned")  # not handed in yet, or given back


class ProgramQuerySet(models.QuerySet["Program"]):
    def visible_to(self, user: User) -> "ProgramQuerySet":
        return privacy.programs_for(self, user)

    def search(self, text: str, user: User) -> "ProgramQuerySet":
        return self.filter(pair__in=Pair.objects.search(text, user))

    def with_people(self) -> "ProgramQuerySet":
        return self.select_related("pair__mentor", "pair__form", "pair__kind", "pair__edition").prefetch_related(
            "pair__participations__mentee"
        )


class Program(models.Model):
    """One programme a pair; its term lies inside the pair's."""

    class Status(models.TextChoices):
        DRAFT = "draft", "составляется"
        WITH_MENTEE = "with_mentee", worded("у {mentee.gen} на ознакомлении")
        SUBMITTED = "submitted", "на утверждении"
        RETURNED = "returned", "возвращена на доработку"
        APPROVED = "approved", "утверждена"

    pair = models.OneToOneField(Pair, models.PROTECT, related_name="program", verbose_name="пара")
    status = models.CharField("состояние", max_length=12, choices=Status, default=Status.DRAFT)
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    forms_note = models.TextField("формы и виды наставничества: описание", blank=True)
    initial_level = models.TextField("начальная подготовка и опыт", blank=True)
    goal = models.TextField("цель", blank=True)
    tasks = models.TextField("задачи", blank=True)
    directions = models.ManyToManyField(Option, blank=True, related_name="+", verbose_name="направления")
    expected = models.TextField("ожидаемые результаты", blank=True)
    control = models.TextField("как проверяются результаты", blank=True)
    return_reason = models.TextField("причина возврата", blank=True)
    submitted_on = models.DateField("отправлена на утверждение", null=True, blank=True)
    # Who has written down what the mentor handed in on paper; empty: the mentor did it under the own login.
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    approved_on = models.DateField("утверждена", null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="утвердил"
    )
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="programs", verbose_name="приказ об утверждении"
    )
    minutes_number = models.CharField("номер протокола", max_length=40, blank=True)
    minutes_on = models.DateField("дата протокола", null=True, blank=True)
    published_on = models.DateField("результаты размещены", null=True, blank=True)
    published_url = models.URLField("адрес результатов на сайте", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    history = HistoricalRecords(m2m_fields=[directions])

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = "программа"
        verbose_name_plural = "программы"
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="program_by_start")]
        constraints = [
            models.CheckConstraint(
                name="program_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Окончание программы не может быть раньше начала.",
            ),
            models.CheckConstraint(
                name="program_approved_whole",
                condition=Q(status="approved", approved_on__isnull=False, approved_by__isnull=False)
                | (~Q(status="approved") & Q(approved_on=None, approved_by=None)),
            ),
            models.CheckConstraint(
                name="program_recorded_with_day",
                condition=Q(recorded_by=None) | Q(submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="program_published_has_link",
                condition=Q(published_on=None, published_url="")
                | (Q(published_on__isnull=False) & ~Q(published_url="")),
                violation_error_message="Укажите и день, и адрес страницы с результатами.",
            ),
        ]

    def __str__(self) -> str:
        return f"Программа: {self.pair}"

    @property
    def level(self) -> str:
        """How the state looks: ok, warn, bad, info or muted."""
        return {"approved": "ok", "with_mentee": "warn", "submitted": "warn", "returned": "bad"}.get(
            self.status, "muted"
        )

    def get_absolute_url(self) -> str:
        return reverse("programs:card", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        """Its text and plan may be written now: as soon as the order of the pair is signed, until the pair is over."""
        return self.pair.is_not_over and self.status in EDITABLE

    @property
    def approved_how(self) -> str:
        """«приказ № 5 от 20.09.2026» or «протокол от 18.09.2026 № 2»; nothing where the curator approves."""
        if self.order and self.order.is_signed:
            return f"приказ № {self.order.number} от {self.order.signed_on:%d.%m.%Y}"
        return f"протокол от {self.minutes_on:%d.%m.%Y} № {self.minutes_number}" if self.minutes_on else ""

    @property
    def is_approved(self) -> bool:
        return self.status == self.Status.APPROVED

    @cached_property
    def ongoing(self) -> "Amendment | None":
        """The change of it that is being prepared, agreed on or signed; looked up once."""
        return self.amendments.open().first()

    def relations_of(self, person_id: int) -> set[Relation]:
        return self.pair.relations_of(person_id)


class Activity(models.Model):
    """One item of the plan, in a section of п. 3.6 where the edition has them, with its date and its result."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="activities", verbose_name="программа")
    section = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="раздел плана"
    )
    title = models.CharField("мероприятие", max_length=500)
    content = models.TextField("содержание", blank=True)
    starts_on = models.DateField("с", null=True, blank=True)
    due_on = models.DateField("срок")
    responsible = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="ответственный")
    expected = models.CharField("ожидаемый результат", max_length=500, blank=True)
    need = models.ForeignKey(
        Need, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="на какой запрос отвечает"
    )
    # The day on which a responsible mentee says that it was done; the mentor confirms by the mark (PRN-07).
    reported_on = models.DateField("выполнено, по словам ответственного", null=True, blank=True)
    done_on = models.DateField("выполнено", null=True, blank=True)
    result = models.TextField("что получилось", blank=True)
    evidence = models.FileField("подтверждающий файл", upload_to="evidence/%Y/", blank=True)
    cancelled_on = models.DateField("отменено", null=True, blank=True)
    cancel_reason = models.TextField("почему отменено", blank=True)
    # Of a plan that another mentor takes over: the item in the programme of the mentor before (REP-06).
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="перенесено из мероприятия"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ["section__position", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="activity_dates_in_order",
                condition=Q(starts_on=None) | Q(due_on__gte=F("starts_on")),
                violation_error_message="Срок не может быть раньше начала.",
            ),
            models.CheckConstraint(
                name="activity_cancelled_with_reason",
                condition=Q(cancelled_on=None, cancel_reason="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancel_reason="")),
            ),
            models.CheckConstraint(
                name="activity_done_or_cancelled",
                condition=Q(done_on=None) | Q(cancelled_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.cancelled_on is None

    @property
    def is_reported(self) -> bool:
        """Whether it waits for the mentor to confirm."""
        return self.is_open and self.reported_on is not None

    def relations_of(self, person_id: int) -> set[Relation]:
        """Who is responsible has it as one's own."""
        own = {Relation.SELF} if person_id == self.responsible_id else set()
        return self.program.relations_of(person_id) | own


class Remark(models.Model):
    """What a mentee or the council says about the programme (PRG-13, PRG-14)."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="remarks", verbose_name="программа")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    text = models.TextField("замечание")
    created_at = models.DateTimeField("когда", auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "замечание"
        verbose_name_plural = "замечания"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class ProgramAcquaintance(models.Model):
    """A mentee has read the programme (PRG-10)."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="acquaintances", verbose_name="программа")
    mentee = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=worded("{mentee.nom}"))
    acknowledged_on = models.DateField("ознакомлен")
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ознакомление с программой"
        verbose_name_plural = "ознакомления с программой"
        constraints = [models.UniqueConstraint(name="program_acquaintance_once", fields=["program", "mentee"])]

    def __str__(self) -> str:
        return f"{self.mentee}: {self.acknowledged_on:%d.%m.%Y}"
