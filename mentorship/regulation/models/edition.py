"""The dated editions of the Положение: every limit, form and title as data."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from mentorship.core.refusal import clause_words
from mentorship.core.terms import Day, lasting
from mentorship.core.words.labels import worded
from mentorship.documents.wording import named
from mentorship.regulation.limits import Limits

LIMITS = tuple(field.name for field in fields(Limits) if field.name not in ("clauses", "since"))


def limits_of(values: Iterable[Any], clauses: Mapping[str, str], since: date) -> Limits:
    """The limits by the values of `LIMITS`, in that order, the clause of each rule and the edition's first day."""
    named = dict(zip(LIMITS, values, strict=True))
    return Limits(**{**named, "mentee_categories": frozenset(named["mentee_categories"])}, clauses=clauses, since=since)


def small(label: Any, **more: Any) -> models.PositiveSmallIntegerField:
    """A limit: a whole number, or nothing where the institution has no such rule."""
    return models.PositiveSmallIntegerField(label, null=True, blank=True, **more)


class EditionQuerySet(models.QuerySet["Edition"]):
    def in_force_on(self, day: Day):
        return self.filter(lasting(day))


class Edition(models.Model):
    """One dated редакция of the Положение. An empty limit means: there is no such rule."""

    class Pool(models.TextChoices):
        """Whom of the staff a rule is about (BNK-04)."""

        TEACHING = "teaching", "педагогические работники"
        LEADING = "leading", "педагогические и административные работники"
        ANY = "any", "любые работники"

    class Place(models.TextChoices):
        """Where years of experience are counted."""

        PROFESSION = "profession", "в профессии"
        INSTITUTION = "institution", "в этом учреждении"
        POST = "post", "в этой должности"

    class Level(models.TextChoices):
        """The lowest qualification category that a mentor needs."""

        FIRST = "first", "первая"
        HIGHEST = "highest", "высшая"

    class Curators(models.TextChoices):
        """Who may be the curator (CUR-01, CUR-02)."""

        ANY = "any", "любой работник"
        DEPUTIES = "deputies", "только заместитель руководителя"
        HEAD = "head", "куратора нет: его дела ведёт сам руководитель"

    class Approval(models.TextChoices):
        """By what a programme is approved (DIR-05, PRG-18)."""

        CURATOR = "curator", "утверждает куратор"
        ORDER = "order", "приказом руководителя"
        MINUTES = "minutes", "решением совета: по протоколу"

    class Pay(models.TextChoices):
        """How the payment for mentoring is measured."""

        AMOUNT = "amount", "рублей в месяц"
        PERCENT = "percent", "процентов оклада"
        COEFFICIENT = "coefficient", "коэффициент к окладу"

    title = models.CharField("название редакции", max_length=200)
    approved_by = models.CharField("чем утверждена", max_length=300, blank=True)
    starts_on = models.DateField("действует с")
    ends_on = models.DateField("действует по", null=True, blank=True)
    max_mentees = small(worded("{mentees.gen} у одного наставника одновременно, не больше"))
    group_min = small("человек в группе, не меньше")
    mentoring_min_months = small("наставничество, не короче, месяцев")
    mentoring_max_months = small("наставничество, не дольше, месяцев")
    appoint_within_days = small("назначить наставника за, дней")
    appoint_warn_days = small("предупреждать о назначении с дня")
    appoint_working = models.BooleanField("срок назначения в рабочих днях", default=False)
    due_rolls = models.BooleanField("последний день, выпавший на выходной, переносится на рабочий", default=False)

    mentor_staff = models.CharField("кто может быть наставником", max_length=10, choices=Pool, default=Pool.ANY)
    mentor_min_years = small("стаж наставника, не меньше, лет")
    mentor_years_in = models.CharField(
        "где считают стаж наставника", max_length=11, choices=Place, default=Place.PROFESSION
    )
    mentor_min_category = models.CharField("категория наставника, не ниже", max_length=7, choices=Level, blank=True)
    mentor_training = models.BooleanField("наставник должен пройти обучение", default=False)
    mentor_readiness = models.BooleanField("наставник отвечает критериям подготовки", default=False)

    mentee_staff = models.CharField("кому назначают наставника", max_length=10, choices=Pool, default=Pool.ANY)
    mentee_categories = models.JSONField("категории, которым нужен наставник", default=list, blank=True)
    young_max_age = small("молодой специалист: возраст до, лет включительно")
    beginner_max_years = small("начинающий: стаж до, лет включительно")
    beginner_years_in = models.CharField(
        "где считают стаж начинающего", max_length=11, choices=Place, default=Place.PROFESSION
    )
    newcomer_months = small("вновь принятый: первые, месяцев")
    new_post_months = small("на новой должности: первые, месяцев")
    confirm_months = small("подтверждать сведения раз в, месяцев")

    mentor_consent = models.BooleanField("нужно письменное согласие наставника", default=True)
    mentee_consent = models.BooleanField(worded("нужно письменное согласие {mentee.gen}"), default=True)
    data_consent = models.BooleanField("нужно согласие на обработку персональных данных", default=True)

    curator_pool = models.CharField("кто может быть куратором", max_length=10, choices=Curators, default=Curators.ANY)
    council = models.BooleanField("есть методическое объединение, комиссия или совет", default=True)
    admin_keeps_banks = models.BooleanField("системный администратор ведёт банки вместе с куратором", default=False)

    program_due_days = small("составить программу за, дней")
    program_due_working = models.BooleanField("срок программы в рабочих днях", default=False)
    program_min_months = small("программа, не короче, месяцев")
    program_max_months = small("программа, не дольше, месяцев")
    program_contents = models.BooleanField("обязательные части программы", default=True)
    program_acquaintance = models.BooleanField(
        worded("{mentee.nom} знакомится с программой до утверждения"), default=False
    )
    program_approval = models.CharField(
        "чем утверждают программу", max_length=8, choices=Approval, default=Approval.CURATOR
    )

    mentor_report_days = small("отчёт наставника за, дней")
    mentee_report_days = small(worded("отчёт {mentee.gen} за, дней"))
    report_working = models.BooleanField("сроки отчётов в рабочих днях", default=False)
    report_every_months = small("промежуточный отчёт раз в, месяцев")
    publish_results = models.BooleanField("результаты программ размещают после завершения", default=False)
    publish_results_days = small("разместить результаты за, дней")

    study_days = small("ознакомиться с актами за, дней")
    petition_days = small("ответить на заявление за, дней")
    petition_working = models.BooleanField("срок ответа на заявление в рабочих днях", default=False)

    forms_open = models.BooleanField("перечень форм открытый", default=True)

    pay_kind = models.CharField("чем измеряют выплату", max_length=11, choices=Pay, blank=True)
    pay_value = models.DecimalField(
        worded("размер за одного {mentee.acc}"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    pay_cap = models.DecimalField("всего не больше", max_digits=9, decimal_places=2, null=True, blank=True)

    agreement_required = models.BooleanField("нужно дополнительное соглашение с наставником", default=True)
    employer_notice_days = small("работодатель предупреждает об отмене поручения за, рабочих дней", default=3)
    employee_notice_days = small("наставник предупреждает об отказе за, рабочих дней", default=3)
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
            # Two empty days are no equals: they are held against each other as the last day there is.
            models.UniqueConstraint(
                Coalesce("ends_on", Value(date.max)),
                name="edition_one_open",
                condition=Q(ends_on=None),
                violation_error_message="Действующая редакция уже есть: укажите день, по который она действует.",
            ),
            models.CheckConstraint(
                name="edition_mentoring_term_in_order",
                condition=Q(mentoring_min_months__lte=F("mentoring_max_months")),
                violation_error_message="Наименьший срок наставничества больше наибольшего.",
            ),
            models.CheckConstraint(
                name="edition_warning_before_term",
                condition=Q(appoint_warn_days__lt=F("appoint_within_days")),
                violation_error_message="Предупреждать о назначении надо раньше, чем кончится его срок.",
            ),
            models.CheckConstraint(
                name="edition_program_term_in_order",
                condition=Q(program_min_months__lte=F("program_max_months")),
                violation_error_message="Наименьший срок программы больше наибольшего.",
            ),
            models.CheckConstraint(
                name="edition_pay_whole",
                condition=Q(pay_kind="", pay_value=None, pay_cap=None)
                | (~Q(pay_kind="") & Q(pay_value__isnull=False, pay_value__gt=0)),
                violation_error_message="Укажите и вид выплаты, и её размер либо не указывайте ничего.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def limits(self) -> Limits:
        """Everything a rule may ask, frozen; reads the clause table (one query, none when prefetched)."""
        clauses = {clause.rule: clause.number for clause in self.clauses.all() if clause.rule}
        return limits_of([getattr(self, name) for name in LIMITS], clauses, self.starts_on)


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
        ACT = "act", "Акт, с которым знакомят"

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
        FEDERAL = "federal", "федеральный акт"
        REGIONAL = "regional", "региональный акт"
        MUNICIPAL = "municipal", "муниципальный акт"
        LOCAL = "local", "акт учреждения"

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
    """A clause of the edition in short; `rule` is the rule of the program that keeps it, if any."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="clauses", verbose_name="редакция")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    number = models.CharField("пункт", max_length=60)
    gist = models.TextField("суть")
    rule = models.CharField("правило", max_length=40, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "пункт Положения"
        verbose_name_plural = "пункты Положения"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="clause_one_per_rule", fields=["edition", "rule"], condition=~Q(rule=""))
        ]

    def __str__(self) -> str:
        return clause_words(self.number)
