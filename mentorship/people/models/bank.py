"""The two banks: who can mentor, and who needs it, with what needs (BNK-01…09)."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from mentorship.access.grants import can
from mentorship.access.roles import Relation
from mentorship.core.past import end_of
from mentorship.core.terms import Day, lasting, lasts_on, not_past
from mentorship.people.models.person import Person


class Competence(models.Model):
    """A subject in which one can help and another may need help (MO-06)."""

    title = models.CharField("название", max_length=150, unique=True)
    position = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "компетенция"
        verbose_name_plural = "компетенции"
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title


class EntryQuerySet(models.QuerySet):
    def on(self, day: Day):
        """Those that stand in the bank on the day."""
        return self.filter(lasting(day))

    def of_staff(self, day: Day):
        """Of people who have not left by the day: who leaves later is still owed what the banks are for."""
        return self.on(day).filter(not_past(day, "person__left_on"))


class Entry(models.Model):
    """What both banks have in common: the days in the bank."""

    starts_on: models.DateField
    ends_on: models.DateField

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether the person stands in the bank on the day."""
        return lasts_on(day, self.starts_on, self.ends_on)

    def is_kept_on(self, day: date) -> bool:
        """Whether the person stands in the bank on the day or will."""
        return lasts_on(day, None, self.ends_on)


