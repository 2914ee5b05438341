"""Who one works with outside the institution, by which agreements (GOAL-04, DIR-09, CUR-11)."""

from datetime import date

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import READING_OFFICES
from mentorship.core.fields import SearchKeyField
from mentorship.core.past import not_yet
from mentorship.core.terms import Day, lasts_on, not_past
from mentorship.core.words.text import fold
from mentorship.events.models import Event
from mentorship.people.models import Person


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, user):
        """Offices that keep and read the records of mentoring."""
        return self if user.offices & READING_OFFICES else self.none()

    def working_on(self, day: Day):
        """One still works with them on the day."""
        return self.filter(not_past(day, "ended_on"))

    def search(self, text: str):
        partners = self
        for word in fold(text).split():
            partners = partners.filter(search_key__contains=word)
        return partners


class Partner(models.Model):
    """An organisation or an informal community; work with it ends on a day with a reason, the card stays."""

    class Kind(models.TextChoices):
        SCHOOL = "school", "школа"
        KINDERGARTEN = "nursery", "детский сад"
        EXTRA = "extra", "организация дополнительного образования"
        COLLEGE = "college", "колледж, вуз"
        METHODICAL = "methods", "методическая служба, институт развития образования"
        COMMUNITY = "network", "педагогическое сообщество, сеть"
        OTHER = "other", "другая организация"

    class Level(models.TextChoices):
        SCHOOL = "school", "школьный"
        MUNICIPAL = "municipal", "муниципальный"
        REGIONAL = "regional", "региональный"
        FEDERAL = "federal", "федеральный"

    full_name = models.CharField("полное наименование", max_length=500, unique=True)
    short_name = models.CharField("краткое наименование", max_length=200)
    search_key = SearchKeyField(sources=["short_name", "full_name", "contact"], max_length=1000)
    kind = models.CharField("что это", max_length=10, choices=Kind)
    level = models.CharField("уровень", max_length=10, choices=Level)
    inn = models.CharField("ИНН", max_length=12, blank=True)
    ogrn = models.CharField("ОГРН", max_length=15, blank=True)
    address = models.CharField("адрес", max_length=300, blank=True)
    contact = models.CharField("с кем связываться", max_length=200, blank=True)
    phone = models.CharField("телефон", max_length=60, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    site = models.URLField("сайт", max_length=500, blank=True)
    note = models.TextField("о чём договорились", blank=True)
    ended_on = models.DateField("работали по", null=True, blank=True)
    end_reason = models.TextField("почему закончили", blank=True)
    events = models.ManyToManyField(Event, blank=True, related_name="partners", verbose_name="общие события")
    mentors = models.ManyToManyField(Person, blank=True, related_name="partners", verbose_name="внешние наставники")
    history = HistoricalRecords(m2m_fields=[events, mentors])

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "партнёр"
        verbose_name_plural = "партнёры"
        ordering = ["search_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="partner_inn_once",
                fields=["inn"],
                condition=~Q(inn=""),
                violation_error_message="Партнёр с таким ИНН уже есть: найдите его в списке.",
            ),
            models.CheckConstraint(
                name="partner_ended_with_reason",
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Укажите, почему закончили работать с партнёром.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("partners:card", args=[self.pk])

    def works_on(self, day: date) -> bool:
        return lasts_on(day, None, self.ended_on)


class CooperationQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user):
        return self if user.offices & READING_OFFICES else self.none()

    def signed(self):
        return self.exclude(signed_on=None)

    def signed_by(self, day: Day):
        """Signed by the day; `last_on` is the last day as it was known then."""
        last = Case(When(ended_on__lte=day, then=F("ended_on")), default=F("ends_on"))
        return self.filter(signed_on__lte=day).annotate(last_on=last)

    def expiring(self, day: Day, until: Day):
        """Of those the last ones of partners one works with that end by `until`; past ones while mentors are linked."""
        signed = Agreement.objects.signed_by(day)
        later = signed.filter(partner=OuterRef("partner"), last_on__gt=OuterRef("last_on"))
        linked = Partner.mentors.through.objects.filter(partner=OuterRef("partner"))
        ending = signed.filter(not_yet(day, "partner__ended_on"), last_on__lte=until)
        return ending.filter(Q(last_on__gte=day) | Exists(linked)).filter(~Exists(later))


class Agreement(models.Model):
    """An agreement of cooperation (D55). A signed one does not change: another term is another agreement."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="agreements", verbose_name="партнёр")
    number = models.CharField("номер", max_length=40, blank=True)
    signed_on = models.DateField("подписано", null=True, blank=True)
    starts_on = models.DateField("действует с")
    ends_on = models.DateField("действует по")
    subject = models.CharField("направление сверх общих", max_length=300, blank=True)
    represented_by = models.CharField("партнёр в лице", max_length=300, blank=True)
    acting_on = models.CharField("на основании", max_length=200, blank=True)
    signer_post = models.CharField("должность в подписи", max_length=150, blank=True)
    signer = models.CharField("имя в подписи", max_length=100, blank=True)
    notice_days = models.PositiveSmallIntegerField("предупредить об отказе за, дней", null=True, blank=True)
    ended_on = models.DateField("прекращено", null=True, blank=True)
    end_reason = models.TextField("почему прекращено", blank=True)
    history = HistoricalRecords()

    objects = CooperationQuerySet.as_manager()

    class Meta:
        verbose_name = "соглашение с партнёром"
        verbose_name_plural = "соглашения с партнёрами"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cooperation_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Соглашение не может закончиться раньше, чем началось.",
            ),
            models.CheckConstraint(
                name="cooperation_signed_with_number",
                condition=Q(signed_on=None, number="") | (Q(signed_on__isnull=False) & ~Q(number="")),
                violation_error_message="У подписанного соглашения есть и номер, и день.",
            ),
            models.CheckConstraint(
                name="cooperation_ended_with_reason",
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message="Укажите, почему соглашение прекращено.",
            ),
            models.UniqueConstraint(
                name="cooperation_number_once",
                fields=["number", "signed_on"],
                condition=~Q(number=""),
                violation_error_message="Соглашение с таким номером и днём уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"Соглашение № {self.number}" if self.number else f"Проект соглашения с {self.starts_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("partners:agreement", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.signed_on is None

    def state(self, day: date) -> tuple[str, str]:
        """How the state looks, and its word."""
        if self.is_draft:
            return ("muted", "не состоялось") if self.ended_on else ("warn", "проект")
        if not lasts_on(day, None, self.ended_on):
            return "muted", f"прекращено {self.ended_on:%d.%m.%Y}"
        if not lasts_on(day, None, self.ends_on):
            return "muted", f"закончилось {self.ends_on:%d.%m.%Y}"
        return ("ok", "действует") if lasts_on(day, self.starts_on, None) else ("info", "начнёт действовать")
