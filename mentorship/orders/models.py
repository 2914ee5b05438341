"""Orders: draft → signed, numbered, kept as issued; revoked only by another order (ORD-01…18)."""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import Exists, Q, QuerySet
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import LEADING_OFFICES, READING_OFFICES, Relation
from mentorship.core.fields import SearchKeyField
from mentorship.core.naming import names_of
from mentorship.core.words.text import fold
from mentorship.people.models import Person, User


def signed_title(number: str, signed_on: date) -> str:
    """«Приказ № 5 от 20.09.2026»."""
    return f"Приказ № {number} от {signed_on:%d.%m.%Y}"


class OrderQuerySet(QuerySet["Order"]):
    def search(self, text: str):
        orders = self
        for word in fold(text).split():
            orders = orders.filter(search_key__contains=word)
        return orders

    def drafts(self):
        return self.filter(status=Order.Status.DRAFT)

    def signed(self):
        """In force, or revoked since."""
        return self.filter(status__in=SIGNED)

    def visible_to(self, user):
        """Offices see every order, others the signed ones that name them.

        A draft that ends, hands over or pauses somebody's own pair is told in office only to whoever prepares it.
        """
        if user.offices & READING_OFFICES:
            prepares = user.person_id is None or user.offices & LEADING_OFFICES
            return self if prepares else self.exclude(pk__in=_drafts_about(user.person_id).values("pk"))
        return self.signed().filter(acquaintances__person=user.person_id)


def _drafts_about(person_id: int) -> QuerySet["Order"]:
    """Unsigned orders that end, hand over or pause a pair of this person; a discarded one no longer says whose pair."""
    named = Q(pk=None)
    for path in ("closed_pairs", "pairs", "pause__pair", "resumed_pause__pair"):
        for side in ("mentor", "participations__mentee", "stand_ins__person"):
            named |= Q(**{f"{path}__{side}": person_id})
    paired = Q(mentor_pairs__isnull=False) | Q(participations__isnull=False) | Q(stand_ins__isnull=False)
    sides = Person.objects.filter(paired, pk=person_id)
    found = Q(status=Order.Status.DRAFT) & named | Q(status=Order.Status.DISCARDED) & Exists(sides)
    return Order.objects.filter(found, kind__in=("completion", "replacement", "pause"))


class Order(models.Model):
    """An order of the head. After signing nothing of it changes but `status` (revoked)."""

    class Status(models.TextChoices):
        DRAFT = "draft", "проект"
        SIGNED = "signed", "подписан"
        REVOKED = "revoked", "отменён другим приказом"
        DISCARDED = "discarded", "проект отклонён"

    kind = models.CharField("вид приказа", max_length=40)
    status = models.CharField("состояние", max_length=10, choices=Status, default=Status.DRAFT)
    heading = models.CharField("заголовок", max_length=300)
    preamble = models.TextField("основания", blank=True)
    control = models.TextField("пункт о контроле", blank=True)
    items = models.TextField("пункты, исправленные вручную", blank=True)
    items_basis = models.TextField("пункты по образцу в день правки", blank=True)
    values = models.JSONField("сведения для текста", default=dict, blank=True)
    search_key = SearchKeyField(sources=["number", "heading"], max_length=400)
    journal = models.CharField("журнал", max_length=40, default="основная деятельность")
    year = models.PositiveSmallIntegerField("год", null=True, blank=True)
    number = models.CharField("номер", max_length=40, blank=True)
    signed_on = models.DateField("дата приказа", null=True, blank=True)
    signed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="signed_orders", verbose_name="подписал"
    )
    signed_at = models.DateTimeField("подписан в программе", null=True, blank=True)
    # Who has registered what the head signed with a pen; empty: it was signed under the head's own login.
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    snapshot = models.JSONField("текст приказа", null=True, blank=True)
    revokes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="revoked_by", verbose_name="отменяет приказ"
    )
    reason = models.TextField("причина", blank=True)
    created_at = models.DateTimeField("создан", auto_now_add=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="подготовил")
    history = HistoricalRecords(excluded_fields=["snapshot"])

    objects = OrderQuerySet.as_manager()
    # Of each appendix, whether whoever has asked for the order is shown it; None where all of them are.
    shown_appendices: Sequence[bool] | None = None

    class Meta:
        verbose_name = "приказ"
        verbose_name_plural = "приказы"
        ordering = ["-signed_on", "-pk"]
        indexes = [models.Index(fields=["status", "-signed_on", "-id"], name="order_register")]
        constraints = [
            models.CheckConstraint(
                name="order_signed_whole_or_not_at_all",
                condition=Q(status__in=["draft", "discarded"], number="", year=None, signed_on=None, signed_by=None)
                | (
                    Q(status__in=["signed", "revoked"], year__gt=0, signed_on__isnull=False)
                    & Q(signed_by__isnull=False, snapshot__isnull=False)
                    & ~Q(number="")
                ),
                violation_error_message="У подписанного приказа должны быть номер, дата и подпись.",
            ),
            models.UniqueConstraint(
                name="order_number_once",
                fields=["journal", "year", "number"],
                condition=~Q(number=""),
                violation_error_message="Приказ с таким номером в этом году уже есть.",
            ),
        ]

    def __str__(self) -> str:
        if self.number and self.signed_on:
            return signed_title(self.number, self.signed_on)
        return f"Проект приказа «{self.heading}»"

    @property
    def level(self) -> str:
        """How the state looks: ok, warn, bad, info or muted."""
        return {"signed": "ok", "draft": "warn", "revoked": "bad"}.get(self.status, "muted")

    def get_absolute_url(self) -> str:
        return reverse("orders:card", args=[self.pk])

    @property
    def signer(self) -> str:
        """Who signed, by the name of that day, as on the paper."""
        if self.signed_by is None or self.signed_on is None:
            return ""
        with names_of(self.signed_on):
            return self.signed_by.short_name

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_signed(self) -> bool:
        return self.status in SIGNED

    def relations_of(self, person_id: int) -> set[Relation]:
        named = self.is_signed and self.acquaintances.filter(person=person_id).exists()
        return {Relation.SELF} if named else set()


