"""The one institution and its own words of papers."""

from copy import copy
from datetime import date

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from mentorship.core.calendar.workdays import Calendar, Year, shipped
from mentorship.core.words.labels import worded
from mentorship.documents.layout import Profile

# What changes on a day when the institution is renamed or reorganised; `details` stands in the layout.
REQUISITES = (
    "full_name",
    "full_name_gen",
    "full_name_loc",
    "short_name",
    "text_name",
    "head_title",
    "letterhead",
    "locality",
    "address",
    "inn",
    "kpp",
    "ogrn",
)


class Institution(models.Model):
    """The one institution of this installation (INS-01)."""

    class SecondStep(models.TextChoices):
        OFFERED = "offered", "по желанию"
        OFFICES = "offices", "обязателен для должностей"

    code = models.SlugField("код", max_length=40, unique=True)
    full_name = models.CharField("полное наименование", max_length=500)
    full_name_gen = models.CharField("полное наименование в родительном падеже", max_length=500)
    full_name_loc = models.CharField("полное наименование в предложном падеже", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=200)
    text_name = models.CharField("как названа в тексте", max_length=100, default="образовательная организация")
    locality = models.CharField("населённый пункт", max_length=200, blank=True)
    address = models.CharField("адрес", max_length=300, blank=True)
    phone = models.CharField("телефон", max_length=60, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    site = models.CharField("адрес сайта", max_length=200, blank=True)
    inn = models.CharField("ИНН", max_length=12, blank=True)
    kpp = models.CharField("КПП", max_length=9, blank=True)
    ogrn = models.CharField("ОГРН", max_length=15, blank=True)
    letterhead = models.TextField("строки бланка", help_text="Каждая строка бланка — с новой строки.")
    head_title = models.CharField("должность руководителя", max_length=150, default="Директор")
    layout = models.JSONField("оформление бумаг", default=dict, blank=True)
    number_mask = models.CharField("маска номера приказа", max_length=60, default="{n}")
    act_title = models.CharField("название Положения", max_length=300)
    preamble = models.TextField("основания приказов", blank=True)
    control = models.TextField("пункт о контроле", blank=True)
    # Empty: the standard word. The forms are those mended by hand: gen, …, and many_nom, … of the plural.
    mentee_word = models.CharField(worded("как называют {mentee.acc}"), max_length=60, blank=True)
    mentee_forms = models.JSONField("исправленные падежи этого слова", default=dict, blank=True)
    council_name = models.CharField("как называется совет наставников", max_length=120, blank=True)
    council_forms = models.JSONField("исправленные падежи названия совета", default=dict, blank=True)
    six_days = models.BooleanField("шестидневная рабочая неделя", default=False)
    # By year: {"act": …, "moved": [[day off, day instead], …]} besides the years that come with the program.
    day_moves = models.JSONField("переносы выходных дней", default=dict, blank=True)
    # The requisites above are the newest that are recorded: before this day others hold (`FormerRequisites`).
    renamed_on = models.DateField("нынешние реквизиты с", null=True, blank=True, editable=False)
    second_step = models.CharField(
        "второй шаг при входе", max_length=7, choices=SecondStep, default=SecondStep.OFFERED, editable=False
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "учреждение"
        verbose_name_plural = "учреждения"

    def __str__(self) -> str:
        return self.short_name

    def called_on(self, day: date) -> "Institution":
        """The institution with the requisites of the day: to print and to show, never to save."""
        if self.renamed_on is None or self.renamed_on <= day:
            return self
        former = self.former_requisites.filter(until_on__gte=day).order_by("until_on").first()
        return former.worn_by(self) if former else self

    def calendar(self) -> Calendar:
        """Which days are working ones here."""
        own = {int(year): Year.of(row) for year, row in self.day_moves.items()}
        return Calendar({**shipped(), **own}, self.six_days)

    def profile(self) -> Profile:
        """How this institution's papers look."""
        return Profile.from_dict(self.layout)

    def number_mask_of(self, journal: str) -> str:
        """The mask of a journal's numbers: its own, or the common one."""
        return dict(self.profile().journals).get(journal) or self.number_mask


class FormerRequisites(models.Model):
    """How the institution was called until a day, before a renaming or a reorganisation.

    They hold from the day after those before them, so no two overlap.
    """

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="former_requisites", verbose_name="учреждение"
    )
    full_name = models.CharField("полное наименование", max_length=500)
    full_name_gen = models.CharField("полное наименование в родительном падеже", max_length=500)
    full_name_loc = models.CharField("полное наименование в предложном падеже", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=200)
    text_name = models.CharField("как названа в тексте", max_length=100)
    head_title = models.CharField("должность руководителя", max_length=150)
    letterhead = models.TextField("строки бланка")
    details = models.JSONField("строки под наименованием", default=list, blank=True)
    locality = models.CharField("населённый пункт", max_length=200, blank=True)
    address = models.CharField("адрес", max_length=300, blank=True)
    inn = models.CharField("ИНН", max_length=12, blank=True)
    kpp = models.CharField("КПП", max_length=9, blank=True)
    ogrn = models.CharField("ОГРН", max_length=15, blank=True)
    until_on = models.DateField("последний день этих реквизитов")
    basis = models.CharField("основание перемены", max_length=300)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "прежние реквизиты"
        verbose_name_plural = "прежние реквизиты"
        ordering = ["until_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="former_requisites_one_a_day",
                fields=["institution", "until_on"],
                violation_error_message="С этого дня реквизиты уже сменились.",
            ),
            models.CheckConstraint(
                name="former_requisites_with_basis",
                condition=~Q(basis=""),
                violation_error_message="Укажите основание перемены реквизитов.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_name}: по {self.until_on:%d.%m.%Y}"

    def worn_by(self, place: Institution) -> Institution:
        """The institution as it was called then."""
        dressed = copy(place)
        for name in REQUISITES:
            setattr(dressed, name, getattr(self, name))
        dressed.layout = {**place.layout, "details": self.details}
        return dressed


class Wording(models.Model):
    """The institution's own text of a paper or of an order, instead of the one shipped."""

    code = models.CharField("бумага", max_length=40, unique=True)
    heading = models.CharField("заголовок", max_length=300, blank=True)
    preamble = models.TextField("основания", blank=True)
    body = models.TextField("текст", blank=True)
    control = models.TextField("пункт о контроле", blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "образец текста"
        verbose_name_plural = "образцы текстов"

    def __str__(self) -> str:
        return self.code
