"""Staff cards and positions."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from mentorship.access.roles import READING_OFFICES, Office, Relation
from mentorship.core.calendar.dates import full_years
from mentorship.core.fields import SearchKeyField
from mentorship.core.prepared import Joined
from mentorship.core.terms import Day, lasting, lasts_on
from mentorship.core.words.initials import short_name
from mentorship.core.words.text import fold

NAME = ("last_name", "first_name", "patronymic")
STAFF_OFFICES = READING_OFFICES | {Office.ADMIN}


def name_columns(path: str = "") -> tuple[str, str, str]:
    """The columns of `short_name`, from a query that reaches the person by the path."""
    last_name, first_name, patronymic = (f"{path}__{part}" if path else part for part in NAME)
    return last_name, first_name, patronymic


def name_of(path: str = "") -> Joined:
    """The short name as one value of a prepared query's row."""
    return Joined(name_columns(path), short_name)


class PersonQuerySet(models.QuerySet["Person"]):
    def search(self, text: str):
        """By any part of the name, whatever the case and ё/е."""
        people = self
        for word in fold(text).split():
            people = people.filter(search_key__contains=word)
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
    search_key = SearchKeyField(sources=["last_name", "first_name", "patronymic"])
    sex = models.CharField("пол", max_length=1, choices=Sex)
    birth_date = models.DateField("дата рождения", null=True, blank=True)
    education = models.CharField("образование", max_length=300, blank=True)
    qualification = models.CharField("квалификационная категория", max_length=10, choices=Qualification, blank=True)
    experience_years = models.PositiveSmallIntegerField(
        "педагогический стаж при приёме, полных лет", null=True, blank=True
    )
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
                name="person_born_before_hired",
                condition=Q(birth_date=None) | Q(hired_on=None) | Q(birth_date__lt=F("hired_on")),
                violation_error_message="Дата рождения не может быть позже приёма на работу.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("people:card", args=[self.pk])

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, [self.last_name, self.first_name, self.patronymic]))

    @property
    def short_name(self) -> str:
        return short_name(self.last_name, self.first_name, self.patronymic)

    @property
    def main_position(self) -> "Position | None":
        """The main position of today; reads the prefetched positions."""
        return self.main_position_on(timezone.localdate())

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
        if self.experience_years is None:
            return None
        since = self.admitted_on or self.hired_on
        return self.experience_years + (max(full_years(since, day), 0) if since else 0)

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
