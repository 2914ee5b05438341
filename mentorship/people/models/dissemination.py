"""Consents to dissemination of personal data (152-ФЗ, art. 10.1): what, on which pages, and until when it stopped."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from mentorship.core.past import not_yet
from mentorship.core.terms import Day, lasting, lasts_on
from mentorship.people.models.account import User
from mentorship.people.models.consent import Consent
from mentorship.people.models.person import Person


class ResourceQuerySet(models.QuerySet["Resource"]):
    def on(self, day: Day):
        """Those that the institution keeps on the day."""
        return self.filter(lasting(day))


class Resource(models.Model):
    """An information resource of the institution, named in a consent by its full address (legal.md 4.5)."""

    class Kind(models.TextChoices):
        SITE = "site", "страница сайта учреждения"
        NETWORK = "network", "страница в социальной сети"
        OTHER = "other", "другое"

    kind = models.CharField("что это", max_length=10, choices=Kind)
    title = models.CharField("название", max_length=200)
    url = models.URLField("полный адрес", max_length=500)
    starts_on = models.DateField("ведётся с")
    ends_on = models.DateField("ведётся по", null=True, blank=True)
    history = HistoricalRecords()

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = "страница учреждения"
        verbose_name_plural = "страницы учреждения"
        ordering = ["kind", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="resource_days_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Последний день не может быть раньше первого.",
            ),
            models.UniqueConstraint(
                fields=["url"],
                condition=Q(ends_on=None),
                name="resource_once",
                violation_error_message="Такая страница уже есть в списке.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.url}"

    def lasts_on(self, day: date) -> bool:
        return lasts_on(day, self.starts_on, self.ends_on)


class Dissemination(models.Model):
    """What a consent to dissemination says besides its items: where, under which conditions, how to reach the person.

    It is written once, with its consent; `replaced_by` is the newer consent that came in its place. `checked_…` say
    once what was decided about the conditions: whether the planned showing keeps them (`met`), and how.
    """

    consent = models.OneToOneField(Consent, models.PROTECT, related_name="dissemination", verbose_name="согласие")
    resources = models.ManyToManyField(Resource, related_name="disseminations", verbose_name="где")
    phone = models.CharField("телефон", max_length=40, blank=True)
    address = models.CharField("электронная почта или почтовый адрес", max_length=300, blank=True)
    no_transfer = models.BooleanField("запрещена передача", default=False)
    no_processing = models.BooleanField("запрещена обработка", default=False)
    conditions = models.TextField("условия обработки", blank=True)
    other = models.TextField("иные условия и запреты", blank=True)
    replaced_by = models.ForeignKey(
        Consent, models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="заменено согласием"
    )
    checked_on = models.DateField("условия проверены", null=True, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто проверил условия"
    )
    met = models.BooleanField("условия учтены", default=False)
    checked_words = models.TextField("как условия учтены", blank=True)

    class Meta:
        verbose_name = "условия распространения"
        verbose_name_plural = "условия распространения"
        constraints = [
            models.CheckConstraint(
                name="dissemination_has_contact",
                condition=~Q(phone="") | ~Q(address=""),
                violation_error_message="Укажите телефон, электронную почту или почтовый адрес.",
            ),
            models.CheckConstraint(
                name="dissemination_checked_says_how",
                condition=Q(checked_on=None, checked_by=None, checked_words="", met=False)
                | (Q(checked_on__isnull=False, checked_by__isnull=False) & ~Q(checked_words="")),
                violation_error_message="Напишите, как условия учтены.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.consent)

    @property
    def sets_conditions(self) -> bool:
        """Whether somebody has to judge words of the person before the data are shown; the twin of `conditional`."""
        return bool(self.conditions or self.other) or any(row.conditions for row in self.consent.items.all())


class Stop(models.Model):
    """The end of dissemination of some items: why, from which day, and when it was really done (legal.md 4.7).

    The items that it ends point to it; `resources` are the pages from which they are to be removed.
    """

    class Cause(models.TextChoices):
        DEMAND = "demand", "отозвано"
        REPLACED = "replaced", "заменено новым согласием"
        TERM = "term", "срок согласия истёк"

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="stops", verbose_name="согласие")
    cause = models.CharField("почему", max_length=10, choices=Cause)
    method = models.CharField("как получено", max_length=10, choices=Consent.Method)
    on = models.DateField("с какого дня")
    resources = models.ManyToManyField(Resource, related_name="stops", verbose_name="откуда убрать")
    done_on = models.DateField("распространение прекращено", null=True, blank=True)
    done = models.TextField("что сделано", blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "прекращение распространения"
        verbose_name_plural = "прекращения распространения"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="stop_done_after_demand",
                condition=Q(done_on=None) | Q(done_on__gte=F("on")),
                violation_error_message="Прекратить распространение можно не раньше дня требования.",
            ),
            models.CheckConstraint(
                name="stop_done_says_what",
                condition=Q(done_on=None, done="") | (Q(done_on__isnull=False) & ~Q(done="")),
                violation_error_message="Напишите, что сделано.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.on:%d.%m.%Y}"

    @property
    def person(self) -> Person:
        return self.consent.person


class ConsentItemQuerySet(models.QuerySet["ConsentItem"]):
    def permitted_on(self, day: date, resource: int):
        """Of consents in force on the day that name this page, kept then; what is stopped is left out.

        Left out too is what has conditions that nobody has found kept by the day (art. 10.1 p. 9).
        """
        spread = Consent.objects.in_force_on(day).filter(kind=Consent.Kind.SPREAD)
        pages = Resource.objects.on(day).filter(pk=resource, disseminations__consent=OuterRef("consent"))
        met = Q(consent__dissemination__met=True, consent__dissemination__checked_on__lte=day)
        free = Q(conditions="", consent__dissemination__conditions="", consent__dissemination__other="")
        permitted = self.filter(Exists(pages), not_yet(day, "stop__on"), consent__in=spread.order_by().values("pk"))
        return permitted.filter(met | free)

    def conditional(self):
        """Those that stand under words of the person: of their own, or of the whole consent."""
        terms = Q(consent__dissemination__conditions="", consent__dissemination__other="")
        return self.exclude(Q(conditions="") & terms)


class ConsentItem(models.Model):
    """One kind of data that a person has permitted, with conditions of its own; what has no row is not permitted."""

    class Item(models.TextChoices):
        SURNAME = "surname", "фамилия"
        NAME = "name", "имя"
        PATRONYMIC = "patronymic", "отчество"
        POST = "post", "должность"
        EDUCATION = "education", "образование"
        CATEGORY = "category", "квалификационная категория"
        EXPERIENCE = "experience", "стаж педагогической работы"
        PHOTO = "photo", "фотография (фотоизображение)"
        VIDEO = "video", "видеозапись с моим участием"
        ROLE = "role", "роль в наставнической паре (группе)"
        RESULTS = "results", "тема и результаты персонализированной программы"
        PRACTICE = "practice", "описание педагогической практики (кейс) с указанием авторства"
        ACHIEVEMENTS = "achievements", "профессиональные достижения, награды, участие в конкурсах"
        CONTACTS = "contacts", "рабочие телефон и адрес электронной почты"

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="items", verbose_name="согласие")
    item = models.CharField("какие данные", max_length=15, choices=Item)
    conditions = models.CharField("условия и запреты", max_length=300, blank=True)
    stop = models.ForeignKey(
        Stop, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="прекращено"
    )

    objects = ConsentItemQuerySet.as_manager()

    class Meta:
        verbose_name = "разрешённые данные"
        verbose_name_plural = "разрешённые данные"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consent", "item"], name="consent_item_once")]

    def __str__(self) -> str:
        return self.get_item_display()
