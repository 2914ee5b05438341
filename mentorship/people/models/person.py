"""Staff cards and positions."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mentorship.access.roles import READING_OFFICES, Office, Relation
from mentorship.core.calendar.dates import full_years, months_since
from mentorship.core.fields import SearchKeyField
from mentorship.core.naming import naming_day
from mentorship.core.prepared import Joined
from mentorship.core.reading import read_once
from mentorship.core.terms import Day, lasting, lasts_on
from mentorship.core.words.initials import short_name
from mentorship.core.words.text import fold

NAME = ("last_name", "first_name", "patronymic")
STAFF_OFFICES = READING_OFFICES | {Office.ADMIN}


def name_columns(path: str = "") -> tuple[str, ...]:
    """The columns of `short_of`, from a query that reaches the person by the path."""
    columns = (*NAME, "renamed_on", "id")
    return tuple(f"{path}__{column}" if path else column for column in columns)


def name_of(path: str = "") -> Joined:
    """The short name as one value of a prepared query's row."""
    return Joined(name_columns(path), short_of)


def short_of(last_name: str, first_name: str, patronymic: str, renamed_on: date | None, pk: int) -> str:
    """The short name from `name_columns`; a query more only where the newest name has not begun."""
    if renamed_on and (day := naming_day()) < renamed_on and (former := former_on(day).get(pk)):
        return former.short_name
    return short_name(last_name, first_name, patronymic)


def named_so(word: str, path: str = "") -> Q:
    """People with the folded word in their name or in an earlier one, from a query that reaches them by the path."""
    keys = ("search_key", "former_key")
    present, former = (Q(**{f"{path}__{key}__contains" if path else f"{key}__contains": word}) for key in keys)
    return present | former


class PersonQuerySet(models.QuerySet["Person"]):
    def search(self, text: str):
        """By any part of the name or of an earlier one, whatever the case and ё/е."""
        people = self
        for word in fold(text).split():
            people = people.filter(named_so(word))
        return people

    def visible_to(self, user):
        """Offices see everybody; others themselves and the other side of their own pairs."""
        if user.offices & STAFF_OFFICES:
            return self
        own = user.person_id
        return self.filter(Q(pk=own) | Q(participations__mentor=own) | Q(mentoring__mentee=own)).distinct()

    def working_on(self, day: date):
        """Those employed on the day, in this employment or an earlier one."""
        before = EarlierEmployment.objects.filter(lasting(day, "hired_on", "left_on", always=True))
        now = lasting(day, "hired_on", "left_on", always=True)
        return self.filter(now | Q(pk__in=before.values("person"))).prefetch_related("positions")


