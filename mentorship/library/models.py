"""The library: best practices and methodical materials, and where programmes use them (BNK-06, BNK-07, MO-08)."""

from datetime import date
from pathlib import Path

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from mentorship.access.roles import Office, Relation
from mentorship.core.fields import SearchKeyField
from mentorship.core.past import not_yet
from mentorship.core.terms import Day, come
from mentorship.core.words.labels import worded
from mentorship.core.words.text import fold
from mentorship.pairs.models import Pair
from mentorship.people.models import Person, User
from mentorship.people.models.person import named_so
from mentorship.programs.models import Activity, Program

SOUGHT = 4000  # folded signs of everything that is searched
JUDGING = {Office.DIRECTOR, Office.COUNCIL}


def in_force(day: Day) -> Q:
    """Approved by the day, and neither withdrawn nor replaced by another version."""
    return come(day, "approved_on") & not_yet(day, "withdrawn_on") & not_yet(day, "replaced_on")


class MaterialQuerySet(models.QuerySet["Material"]):
    def visible_to(self, user):
        """What is approved is read by the whole staff; what is written, by its authors and the curator.

        The council and the head read what has been handed in, the clerk what was written down from paper.
        """
        if Office.CURATOR in user.offices:
            return self
        seen = in_force(timezone.localdate()) | Q(pk__in=_by_person(Q(person=user.person_id)))
        if user.offices & JUDGING:
            seen |= Q(submitted_on__isnull=False) | Q(returned_on__isnull=False) | Q(approved_on__isnull=False)
        if Office.CLERK in user.offices:
            seen |= Q(recorded_by__isnull=False) | Q(approved_on__isnull=False)
        return self.filter(seen)

    def approved_on(self, day: Day):
        """What is in force on the day."""
        return self.filter(in_force(day))

    def practices(self):
        return self.filter(kind=Material.Kind.PRACTICE)

    def recommendations(self):
        return self.filter(kind=Material.Kind.RECOMMENDATION)

    def written_by(self, person_id: int | None):
        return self.filter(pk__in=_by_person(Q(person=person_id)))

    def in_state(self, state: str, day: date):
        """By the state as people see it; the twin of `Material.state_on`."""
        if state == Material.State.WITHDRAWN:
            return self.filter(come(day, "withdrawn_on"))
        rows = self.filter(not_yet(day, "withdrawn_on"))
        if state == Material.State.REPLACED:
            return rows.filter(come(day, "replaced_on"))
        if state == Material.State.APPROVED:
            return rows.filter(in_force(day))
        steps = {
            Material.State.RETURNED: Q(returned_on__isnull=False),
            Material.State.REVIEWED: Q(reviewed_on__isnull=False),
            Material.State.SUBMITTED: Q(submitted_on__isnull=False, reviewed_on=None),
            Material.State.DRAFT: Q(submitted_on=None, returned_on=None),
        }
        return rows.filter(not_yet(day, "approved_on"), steps[Material.State(state)])

    def search(self, text: str):
        """By every word of the title, the summary, the tags, the kind, the level or a name of an author."""
        rows = self
        for word in fold(text).split():
            named = Q(pk__in=_by_person(named_so(word, "person")))
            of_kind = Q(kind__in=_called(Material.Kind, word)) | Q(level__in=_called(Material.Level, word))
            rows = rows.filter(Q(sought__contains=word) | named | of_kind)
        return rows

    def with_people(self):
        """What a card and a paper tell of."""
        rows = self.select_related("recorded_by__person", "approved_by__person", "returned_by__person", "replaces")
        return rows.prefetch_related("authors__positions", "files")


def _called(choices: type[models.TextChoices], word: str) -> list[str]:
    """The choices with the folded word in their labels."""
    return [value for value, label in choices.choices if word in fold(str(label))]


def _by_person(who: Q) -> models.QuerySet:
    """The keys of the materials of these authors."""
    return Material.authors.through._default_manager.filter(who).values("material")


