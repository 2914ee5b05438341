"""The roadmap of the system of mentoring: stages, activities, terms, who is responsible (RM-01…24)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from mentorship.access.roles import OFFICE_NAMES, READING_OFFICES, Relation
from mentorship.core.fields import SearchKeyField
from mentorship.core.words.text import fold
from mentorship.orders.models import Order
from mentorship.people.models import OfficeTerm, Position
from mentorship.roadmap.rules import columns_problem
from mentorship.roadmap.terms import MONTHS, Period, Term

# Drafts are the business of those who prepare and sign them; everybody reads what is or was approved.
COLUMNS = {
    "number": "№",
    "stage": "Наименование этапа",
    "content": "Содержание деятельности и план мероприятий",
    "term": "Сроки",
    "responsible": "Ответственный",
    "result": "Ожидаемый результат",
    "done": "Отметка о выполнении",
}
YEARS = (2000, 2100)
MONTH_CHOICES = list(enumerate(MONTHS, start=1))


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def visible_to(self, user):
        if user.offices & READING_OFFICES:
            return self
        was_approved = Q(status=Roadmap.Status.ARCHIVED, order__status=Order.Status.SIGNED)
        return self.filter(Q(status=Roadmap.Status.APPROVED) | was_approved)

    def search(self, text: str):
        roadmaps = self
        for word in fold(text).split():
            roadmaps = roadmaps.filter(search_key__contains=word)
        return roadmaps

    def kept(self):
        """Drafts and approved ones: what still counts."""
        return self.exclude(status=Roadmap.Status.ARCHIVED)

    def with_plan(self):
        """With stages, activities and the people responsible for them: a query for each."""
        people = ["responsible__post__person"]
        return self.select_related("order").prefetch_related(
            *(f"stages__{name}" for name in people), *(f"stages__activities__{name}" for name in people)
        )


class Roadmap(models.Model):
    """A plan of the whole institution for one or more school years, approved by an order (п. 3.3, 3.4)."""

    class Status(models.TextChoices):
        DRAFT = "draft", "составляется"
        APPROVED = "approved", "утверждена"
        ARCHIVED = "archived", "в архиве"

    class Mark(models.TextChoices):
        NONE = "", "нет"
        ACT = "act", "«Приложение к Положению»"
        APPROVAL = "approval", "«УТВЕРЖДЕНА приказом …»"

    class Numbering(models.TextChoices):
        NONE = "", "без знака, каждое с новой строки"
        PAREN = "paren", "1) 2) 3)"
        DOT = "dot", "1. 2. 3."
        DASH = "dash", "тире"

    title = models.CharField("название", max_length=400)
    search_key = SearchKeyField(sources=["title"], max_length=400)
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    columns = models.JSONField("графы", default=list)  # [[key of COLUMNS, heading], …] in the order of the table
    numbering = models.CharField("знак перед мероприятием", max_length=5, choices=Numbering, blank=True)
    number_dot = models.BooleanField("точка после номера этапа", default=True)
    named = models.BooleanField("наименование учреждения над названием", default=False)
    mark = models.CharField("отметка вверху справа", max_length=8, choices=Mark, blank=True)
    note = models.TextField("сноска под таблицей", blank=True)
    status = models.CharField("состояние", max_length=8, choices=Status, default=Status.DRAFT)
    order = models.OneToOneField(
        Order, models.PROTECT, null=True, blank=True, related_name="roadmap", verbose_name="приказ об утверждении"
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="editions", verbose_name="новая редакция вместо"
    )
    history = HistoricalRecords()

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="roadmap_dates_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Окончание дорожной карты не может быть раньше начала.",
            ),
            models.CheckConstraint(
                name="roadmap_approved_by_order",
                condition=~Q(status="approved") | Q(order__isnull=False),
                violation_error_message="Дорожную карту утверждает приказ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("roadmap:card", args=[self.pk])

    def clean(self) -> None:
        if problem := columns_problem(self.keys):
            raise ValidationError(problem)

    @property
    def keys(self) -> list[str]:
        """What the table shows, from left to right."""
        return [key for key, _ in self.columns]

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def level(self) -> str:
        """How the state looks: ok, warn, bad, info or muted."""
        return {"approved": "ok", "draft": "warn"}.get(self.status, "muted")

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_approved(self) -> bool:
        return self.status == self.Status.APPROVED

    @property
    def is_held(self) -> bool:
        """The draft of its order says what it says: until that is signed or discarded nothing changes."""
        return self.is_draft and self.order_id is not None

    @property
    def is_editable(self) -> bool:
        return self.is_draft and not self.is_held

    @cached_property
    def holders(self) -> set[tuple[str, int]]:
        """Who holds which office today: read once for every activity of the plan."""
        held = OfficeTerm.objects.on(timezone.localdate())
        return set(held.values_list("office", "person_id"))


class Timed(models.Model):
    """Something with a term of one of the shapes of RM-03."""

    class Kind(models.TextChoices):
        NONE = "", "срок не указан"
        DATE = "date", "к определённому дню"
        MONTHS = "months", "в таком-то месяце или месяцах"
        WHOLE = "whole", "в течение всего периода"
        YEARLY = "yearly", "ежегодно"
        SCHEDULE = "schedule", "по отдельному графику"
        TEXT = "text", "другими словами"

    term_kind = models.CharField("срок", max_length=8, choices=Kind, blank=True)
    term_day = models.DateField("день", null=True, blank=True)
    term_month = models.PositiveSmallIntegerField("месяц", null=True, blank=True, choices=MONTH_CHOICES)
    term_month_to = models.PositiveSmallIntegerField("по месяц", null=True, blank=True, choices=MONTH_CHOICES)
    term_year = models.PositiveSmallIntegerField("год", null=True, blank=True)
    term_text = models.CharField("срок своими словами", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def term(self) -> Term:
        return Term(
            kind=self.term_kind,
            day=self.term_day,
            month=self.term_month,
            month_to=self.term_month_to,
            year=self.term_year,
            text=self.term_text,
        )


def _within(name: str, least: int, most: int) -> Q:
    # A comparison with NULL is unknown, and a constraint lets the unknown pass: NULL is excluded by itself.
    return Q(**{f"{name}__isnull": False, f"{name}__gte": least, f"{name}__lte": most})


def term_shape(name: str) -> models.CheckConstraint:
    """Each kind of term has its own fields filled and no others."""
    no_months = Q(term_month=None, term_month_to=None, term_year=None)
    month_to, year = _within("term_month_to", 1, 12), _within("term_year", *YEARS)
    months = _within("term_month", 1, 12) & (Q(term_month_to=None) | month_to) & (Q(term_year=None) | year)
    month = Q(term_month=None) | _within("term_month", 1, 12)
    return models.CheckConstraint(
        name=name,
        condition=(
            Q(no_months, term_kind="", term_day=None, term_text="")
            | Q(no_months, term_kind__in=["whole", "schedule"], term_day=None)
            | Q(no_months, ~Q(term_text=""), term_kind="text", term_day=None)
            | Q(no_months, term_kind="date", term_day__isnull=False, term_text="")
            | Q(months, term_kind="months", term_day=None, term_text="")
            | Q(month, term_kind="yearly", term_day=None, term_month_to=None, term_year=None)
        ),
        violation_error_message="Срок заполнен не до конца: проверьте день, месяц и слова.",
    )


class Stage(Timed):
    """A stage is one row of the table; a section is a heading with its activities as rows under it."""

    roadmap = models.ForeignKey(Roadmap, models.PROTECT, related_name="stages", verbose_name="дорожная карта")
    position = models.PositiveSmallIntegerField("порядок")
    title = models.CharField("этап", max_length=300)
    is_section = models.BooleanField("раздел: мероприятия отдельными строками", default=False)
    expected = models.TextField("ожидаемый результат", blank=True)
    measure = models.CharField("ход работы считать по записям", max_length=20, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "этап"
        verbose_name_plural = "этапы"
        ordering = ["position", "pk"]
        constraints = [term_shape("stage_term_shape")]

    def __str__(self) -> str:
        return self.title


class Activity(Timed):
    """One thing to do, in the cell of its stage or in a row of its section, with its mark."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="activities", verbose_name="этап")
    position = models.PositiveSmallIntegerField("порядок")
    text = models.TextField("мероприятие")
    expected = models.CharField("ожидаемый результат", max_length=500, blank=True)
    done_on = models.DateField("выполнено", null=True, blank=True)
    result = models.TextField("что получилось", blank=True)
    evidence = models.FileField("подтверждающий файл", upload_to="evidence/%Y/", blank=True)
    closes_by = models.CharField("вид приказа, которым выполняется", max_length=40, blank=True)
    closed_by = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="выполнено приказом"
    )
    cancelled_on = models.DateField("отменено", null=True, blank=True)
    cancel_reason = models.TextField("почему отменено", blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="из прежней редакции"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "мероприятие дорожной карты"
        verbose_name_plural = "мероприятия дорожной карты"
        ordering = ["position", "pk"]
        constraints = [
            term_shape("roadmap_activity_term_shape"),
            models.CheckConstraint(
                name="roadmap_activity_cancelled_with_reason",
                condition=Q(cancelled_on=None, cancel_reason="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancel_reason="")),
                violation_error_message="Отменяя мероприятие, укажите причину.",
            ),
            models.CheckConstraint(
                name="roadmap_activity_done_or_cancelled",
                condition=Q(done_on=None) | Q(cancelled_on=None),
                violation_error_message="Мероприятие либо выполнено, либо отменено.",
            ),
            models.CheckConstraint(
                name="roadmap_activity_closed_when_done",
                condition=Q(closed_by=None) | Q(done_on__isnull=False),
                violation_error_message="Мероприятие, выполненное приказом, отмечено его днём.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def is_open(self) -> bool:
        """Still to be done; a yearly one comes again every year of the period."""
        again = self.whole_term.kind == Timed.Kind.YEARLY and self.due is not None
        return self.cancelled_on is None and (self.done_on is None or again)

    @property
    def whole_term(self) -> Term:
        """Its own term, or that of its stage."""
        return self.term if self.term_kind else self.stage.term

    @property
    def due(self) -> Period | None:
        """The days in which it is to be done next; None when that is done or was never a day."""
        return self.whole_term.due_after(self.done_on, self.stage.roadmap.period)

    def responsible_rows(self) -> list["Responsible"]:
        """Who does it: its own people, or those of the stage."""
        return list(self.responsible.all()) or list(self.stage.responsible.all())

    def relations_of(self, person_id: int) -> set[Relation]:
        """SELF to whoever is responsible, by name or by an office held today."""
        holders = self.stage.roadmap.holders
        mine = any(row.is_of(person_id, holders) for row in self.responsible_rows())
        return {Relation.SELF} if mine else set()


class Responsible(models.Model):
    """A person in one of their posts, an office, or a group by its name, with or without its people (RM-04, RM-20)."""

    stage = models.ForeignKey(Stage, models.CASCADE, null=True, blank=True, related_name="responsible")
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="responsible")
    post = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="сотрудник в должности"
    )
    title = models.CharField("должность, как она называлась тогда", max_length=200, blank=True)
    office = models.CharField(
        "роль", max_length=10, blank=True, choices=[(office.value, name) for office, name in OFFICE_NAMES.items()]
    )
    group = models.CharField("группа", max_length=150, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ответственный"
        verbose_name_plural = "ответственные"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="responsible_for_one_thing",
                condition=Q(stage__isnull=False, activity=None) | Q(stage=None, activity__isnull=False),
            ),
            models.CheckConstraint(
                name="responsible_is_somebody",
                condition=Q(post__isnull=False, office="")
                | (Q(post=None, office="") & ~Q(group=""))
                | (Q(post=None, group="") & ~Q(office="")),
            ),
        ]

    def __str__(self) -> str:
        return self.group or self.get_office_display() or str(self.post)

    def is_of(self, person_id: int, holders: set[tuple[str, int]]) -> bool:
        """This row means the person, by name or as one of the holders of its office."""
        return self.post.person_id == person_id if self.post else (self.office, person_id) in holders
