"""The one institution and its own words of papers."""

from django.db import models
from simple_history.models import HistoricalRecords

from mentorship.core.calendar.workdays import Calendar, Year, shipped
from mentorship.core.words.labels import worded
from mentorship.documents.layout import Profile


class Institution(models.Model):
    """The one institution of this installation (INS-01)."""

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
    history = HistoricalRecords()

    class Meta:
        verbose_name = "учреждение"
        verbose_name_plural = "учреждения"

    def __str__(self) -> str:
        return self.short_name

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