class MentorEntry(Entry):
    """A person in the bank of mentors (BNK-02, CUR-19, APP-05; legal.md 1.7, 1.10)."""

    class Engagement(models.TextChoices):
        """What the mentor is to the institution: the Labour Code speaks of employees only."""

        EMPLOYEE = "employee", "работник: трудовой договор с учреждением"
        OUTSIDE = "outside", "внешний наставник: договор ГПХ, сетевой договор"

    person = models.OneToOneField(Person, models.PROTECT, related_name="mentor_entry", verbose_name="сотрудник")
    competences = models.ManyToManyField(Competence, blank=True, related_name="mentors", verbose_name="в чём помогает")
    forms = models.JSONField("формы", default=list, blank=True)
    kinds = models.JSONField("виды", default=list, blank=True)
    experience_years = models.PositiveSmallIntegerField("опыт наставничества, лет", default=0)
    psychological_ready = models.BooleanField("психологическая подготовка", default=False)
    pedagogical_ready = models.BooleanField("педагогическая подготовка", default=False)
    professional_ready = models.BooleanField("профессиональная подготовка", default=False)
    trained_on = models.DateField("обучен", null=True, blank=True)
    training = models.CharField("где и чему обучен", max_length=300, blank=True)
    own_limit = models.PositiveSmallIntegerField("согласен вести не больше, человек", null=True, blank=True)
    engagement = models.CharField(
        "кем приходится учреждению", max_length=8, choices=Engagement, default=Engagement.EMPLOYEE
    )
    outside_basis = models.CharField("основание работы внешнего наставника", max_length=300, blank=True)
    in_job = models.BooleanField("наставничество уже входит в должностные обязанности", default=False)
    in_job_basis = models.CharField("каким документом это установлено", max_length=300, blank=True)
    note = models.TextField("заметки куратора", blank=True)
    starts_on = models.DateField("в банке с")
    ends_on = models.DateField("в банке по", null=True, blank=True)
    end_reason = models.CharField("почему исключён", max_length=300, blank=True)
    history = HistoricalRecords(m2m_fields=[competences])

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "запись банка наставников"
        verbose_name_plural = "банк наставников"
        constraints = [
            models.CheckConstraint(
                name="mentor_entry_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Нельзя исключить из банка раньше, чем включили.",
            ),
            models.CheckConstraint(
                name="mentor_entry_limit_positive",
                condition=Q(own_limit=None) | Q(own_limit__gte=1),
                violation_error_message="Собственный предел — не меньше одного человека.",
            ),
            models.CheckConstraint(
                name="mentor_entry_job_with_basis",
                condition=Q(in_job=False) | ~Q(in_job_basis=""),
                violation_error_message="Укажите документ, по которому наставничество входит в обязанности.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class MenteeEntry(Entry):
    """A person in the bank of mentees (BNK-01, MO-04, CUR-03)."""

    class Category(models.TextChoices):
        YOUNG = "young", "молодой специалист"
        BEGINNER = "beginner", "начинающий педагог"
        NEWCOMER = "newcomer", "вновь принятый"
        NEW_POST = "new_post", "на новой должности"
        RETURNED = "returned", "после перерыва в работе"
        STUDENT = "student", "студент"
        EXPERIENCED = "experienced", "опытный педагог с запросом"

    class Mentoring(models.IntegerChoices):
        """Whether an order has given a mentor since the admission, so that a list of thousands sorts by an index.

        It says nothing of a day; `people.services.refresh_waiting` keeps it, a test holds it against the records.
        """

        WAITING = 0, "наставника ещё нет"
        APPOINTED = 1, "наставник назначался"

    person = models.OneToOneField(Person, models.PROTECT, related_name="mentee_entry", verbose_name="сотрудник")
    mentoring = models.PositiveSmallIntegerField(choices=Mentoring, default=Mentoring.WAITING, editable=False)
    waits_since = models.DateField(null=True, editable=False)  # the day of admission or of hiring, for sorting
    category = models.CharField("категория", max_length=12, choices=Category)
    category_by_hand = models.BooleanField("категория указана вручную", default=False)
    is_student = models.BooleanField("студент", default=False)
    practice_basis = models.CharField("договор о практике", max_length=300, blank=True)
    returned_on = models.DateField("вышел после перерыва", null=True, blank=True)
    request = models.TextField("запрос своими словами", blank=True)
    confirmed_on = models.DateField("сведения подтверждены")
    note = models.TextField("заметки куратора", blank=True)
    starts_on = models.DateField("в банке с")
    ends_on = models.DateField("в банке по", null=True, blank=True)
    end_reason = models.CharField("почему исключён", max_length=300, blank=True)
    history = HistoricalRecords(excluded_fields=["mentoring", "waits_since"])

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "запись банка наставляемых"
        verbose_name_plural = "банк наставляемых"
        indexes = [
            models.Index(fields=["ends_on", "mentoring", "waits_since", "id"], name="mentee_entry_waiting"),
            models.Index(fields=["ends_on", "confirmed_on", "id"], name="mentee_entry_confirmed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="mentee_entry_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Нельзя исключить из банка раньше, чем включили.",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class NeedQuerySet(models.QuerySet["Need"]):
    def shown_to(self, user, person):
        """The needs of the person as this user may read them.

        Whoever mentored the person before reads what was known by the end of the last day they shared, and no more.
        """
        if can(user, "need.view") or person.pk == user.person_id:
            return self
        shared = person.participations.filter(mentor=user.person_id)
        if shared.filter(not_past(timezone.localdate(), "closed_on")).exists():
            return self
        last = shared.aggregate(last=Max("closed_on"))["last"]
        if last is None:
            return self.none()
        return self.known_by(last)

    def known_by(self, day: date):
        """Those that were on file by the end of the day."""
        later = Need.history.filter(id=OuterRef("pk"), history_type="+", history_date__gte=end_of(day))
        return self.exclude(Exists(later))


class Need(models.Model):
    """One difficulty, request or strength of a mentee (TRM-02, TRM-07)."""

    class Kind(models.TextChoices):
        DIFFICULTY = "difficulty", "затруднение"
        REQUEST = "request", "запрос"
        STRENGTH = "strength", "сильная сторона"

    person = models.ForeignKey(Person, models.PROTECT, related_name="needs", verbose_name="сотрудник")
    kind = models.CharField("что это", max_length=10, choices=Kind)
    competence = models.ForeignKey(Competence, models.PROTECT, null=True, blank=True, verbose_name="область")
    text = models.CharField("суть", max_length=500)
    closed_on = models.DateField("снято", null=True, blank=True)
    history = HistoricalRecords()

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = "запрос наставляемого"
        verbose_name_plural = "запросы наставляемых"
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.text

    def relations_of(self, person_id: int) -> set[Relation]:
        return self.person.relations_of(person_id)
