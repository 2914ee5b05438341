"""An extension or correction of an approved programme by mutual consent (п. 7.2, END-04, END-05)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import Relation
from mentorship.orders.models import Order
from mentorship.people.models import Need, Person, User
from mentorship.programs import privacy
from mentorship.programs.models.program import Activity, Program
from mentorship.regulation.models import Option

OPEN = ("draft", "asked", "agreed", "granted")
# What an item of the plan is told by; a change of it has all of these too.
PLANNED = ("section", "title", "content", "starts_on", "due_on", "responsible", "expected", "need")


def change_words(extends: bool, corrects: bool) -> str:
    """«Продление и корректировка программы»."""
    parts = [word for word, said in (("продление", extends), ("корректировка", corrects)) if said]
    return f"{' и '.join(parts)} программы".capitalize()


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def visible_to(self, user: User) -> "AmendmentQuerySet":
        return privacy.amendments_for(self, user)

    def open(self) -> "AmendmentQuerySet":
        return self.filter(status__in=OPEN)

    def with_people(self) -> "AmendmentQuerySet":
        return self.select_related("program__pair__mentor", "program__pair__edition", "order", "form", "kind")


class Amendment(models.Model):
    """One change of an approved programme: a new end, new words, a new plan; until it takes effect all runs as before.

    Empty ends: it extends nothing. `texts` has only the parts of the text that are to change.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "готовится"
        ASKED = "asked", "на согласовании"
        AGREED = "agreed", "согласовано всеми"
        GRANTED = "granted", "в проекте приказа"
        APPLIED = "applied", "внесено в программу"
        DECLINED = "declined", "не согласовано"
        REFUSED = "refused", "отклонено куратором"
        WITHDRAWN = "withdrawn", "отозвано"

    program = models.ForeignKey(Program, models.PROTECT, related_name="amendments", verbose_name="программа")
    status = models.CharField("состояние", max_length=9, choices=Status, default=Status.DRAFT)
    corrects = models.BooleanField("корректировка содержания", default=False)
    reason = models.TextField("причина")
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="кто предложил")
    started_on = models.DateField("предложено")
    old_pair_ends_on = models.DateField("прежнее окончание пары")
    old_program_ends_on = models.DateField("прежнее окончание программы")
    pair_ends_on = models.DateField("новое окончание пары", null=True, blank=True)
    program_ends_on = models.DateField("новое окончание программы", null=True, blank=True)
    form = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="новая форма наставничества"
    )
    kind = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="новый вид наставничества"
    )
    texts = models.JSONField("новые тексты", default=dict, blank=True)
    # What it changes, as (part, before, after): kept when it closes, counted from the programme until then.
    changes = models.JSONField("что изменяется", default=list, blank=True)
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="amendments", verbose_name="приказ об изменении"
    )
    minutes_number = models.CharField("номер протокола", max_length=40, blank=True)
    minutes_on = models.DateField("дата протокола", null=True, blank=True)
    closing_reason = models.TextField("почему не состоялось", blank=True)
    closed_on = models.DateField("решено", null=True, blank=True)
    history = HistoricalRecords()

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = "изменение программы"
        verbose_name_plural = "изменения программ"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="amendment_one_open",
                fields=["program"],
                condition=Q(status__in=OPEN),
                violation_error_message="Изменение этой программы уже готовится: дождитесь решения или отзовите его.",
            ),
            models.CheckConstraint(
                name="amendment_ends_whole",
                condition=Q(pair_ends_on=None, program_ends_on=None)
                | Q(pair_ends_on__gte=F("program_ends_on"), program_ends_on__gt=F("old_program_ends_on")),
                violation_error_message="Новое окончание программы — позже прежнего и не позже окончания пары.",
            ),
            models.CheckConstraint(
                name="amendment_granted_by_order", condition=~Q(status="granted") | Q(order__isnull=False)
            ),
            models.CheckConstraint(
                name="amendment_closed_whole",
                condition=Q(status__in=OPEN, closed_on=None) | (~Q(status__in=OPEN) & Q(closed_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.program.pair}"

    def get_absolute_url(self) -> str:
        return reverse("programs:amendment", args=[self.pk])

    @property
    def what(self) -> str:
        return change_words(self.extends, self.corrects)

    @property
    def level(self) -> str:
        """How the state looks: ok, warn, bad, info or muted."""
        found = {"applied": "ok", "declined": "bad", "refused": "bad", "withdrawn": "muted"}
        return found.get(self.status, "warn")

    @property
    def extends(self) -> bool:
        return self.program_ends_on is not None

    @property
    def prolongs_pair(self) -> bool:
        return self.pair_ends_on is not None and self.pair_ends_on > self.old_pair_ends_on

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def by_act(self) -> str:
        """«приказ № 5 от 20.09.2026» or «протокол от 18.09.2026 № 2»; nothing where the curator decides alone."""
        if self.order and self.order.is_signed:
            return f"приказ № {self.order.number} от {self.order.signed_on:%d.%m.%Y}"
        return f"протокол от {self.minutes_on:%d.%m.%Y} № {self.minutes_number}" if self.minutes_on else ""

    def relations_of(self, person_id: int) -> set[Relation]:
        return self.program.relations_of(person_id)


class PlanChange(models.Model):
    """One item of the plan as the correction wants it: a new one, another wording, or dropped (END-05)."""

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="plan", verbose_name="изменение программы")
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name="мероприятие"
    )
    drops = models.BooleanField("исключить", default=False)
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
        Need, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="на какой запрос отвечает"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "изменение в плане"
        verbose_name_plural = "изменения в плане"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="plan_change_once", fields=["amendment", "activity"], condition=Q(activity__isnull=False)
            ),
            models.CheckConstraint(name="plan_change_of_something", condition=Q(drops=False) | ~Q(activity=None)),
            models.CheckConstraint(
                name="plan_change_dates_in_order",
                condition=Q(starts_on=None) | Q(due_on__gte=F("starts_on")),
                violation_error_message="Срок не может быть раньше начала.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def holds(self) -> bool:
        """What was done or cancelled meanwhile stays as it is: the change of it falls away."""
        return self.activity is None or self.activity.is_open

    def relations_of(self, person_id: int) -> set[Relation]:
        return self.amendment.relations_of(person_id)


class Assent(models.Model):
    """A participant agrees to the amendment or declines, under the own login or on paper (п. 7.2)."""

    class Method(models.TextChoices):
        ONLINE = "online", "в программе"
        PAPER = "paper", "на бумаге"

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="assents", verbose_name="изменение программы")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="участник")
    agreed_on = models.DateField("согласие дано", null=True, blank=True)
    declined_on = models.DateField("отказ", null=True, blank=True)
    method = models.CharField("как", max_length=6, choices=Method, blank=True)
    place = models.CharField("где хранится подлинник", max_length=200, blank=True)
    reason = models.TextField("почему не согласен", blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "согласие на изменение программы"
        verbose_name_plural = "согласия на изменение программ"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="assent_once", fields=["amendment", "person"]),
            models.CheckConstraint(name="assent_one_answer", condition=Q(agreed_on=None) | Q(declined_on=None)),
            models.CheckConstraint(name="assent_declined_with_reason", condition=Q(declined_on=None) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.person.short_name}: {self.word}"

    @property
    def is_open(self) -> bool:
        return self.agreed_on is None and self.declined_on is None

    @property
    def word(self) -> str:
        return "согласие" if self.agreed_on else "отказ" if self.declined_on else "ещё нет ответа"

    @property
    def details(self) -> str:
        """«01.03.2027, на бумаге, папка № 4», «01.03.2027: нет времени»; nothing until there is an answer."""
        if self.agreed_on:
            where = f", {self.place}" if self.place else ""
            return f"{self.agreed_on:%d.%m.%Y}, {self.get_method_display()}{where}"
        return f"{self.declined_on:%d.%m.%Y}: {self.reason}" if self.declined_on else ""

    @property
    def level(self) -> str:
        return "ok" if self.agreed_on else "bad" if self.declined_on else "warn"

    def relations_of(self, person_id: int) -> set[Relation]:
        return self.amendment.relations_of(person_id)