SIGNED = (Order.Status.SIGNED, Order.Status.REVOKED)


class OrderPerson(models.Model):
    """A person whom the text of an order names in some role: whom it appoints, whom it obliges."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="roles", verbose_name="приказ")
    role = models.CharField("роль", max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="сотрудник")

    class Meta:
        verbose_name = "лицо в приказе"
        verbose_name_plural = "лица в приказе"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="order_role_once", fields=["order", "role", "person"])]

    def __str__(self) -> str:
        return f"{self.role}: {self.person}"


class CertificateMark(models.Model):
    """What the certificate behind an uploaded electronic signature says; never typed by hand."""

    order = models.OneToOneField(Order, models.PROTECT, related_name="certificate", verbose_name="приказ")
    serial = models.CharField("сертификат", max_length=80)
    owner = models.CharField("владелец", max_length=300)
    starts_on = models.DateField("действителен с")
    ends_on = models.DateField("действителен по")
    content = models.BinaryField("файл подписи или сертификата")
    history = HistoricalRecords(excluded_fields=["content"])

    class Meta:
        verbose_name = "отметка об электронной подписи"
        verbose_name_plural = "отметки об электронной подписи"

    def __str__(self) -> str:
        return self.serial


class NumberRegister(models.Model):
    """The last number taken in a journal in a year; its row is locked while a number is taken."""

    journal = models.CharField("журнал", max_length=40)
    year = models.PositiveSmallIntegerField("год")
    last = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        verbose_name = "журнал номеров"
        verbose_name_plural = "журналы номеров"
        constraints = [models.UniqueConstraint(name="register_once_a_year", fields=["journal", "year"])]


class Acquaintance(models.Model):
    """A person named in a signed order, and when they read it."""

    class Method(models.TextChoices):
        PAPER = "paper", "на бумаге"
        ONLINE = "online", "в программе"

    order = models.ForeignKey(Order, models.PROTECT, related_name="acquaintances", verbose_name="приказ")
    person = models.ForeignKey(Person, models.PROTECT, related_name="acquaintances", verbose_name="сотрудник")
    acknowledged_on = models.DateField("ознакомлен", null=True, blank=True)
    method = models.CharField("как", max_length=6, choices=Method, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ознакомление"
        verbose_name_plural = "ознакомления"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="acquaintance_once", fields=["order", "person"]),
            models.CheckConstraint(
                name="acquaintance_day_with_method",
                condition=Q(acknowledged_on=None, method="") | (Q(acknowledged_on__isnull=False) & ~Q(method="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.order}"


class Assignment(models.Model):
    """What a signed order has told a person to do by a day, and when they did it (ORD-09)."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="assignments", verbose_name="приказ")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments", verbose_name="кому поручено")
    what = models.TextField("что сделать")
    due_on = models.DateField("срок")
    done_on = models.DateField("выполнено", null=True, blank=True)
    result = models.TextField("что сделано", blank=True)
    url = models.URLField("адрес на сайте", max_length=500, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "поручение приказа"
        verbose_name_plural = "поручения приказов"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="assignment_once", fields=["order", "person", "what"]),
            models.CheckConstraint(
                name="assignment_result_when_done", condition=Q(result="", url="") | Q(done_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.what}"

    def get_absolute_url(self) -> str:
        return self.order.get_absolute_url()

    def relations_of(self, person_id: int) -> set[Relation]:
        return {Relation.SELF} if self.person_id == person_id else set()
