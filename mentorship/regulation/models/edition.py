"""The dated editions of the Положение: every limit, form and title as data."""

from dataclasses import fields
from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from mentorship.core.labels import worded
from mentorship.documents.wording import named
from mentorship.regulation.clauses import Limits


class EditionQuerySet(models.QuerySet["Edition"]):
    def in_force_on(self, day: date):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Edition(models.Model):
    """One dated редакция of the Положение. An empty limit means: there is no such rule."""

    title = models.CharField("название редакции", max_length=200)
    approved_by = models.CharField("чем утверждена", max_length=300, blank=True)
    starts_on = models.DateField("действует с")
    ends_on = models.DateField("действует по", null=True, blank=True)
    max_mentees = models.PositiveSmallIntegerField(
        worded("{mentees.gen} у одного наставника, не больше"), null=True, blank=True
    )
    group_min = models.PositiveSmallIntegerField("человек в группе, не меньше", null=True, blank=True)
    appoint_within_days = models.PositiveSmallIntegerField("назначить наставника за, дней", null=True, blank=True)
    appoint_working = models.BooleanField("срок назначения в рабочих днях", default=False)
    program_due_days = models.PositiveSmallIntegerField("составить программу за, дней", null=True, blank=True)
    program_due_working = models.BooleanField("срок программы в рабочих днях", default=False)
    mentor_report_days = models.PositiveSmallIntegerField("отчёт наставника за, дней", null=True, blank=True)
    mentee_report_days = models.PositiveSmallIntegerField(worded("отчёт {mentee.gen} за, дней"), null=True, blank=True)
    report_working = models.BooleanField("сроки отчётов в рабочих днях", default=False)
    mentoring_min_months = models.PositiveSmallIntegerField("наставничество, не короче, месяцев", null=True, blank=True)
    mentoring_max_months = models.PositiveSmallIntegerField("наставничество, не дольше, месяцев", null=True, blank=True)
    program_min_months = models.PositiveSmallIntegerField("программа, не короче, месяцев", null=True, blank=True)
    program_max_months = models.PositiveSmallIntegerField("программа, не дольше, месяцев", null=True, blank=True)
    mentor_consent = models.BooleanField("нужно согласие наставника", default=True)
    mentee_consent = models.BooleanField(worded("нужно согласие {mentee.gen}"), default=True)
    data_consent = models.BooleanField("нужно согласие на обработку персональных данных", default=True)
    mentor_training = models.BooleanField("наставник должен быть обучен", default=False)
    mentor_readiness = models.BooleanField("наставник отвечает критериям подготовки", default=False)
    curator_from_deputies = models.BooleanField("куратор из числа заместителей", default=False)
    confirm_months = models.PositiveSmallIntegerField(
        worded("подтверждать сведения о {mentees.loc} раз в, месяцев"), null=True, blank=True
    )
    forms_open = models.BooleanField("перечень форм открытый", default=True)
    young_max_age = models.PositiveSmallIntegerField(
        "молодой специалист: возраст до, лет включительно", null=True, blank=True
    )
    beginner_max_years = models.PositiveSmallIntegerField(
        "начинающий: стаж до, лет включительно", null=True, blank=True
    )
    newcomer_months = models.PositiveSmallIntegerField("вновь принятый: первые, месяцев", null=True, blank=True)
    history = HistoricalRecords()

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "редакция Положения"
        verbose_name_plural = "редакции Положения"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="edition_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Редакция не может закончиться раньше, чем началась.",
            ),
            models.UniqueConstraint(
                name="edition_one_open",
                fields=["ends_on"],
                condition=Q(ends_on=None),
                nulls_distinct=False,
                violation_error_message="Действующая редакция уже есть: укажите день, по который она действует.",
            ),
            models.CheckConstraint(
                name="edition_mentoring_term_in_order",
                condition=Q(mentoring_min_months__lte=F("mentoring_max_months")),
                violation_error_message="Наименьший срок наставничества больше наибольшего.",
            ),
            models.CheckConstraint(
                name="edition_program_term_in_order",
                condition=Q(program_min_months__lte=F("program_max_months")),
                violation_error_message="Наименьший срок программы больше наибольшего.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def limits(self) -> Limits:
        """Everything a rule may ask, frozen; reads the clause table (one query)."""
        names = {field.name for field in fields(Limits)} - {"clauses"}
        clauses = dict(self.clauses.exclude(rule="").values_list("rule", "number"))
        return Limits(**{name: getattr(self, name) for name in names}, clauses=clauses)


class OptionQuerySet(models.QuerySet["Option"]):
    def of(self, group: str):
        return self.filter(group=group)


class Option(models.Model):
    """One item of a list that the edition names: a form, a kind, a ground for replacement, …"""

    class Group(models.TextChoices):
        FORM = "form", "Форма наставничества"
        KIND = "kind", "Вид наставничества"
        REPLACEMENT = "replacement", "Основание замены наставника"
        COMPLETION = "completion", "Случай завершения программы"
        SECTION = "section", "Раздел плана программы"
        DIRECTION = "direction", "Направление деятельности"

    class Behaviour(models.TextChoices):
        """What the program does differently for this item."""

        PLAIN = "", "обычное"
        GROUP = "group", worded("группа: нужно не меньше наименьшего числа {mentees.gen}")
        REVERSE = "reverse", "взаимное: опыт и возраст не сравниваются"
        SPEED = "speed", "однократная встреча: наименьший срок не действует"
        SITUATIONAL = "situational", "по запросу, без заранее составленного плана"
        REMOTE = "remote", "дистанционно"
        PLAN_DONE = "plan_done", "план выполнен полностью"
        INITIATIVE = "initiative", "по инициативе участника: нужна причина"
        CURATOR = "curator", "по инициативе куратора: нужна причина"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="options", verbose_name="редакция")
    group = models.CharField("перечень", max_length=20, choices=Group)
    code = models.SlugField("код", max_length=40)
    title = models.CharField("название", max_length=300)
    description = models.TextField("описание", blank=True)
    behaviour = models.CharField("особенность", max_length=20, choices=Behaviour, blank=True)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    is_active = models.BooleanField("применяется", default=True)
    history = HistoricalRecords()

    objects = OptionQuerySet.as_manager()

    class Meta:
        verbose_name = "пункт перечня"
        verbose_name_plural = "пункты перечней"
        ordering = ["group", "position", "pk"]
        constraints = [models.UniqueConstraint(name="option_code_once", fields=["edition", "group", "code"])]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The title in the institution's own words: it may name the mentee by a placeholder."""
        return named(self.title)


class Clause(models.Model):
    """A clause of the edition and what the program does about it (the rules page)."""

    class Effect(models.TextChoices):
        FORBIDS = "forbids", "Запрещает"
        OBLIGES = "obliges", "Обязывает к сроку"
        WARNS = "warns", "Предупреждает"
        SHAPES = "shapes", "Задаёт данные"
        DECLARES = "declares", "Провозглашает"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="clauses", verbose_name="редакция")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    number = models.CharField("пункт", max_length=20)
    gist = models.TextField("суть")
    effect = models.CharField("действие программы", max_length=10, choices=Effect)
    does = models.TextField("что делает программа", blank=True)
    rule = models.CharField("правило", max_length=40, blank=True)
    limit = models.CharField("предел", max_length=100, blank=True)

    class Meta:
        verbose_name = "пункт Положения"
        verbose_name_plural = "пункты Положения"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="clause_one_per_rule", fields=["edition", "rule"], condition=~Q(rule=""))
        ]

    def __str__(self) -> str:
        return f"п. {self.number}"
