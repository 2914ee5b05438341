"""The acts that mentoring stands on, of every level: laws, orders, letters (PRN-02, PRN-03, PUB-05; legal.md 1.16)."""

from datetime import date

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.core.fields import SearchKeyField
from mentorship.core.terms import Day, lasting, lasts_on, not_past
from mentorship.core.words.text import fold

# By the words of their kinds: what weighs more stands higher in lists. What is not named here is of weight OTHERS.
WEIGHTS = {
    "конституция": 0,
    "кодекс": 1,
    "закон": 2,
    "указ": 3,
    "постановление": 4,
    "распоряжение": 5,
    "приказ": 6,
    "письмо": 8,
    "рекомендации": 8,
    "разъяснения": 8,
}
OTHERS = 7


class LegalActQuerySet(models.QuerySet["LegalAct"]):
    def visible_to(self, user):
        """The legal base is no secret of anybody: the whole staff reads it."""
        return self

    def in_force_on(self, day: Day):
        return self.filter(lasting(day, always=True))

    def not_ended_on(self, day: Day):
        """In force on the day, or still to come."""
        return self.filter(not_past(day))

    def of_level(self, level: str):
        return self.filter(level=level)

    def ranked(self):
        """`rank` puts the highest level first, `weight` codes before laws and letters last."""
        ranks = [When(level=level, then=Value(rank)) for rank, level in enumerate(LegalAct.Level)]
        weights = [When(kind__iregex=rf"(^|\s){word}(\s|$)", then=Value(weight)) for word, weight in WEIGHTS.items()]
        return self.annotate(rank=Case(*ranks), weight=Case(*weights, default=Value(OTHERS)))

    def by_weight(self):
        """From the highest level and the weightiest kind on, the oldest first."""
        return self.ranked().order_by("rank", "weight", "adopted_on", "pk")

    def search(self, text: str):
        acts = self
        for word in fold(text).split():
            acts = acts.filter(search_key__contains=word)
        return acts


class LegalAct(models.Model):
    """One act: never deleted, out of force from a day with a reason. `kind` and `issuer` are declined as one phrase.

    `articles` are the numbers that exist («351.8», «1–424»): any other that is cited is asked about; nothing is
    asked where the list is empty. `offered` are those of them that bases of orders may name.
    """

    class Level(models.TextChoices):
        FEDERAL = "federal", "федеральный"
        REGIONAL = "regional", "региональный"
        MUNICIPAL = "municipal", "муниципальный"
        INSTITUTION = "institution", "акт учреждения"

    level = models.CharField("уровень", max_length=11, choices=Level)
    kind = models.CharField("вид акта", max_length=100)
    issuer = models.CharField("кто принял", max_length=300, blank=True)
    number = models.CharField("номер", max_length=100, blank=True)
    adopted_on = models.DateField("принят")
    title = models.CharField("название", max_length=500, blank=True)
    short_name = models.CharField("как называют коротко", max_length=60, blank=True)
    search_key = SearchKeyField(sources=["kind", "issuer", "number", "title", "short_name"], max_length=1100)
    link = models.URLField("ссылка на текст", max_length=500, blank=True)
    articles = models.JSONField("какие статьи в нём есть", default=list, blank=True)
    offered = models.JSONField("статьи для оснований", default=list, blank=True)
    note = models.TextField("о чём для нас", blank=True)
    to_verify = models.BooleanField("сверить с официальным текстом", default=False)
    starts_on = models.DateField("действует с", null=True, blank=True)
    ends_on = models.DateField("действует по", null=True, blank=True)
    end_reason = models.CharField("почему утратил силу", max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced", verbose_name="чем заменён"
    )
    # The day on which somebody of the institution has written it down; those that come with the program have none.
    added_on = models.DateField("внесён", null=True, blank=True, editable=False)
    checked_on = models.DateField("Положение с ним сверено", null=True, blank=True)
    check_note = models.TextField("чем закончилась сверка", blank=True)
    history = HistoricalRecords()

    objects = LegalActQuerySet.as_manager()

    class Meta:
        verbose_name = "нормативный акт"
        verbose_name_plural = "нормативная база"
        ordering = ["-adopted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="legal_act_days_in_order",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Акт не может утратить силу раньше, чем вступил в неё.",
            ),
            models.CheckConstraint(
                name="legal_act_ended_with_reason",
                condition=Q(ends_on=None, end_reason="", replaced_by=None)
                | (Q(ends_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Укажите и день, и чем или почему акт отменён.",
            ),
            models.CheckConstraint(
                name="legal_act_checked_with_note",
                condition=Q(checked_on=None, check_note="") | (Q(checked_on__isnull=False) & ~Q(check_note="")),
                violation_error_message="Напишите, чем закончилась сверка Положения с этим актом.",
            ),
            models.CheckConstraint(
                name="legal_act_not_replaced_by_itself",
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("pk")),
                violation_error_message="Акт не может быть заменён самим собой.",
            ),
            models.UniqueConstraint(
                name="legal_act_once",
                fields=["adopted_on", "number", "kind", "issuer"],
                violation_error_message="Такой акт уже есть в базе: найдите его в списке.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("regulation:legal_act", args=[self.pk])

    @property
    def phrase(self) -> str:
        """What is declined: «приказ Министерства образования Республики Коми»."""
        return f"{self.kind} {self.issuer}".strip()

    @property
    def requisites(self) -> str:
        """«от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»»."""
        number = f"№\N{NO-BREAK SPACE}{self.number}" if self.number else ""
        title = f"«{self.title}»" if self.title else ""
        return " ".join(filter(None, [f"от {self.adopted_on:%d.%m.%Y}", number, title]))

    @property
    def name(self) -> str:
        """The act in full: «Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»»."""
        return f"{self.phrase} {self.requisites}"

    @property
    def is_code(self) -> bool:
        """A code is cited by its name, without day and number."""
        return "кодекс" in self.kind.lower()

    def lasts_on(self, day: date) -> bool:
        return lasts_on(day, self.starts_on, self.ends_on)

    def state(self, day: date) -> tuple[str, str]:
        """How the state looks, and its word."""
        if self.ends_on and not lasts_on(day, None, self.ends_on):
            return "muted", f"утратил силу, действовал по {self.ends_on:%d.%m.%Y}"
        if not self.lasts_on(day):
            return "info", f"вступит в силу {self.starts_on:%d.%m.%Y}"
        return "ok", f"действует по {self.ends_on:%d.%m.%Y}" if self.ends_on else "действует"