class Material(models.Model):
    """A practice (D46) or another material: written, handed in, reviewed, approved; withdrawn, never deleted.

    An approved one is changed by another version, which replaces it on the day of its approval.
    """

    class Kind(models.TextChoices):
        PRACTICE = "practice", "лучшая практика"
        RECOMMENDATION = "advice", "методическая рекомендация"
        MEMO = "memo", "памятка"
        LESSON = "lesson", "конспект, разработка занятия"
        SLIDES = "slides", "презентация"
        VIDEO = "video", "видеозапись, ссылка"
        BLANK = "blank", "бланк"
        EXPERIENCE = "experience", "опыт программы"
        OTHER = "other", "другое"

    class Level(models.TextChoices):
        INSTITUTION = "institution", "учреждение"
        MUNICIPAL = "municipal", "муниципальный"
        REGIONAL = "regional", "региональный"
        FEDERAL = "federal", "федеральный"

    class Publishing(models.TextChoices):
        """What the authors have decided; without their word nothing is published."""

        CLOSED = "closed", "не публиковать"
        NAMELESS = "nameless", "публиковать без имён авторов"
        NAMED = "named", "публиковать с указанием авторов"

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        SUBMITTED = "submitted", "на рассмотрении"
        REVIEWED = "reviewed", worded("рекомендован, протокол {council.gen}")
        RETURNED = "returned", "возвращён на доработку"
        APPROVED = "approved", "утверждён"
        REPLACED = "replaced", "заменён новой редакцией"
        WITHDRAWN = "withdrawn", "отозван"

    kind = models.CharField("вид", max_length=10, choices=Kind)
    title = models.CharField("название", max_length=200)
    search_key = SearchKeyField(sources=["title"])
    sought = SearchKeyField(sources=["title", "summary", "tags", "outside"], max_length=SOUGHT, db_index=False)
    summary = models.TextField("кратко: о чём и кому полезно")
    level = models.CharField("уровень", max_length=11, choices=Level, default=Level.INSTITUTION)
    tags = models.CharField("ключевые слова", max_length=300, blank=True)
    links = models.TextField("ссылки", blank=True)
    authors = models.ManyToManyField(Person, blank=True, related_name="materials", verbose_name="авторы")
    outside = models.CharField("авторы не из числа сотрудников", max_length=300, blank=True)
    publishing = models.CharField(
        "решение авторов о публикации", max_length=8, choices=Publishing, default=Publishing.CLOSED
    )
    # Of a practice (D46).
    pair = models.ForeignKey(
        Pair, models.PROTECT, null=True, blank=True, related_name="practices", verbose_name="пара или группа"
    )
    direction = models.CharField("направление", max_length=300, blank=True)
    problem = models.TextField("затруднение или запрос, исходная ситуация", blank=True)
    idea = models.TextField("идея и содержание практики", blank=True)
    stages = models.TextField("этапы и применённые методы", blank=True)
    conditions = models.TextField("необходимые условия и ресурсы", blank=True)
    change = models.TextField(worded("изменения в работе {mentee.gen}"), blank=True)
    children = models.TextField("результаты детей, группы, класса", blank=True)
    gains = models.TextField("результаты для наставника и учреждения", blank=True)
    applicability = models.TextField("кому и при каких условиях полезна", blank=True)
    risks = models.TextField("риски и ограничения", blank=True)
    # Who has written down what the authors handed in on paper; empty: the authors did it under their own login.
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="внёс с бумаги"
    )
    submitted_on = models.DateField("сдан", null=True, blank=True)
    returned_on = models.DateField("возвращён", null=True, blank=True)
    returned_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто вернул"
    )
    remarks = models.TextField("замечания", blank=True)
    reviewed_on = models.DateField("рассмотрен: дата протокола", null=True, blank=True)
    minutes_number = models.CharField("номер протокола", max_length=40, blank=True)
    opinion = models.TextField("рекомендация", blank=True)
    approved_on = models.DateField("утверждён", null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто утвердил"
    )
    withdrawn_on = models.DateField("отозван", null=True, blank=True)
    withdraw_reason = models.TextField("почему отозван", blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="versions", verbose_name="правка материала"
    )
    replaced_on = models.DateField("заменён новой редакцией", null=True, blank=True)
    history = HistoricalRecords(m2m_fields=[authors])

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "материал"
        verbose_name_plural = "материалы"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "search_key"], name="material_by_kind")]
        constraints = [
            models.CheckConstraint(
                name="material_returned_with_remarks",
                condition=Q(returned_on=None, returned_by=None, remarks="")
                | (Q(returned_on__isnull=False, returned_by__isnull=False, submitted_on=None) & ~Q(remarks="")),
                violation_error_message="Возвращают с замечаниями.",
            ),
            models.CheckConstraint(
                name="material_reviewed_by_minutes",
                condition=Q(reviewed_on=None, minutes_number="", opinion="")
                | (Q(submitted_on__isnull=False, reviewed_on__isnull=False) & ~Q(minutes_number="")),
                violation_error_message="У рассмотренного материала указываются номер и дата протокола.",
            ),
            models.CheckConstraint(
                name="material_approved_whole",
                condition=Q(approved_on=None, approved_by=None)
                | Q(approved_on__gte=F("submitted_on"), approved_by__isnull=False),
                violation_error_message="Утвердить можно сданный материал, не раньше дня, когда он сдан.",
            ),
            models.CheckConstraint(
                name="material_withdrawn_with_reason",
                condition=Q(withdrawn_on=None, withdraw_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdraw_reason="")),
                violation_error_message="У отозванного материала указывается причина.",
            ),
            models.CheckConstraint(
                name="material_replaced_once_approved",
                condition=Q(replaced_on=None) | Q(approved_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="material_one_version_at_a_time",
                fields=["replaces"],
                condition=Q(withdrawn_on=None),
                violation_error_message="Правка этого материала уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:card", args=[self.pk])

    @property
    def kind_words(self) -> str:
        return str(self.get_kind_display())

    @property
    def level_words(self) -> str:
        return str(self.get_level_display())

    @property
    def is_practice(self) -> bool:
        return self.kind == self.Kind.PRACTICE

    @property
    def link_list(self) -> list[str]:
        return self.links.split()

    @property
    def is_approved(self) -> bool:
        """Whether it has ever been approved, so that it is changed by another version only."""
        return self.approved_on is not None

    @property
    def is_editable(self) -> bool:
        """Whether its authors may write in it now."""
        return self.submitted_on is None and self.withdrawn_on is None

    @property
    def minutes(self) -> str:
        """«протокол от 18.09.2026 № 2»; nothing before the review."""
        return f"протокол от {self.reviewed_on:%d.%m.%Y} № {self.minutes_number}" if self.reviewed_on else ""

    def holds_on(self, day: date) -> bool:
        """Whether it is approved and in force on the day."""
        return self.state_on(day) == self.State.APPROVED

    def state_on(self, day: date) -> "Material.State":
        """As people see it; the twin of `in_state`."""
        if self.withdrawn_on and self.withdrawn_on <= day:
            return self.State.WITHDRAWN
        if self.replaced_on and self.replaced_on <= day:
            return self.State.REPLACED
        if self.approved_on and self.approved_on <= day:
            return self.State.APPROVED
        if self.returned_on:
            return self.State.RETURNED
        if self.reviewed_on:
            return self.State.REVIEWED
        return self.State.SUBMITTED if self.submitted_on else self.State.DRAFT

    def badge(self, day: date) -> tuple[str, str]:
        """How the state looks, and its word."""
        state = self.state_on(day)
        levels = {self.State.APPROVED: "ok", self.State.SUBMITTED: "warn", self.State.REVIEWED: "warn"}
        return levels.get(state, "bad" if state == self.State.RETURNED else "muted"), str(state.label)

    def relations_of(self, person_id: int) -> set[Relation]:
        """Every author has it as one's own."""
        return {Relation.SELF} if any(author.pk == person_id for author in self.authors.all()) else set()


class MaterialFile(models.Model):
    """A file of a material, checked when it was taken; another version of the material has the same one."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="files", verbose_name="материал")
    file = models.FileField("файл", upload_to="library/%Y/", max_length=300)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "файл материала"
        verbose_name_plural = "файлы материалов"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return Path(str(self.file)).name


class Use(models.Model):
    """A material that a mentor has taken into a programme, for all of it or for one item of the plan."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="uses", verbose_name="материал")
    program = models.ForeignKey(Program, models.PROTECT, related_name="uses", verbose_name="программа")
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="uses", verbose_name="мероприятие"
    )
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="кто взял")
    added_on = models.DateField("взят")
    removed_on = models.DateField("убран", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "материал программы"
        verbose_name_plural = "материалы программ"
        ordering = ["added_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="material_taken_once",
                fields=["program", "material"],
                condition=Q(removed_on=None, activity=None),
                violation_error_message="Этот материал уже взят в программу.",
            ),
            models.UniqueConstraint(
                name="material_taken_once_for_activity",
                fields=["activity", "material"],
                condition=Q(removed_on=None, activity__isnull=False),
                violation_error_message="Этот материал уже взят для этого мероприятия.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.material)