class Person(models.Model):
    """A member of staff, or an outsider who mentors here (INS, TRM-01…03). Never deleted."""

    class Sex(models.TextChoices):
        MALE = "m", "мужской"
        FEMALE = "f", "женский"

    class Qualification(models.TextChoices):
        NONE = "", "нет"
        FIT = "fit", "соответствие занимаемой должности"
        FIRST = "first", "первая"
        HIGHEST = "highest", "высшая"
        MENTOR = "mentor", "педагог-наставник"
        METHODIST = "methodist", "педагог-методист"

    last_name = models.CharField("фамилия", max_length=80)
    first_name = models.CharField("имя", max_length=80)
    patronymic = models.CharField("отчество", max_length=80, blank=True)
    search_key = SearchKeyField(sources=NAME)
    former_key = models.TextField("прежние имена, чтобы находить", blank=True, editable=False)
    # The name above is the newest one that is recorded: before this day another one is borne (`FormerName`).
    renamed_on = models.DateField("нынешнее имя с", null=True, blank=True, editable=False)
    sex = models.CharField("пол", max_length=1, choices=Sex)
    birth_date = models.DateField("дата рождения", null=True, blank=True)
    education = models.CharField("образование", max_length=300, blank=True)
    qualification = models.CharField("квалификационная категория", max_length=10, choices=Qualification, blank=True)
    experience_years = models.PositiveSmallIntegerField(
        "педагогический стаж при приёме, полных лет", null=True, blank=True
    )
    experience_months = models.PositiveSmallIntegerField("и месяцев стажа при приёме", default=0)
    hired_on = models.DateField("принят на работу", null=True, blank=True)
    admitted_on = models.DateField("фактически допущен к работе", null=True, blank=True)
    left_on = models.DateField("последний рабочий день", null=True, blank=True)
    left_reason = models.CharField("причина увольнения", max_length=300, blank=True)
    name_forms = models.JSONField("имя в падежах, исправлено вручную", default=dict, blank=True)
    surname_forms = models.JSONField("фамилия в падежах, исправлено вручную", default=dict, blank=True)
    organisation = models.CharField("место работы, если не наше учреждение", max_length=300, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    phone = models.CharField("телефон", max_length=40, blank=True)
    history = HistoricalRecords()

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "сотрудник"
        verbose_name_plural = "сотрудники"
        ordering = ["search_key", "pk"]
        indexes = [models.Index(fields=["left_on", "search_key"], name="person_working_by_name")]
        constraints = [
            models.UniqueConstraint(
                name="person_once",
                fields=["search_key", "birth_date"],
                violation_error_message="Сотрудник с таким именем и датой рождения уже есть.",
            ),
            models.CheckConstraint(
                name="person_admitted_after_hired",
                condition=Q(hired_on=None) | Q(admitted_on=None) | Q(admitted_on__gte=F("hired_on")),
                violation_error_message="Допуск к работе не может быть раньше приёма.",
            ),
            models.CheckConstraint(
                name="person_left_after_hired",
                condition=Q(left_on=None) | Q(hired_on=None) | Q(left_on__gte=F("hired_on")),
                violation_error_message="Последний рабочий день не может быть раньше приёма.",
            ),
            models.CheckConstraint(
                name="person_left_with_reason",
                condition=Q(left_on=None, left_reason="") | (Q(left_on__isnull=False) & ~Q(left_reason="")),
                violation_error_message="Последний рабочий день и причина указываются вместе.",
            ),
            models.CheckConstraint(
                name="person_months_of_experience",
                condition=Q(experience_months__lte=11),
                violation_error_message="Месяцев стажа сверх полных лет — от 0 до 11.",
            ),
            models.CheckConstraint(
                name="person_born_before_hired",
                condition=Q(birth_date=None) | Q(hired_on=None) | Q(birth_date__lt=F("hired_on")),
                violation_error_message="Дата рождения не может быть позже приёма на работу.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("people:card", args=[self.pk])

    def name_on(self, day: date) -> "Person | FormerName":
        """What holds the name of the day and its cases: an earlier name, or the card itself."""
        if self.renamed_on is None or self.renamed_on <= day:
            return self
        return former_on(day).get(self.pk, self)

    @property
    def named(self) -> "Person | FormerName":
        """The name of the paper's day, on pages that of today."""
        return self if self.renamed_on is None else self.name_on(naming_day())

    @property
    def full_name(self) -> str:
        return full_name(self.named)

    def full_name_on(self, day: date) -> str:
        return full_name(self.name_on(day))

    @property
    def short_name(self) -> str:
        name = self.named
        return short_name(name.last_name, name.first_name, name.patronymic)

    @property
    def came_on(self) -> date | None:
        """The day of the actual admission; where it is not on file, that of the hiring stands for it (п. 3.7)."""
        return self.admitted_on or self.hired_on

    @property
    def here_since(self) -> date | None:
        """The first day on file in this employment or an earlier one: before it nothing is signed here."""
        times: list[Person | EarlierEmployment] = [self, *self.earlier.all()]
        days = [day for time in times for day in (time.hired_on, time.admitted_on) if day]
        return min(days, default=None)

    @property
    def admission(self) -> str:
        """«01.09.2026», «01.09.2026 (по дню приёма)», or a dash."""
        mark = "" if self.admitted_on else " (по дню приёма)"
        return f"{self.came_on:%d.%m.%Y}{mark}" if self.came_on else "—"

    @property
    def main_position(self) -> "Position | None":
        """The main position of the paper's day, on pages that of today; reads the prefetched positions."""
        return self.main_position_on(naming_day())

    def main_position_on(self, day: date) -> "Position | None":
        """The main position of the day; reads the prefetched positions."""
        return next((position for position in self.positions.all() if position.held_on(day)), None)

    @property
    def position(self) -> str:
        """The title of the main current position."""
        main = self.main_position
        return main.title if main else ""

    @property
    def unit(self) -> str:
        main = self.main_position
        return main.unit if main else ""

    def employed_on(self, day: date) -> bool:
        """Hired by then and has not left, whether at work or away for long; in this employment or an earlier one."""
        now = lasts_on(day, self.hired_on, self.left_on)
        return now or any(before.lasted_on(day) for before in self.earlier.all())

    def works_on(self, day: date) -> bool:
        """Is at work: employed and not away for long."""
        return self.employed_on(day) and not any(absence.lasts_on(day) for absence in self.absences.all())

    def experience_on(self, day: date) -> int | None:
        """Whole years of teaching: what was at hiring plus what has passed since."""
        months = self.experience_months_on(day)
        return None if months is None else months // 12

    def experience_months_on(self, day: date) -> int | None:
        """The same in whole months."""
        if self.experience_years is None:
            return None
        since = self.came_on
        return self.experience_years * 12 + self.experience_months + (months_since(since, day) if since else 0)

    def years_in(self, place: str, day: date) -> int | None:
        """Whole years in the profession, in the institution or in the post; None when not known (Edition.Place)."""
        if place == "profession":
            return self.experience_on(day)
        main = self.main_position_on(day)
        since = self.hired_on if place == "institution" else (main and main.starts_on) or self.hired_on
        return max(full_years(since, day), 0) if since else None

    def relations_of(self, person_id: int) -> set[Relation]:
        """What that person is to this one: self, mentor or mentee in any of their pairs."""
        relations = {Relation.SELF} if self.pk == person_id else set()
        shared = self.participations.filter(mentor=person_id) | self.mentoring.filter(mentee=person_id)
        mentors = shared.order_by().values_list("mentor", flat=True).distinct()
        return relations | {Relation.MENTEE if mentor == self.pk else Relation.MENTOR for mentor in mentors}


def full_name(name: "Person | FormerName") -> str:
    """The name as it is written there, whatever the day."""
    return " ".join(filter(None, [name.last_name, name.first_name, name.patronymic]))


class FormerName(models.Model):
    """A name with its cases that somebody bore until a day; the card itself keeps the newest one.

    It lasts from the day after the former name before it, so no two of one person overlap.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="former_names", verbose_name="сотрудник")
    last_name = models.CharField("фамилия", max_length=80)
    first_name = models.CharField("имя", max_length=80)
    patronymic = models.CharField("отчество", max_length=80, blank=True)
    search_key = SearchKeyField(sources=NAME)
    name_forms = models.JSONField("имя в падежах, исправлено вручную", default=dict, blank=True)
    surname_forms = models.JSONField("фамилия в падежах, исправлено вручную", default=dict, blank=True)
    until_on = models.DateField("последний день этого имени")
    basis = models.CharField("основание смены", max_length=300)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "прежнее имя"
        verbose_name_plural = "прежние имена"
        ordering = ["until_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="former_name_one_a_day",
                fields=["person", "until_on"],
                violation_error_message="С этого дня имя уже сменилось.",
            ),
            models.CheckConstraint(
                name="former_name_with_basis",
                condition=~Q(basis=""),
                violation_error_message="Укажите основание смены имени.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_name}: по {self.until_on:%d.%m.%Y}"

    @property
    def full_name(self) -> str:
        return full_name(self)

    @property
    def short_name(self) -> str:
        return short_name(self.last_name, self.first_name, self.patronymic)


@read_once
def former_on(day: date) -> dict[int, FormerName]:
    """By person: the name of the day, of those who have another one since; one query."""
    return {row.person_id: row for row in FormerName.objects.filter(until_on__gte=day).order_by("-until_on")}


class EarlierEmployment(models.Model):
    """How somebody who was hired again had worked here before; the card itself tells the present employment."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="earlier", verbose_name="сотрудник")
    hired_on = models.DateField("принят на работу", null=True, blank=True)
    admitted_on = models.DateField("фактически допущен к работе", null=True, blank=True)
    left_on = models.DateField("последний рабочий день")
    left_reason = models.TextField("причина увольнения")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "прежний период работы"
        verbose_name_plural = "прежние периоды работы"
        ordering = ["left_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="earlier_left_after_hired",
                condition=Q(hired_on=None) | Q(left_on__gte=F("hired_on")),
                violation_error_message="Последний рабочий день не может быть раньше приёма.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: по {self.left_on:%d.%m.%Y}"

    def lasted_on(self, day: date) -> bool:
        return lasts_on(day, self.hired_on, self.left_on)


class PositionQuerySet(models.QuerySet["Position"]):
    def on(self, day: Day):
        """Those held on the day."""
        return self.filter(lasting(day, always=True))


class Position(models.Model):
    """A post that a person holds; one person may hold several (RM-20). The first is the main one."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="positions", verbose_name="сотрудник")
    title = models.CharField("должность", max_length=200)
    title_forms = models.JSONField("должность в падежах, исправлено вручную", default=dict, blank=True)
    unit = models.CharField("подразделение", max_length=200, blank=True)
    is_main = models.BooleanField("основная", default=False)
    is_teaching = models.BooleanField("педагогическая", default=True)
    is_deputy = models.BooleanField("заместитель руководителя", default=False)
    is_administrative = models.BooleanField("административная", default=False)
    starts_on = models.DateField("с", null=True, blank=True)
    ends_on = models.DateField("по", null=True, blank=True)
    history = HistoricalRecords()

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = "должность"
        verbose_name_plural = "должности"
        ordering = ["-is_main", "pk"]
        constraints = [
            models.CheckConstraint(
                name="position_dates_in_order",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Должность не может закончиться раньше, чем началась.",
            ),
            models.UniqueConstraint(
                name="position_one_main",
                fields=["person"],
                condition=Q(is_main=True, ends_on=None),
                violation_error_message="Основная должность у сотрудника одна.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def held_on(self, day: date) -> bool:
        return lasts_on(day, self.starts_on, self.ends_on)

    @property
    def pool(self) -> str:
        """Of whom of the staff this post makes a person: teaching, leading or any (BNK-04)."""
        if self.is_teaching:
            return "teaching"
        return "leading" if self.is_administrative or self.is_deputy else "any"
