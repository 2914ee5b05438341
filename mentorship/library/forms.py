"""Shapes of input about materials."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from mentorship.core.forms.fields import DateField, Form, LineField, LinkField, TextField
from mentorship.core.forms.ruled import RuledForm
from mentorship.core.forms.uploads import DocumentUpload
from mentorship.core.tables.listing import Filters
from mentorship.core.words.labels import worded
from mentorship.library import queries
from mentorship.library.models import Material
from mentorship.orders.forms import PeopleField
from mentorship.pairs.models import Pair
from mentorship.people.models import Person

FILES = "PDF, JPG, PNG или DOCX до 20 МБ. Презентацию сохраните как PDF, видео дайте ссылкой"
LINKS = 10


class LinksField(TextField):
    """Addresses of the web, a line each."""

    def clean(self, value: Any) -> str:
        lines = super().clean(value).split()
        if len(lines) > LINKS:
            raise ValidationError(f"Можно не больше {LINKS} ссылок, у вас {len(lines)}.")
        return "\n".join(map(LinkField(max_length=500).clean, lines))


class MaterialForm(RuledForm):
    """A material of any kind but a practice."""

    speaks_of: ClassVar = {"material_author": "authors", "material_file": "file", "material_day": "paper_on"}

    kind = forms.ChoiceField(
        label="Вид", choices=[choice for choice in Material.Kind.choices if choice[0] != Material.Kind.PRACTICE]
    )
    title = LineField(label="Название", max_length=200)
    summary = TextField(label="Кратко: о чём и кому полезно", rows=4, max_length=3000)
    level = forms.ChoiceField(label="Уровень", choices=Material.Level)
    tags = LineField(
        label="Ключевые слова", max_length=300, required=False, help_text="Через запятую: по ним материал найдут"
    )
    authors = PeopleField(Person.objects.none(), label="Соавторы", required=False)
    outside = LineField(
        label="Другие авторы",
        max_length=300,
        required=False,
        help_text="Кого нет в списке или кто работает в другом учреждении: фамилия, имя, отчество, место работы",
    )
    links = LinksField(
        label="Ссылки", rows=2, max_length=5000, required=False, help_text="Каждая с новой строки, с https://"
    )
    file = DocumentUpload(label="Файл", required=False, help_text=FILES)
    publishing = forms.ChoiceField(
        label="Решение авторов о публикации на сайте",
        choices=Material.Publishing,
        widget=forms.RadioSelect,
        help_text="С указанием авторов — только если каждый из них дал согласие на распространение своих данных",
    )

    paper_on = DateField(label="Дата на бумаге")

    def __init__(self, *args: Any, people: Any, pairs: Any, on_paper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authors"].queryset = people
        if "pair" in self.fields:
            self.fields["pair"].queryset = pairs
        if on_paper:
            self.fields["authors"].label = "Авторы"
        else:
            del self.fields["paper_on"]


class PracticeForm(MaterialForm):
    """A best practice: what its card (D46) tells."""

    kind = None  # type: ignore[assignment]
    pair = forms.ModelChoiceField(
        Pair.objects.none(), label="Пара или группа", required=False, empty_label="практика не об одной паре"
    )
    direction = LineField(
        label="Направление",
        max_length=300,
        required=False,
        help_text="Методика, воспитание, цифровая среда, адаптация и другое",
    )
    problem = TextField(
        label=worded("Проблема: затруднение или запрос {mentee.gen}, исходная ситуация"), required=False
    )
    idea = TextField(label="Решение: идея и содержание практики", required=False)
    stages = TextField(label="Этапы и применённые методы", required=False)
    conditions = TextField(label="Необходимые условия и ресурсы", rows=3, required=False)
    change = TextField(label=worded("Результат: изменения в работе {mentee.gen}, до и после"), required=False)
    children = TextField(label="Результаты детей, группы, класса", rows=3, required=False)
    gains = TextField(label="Результаты для наставника и учреждения", rows=3, required=False)
    applicability = TextField(label="Кому и при каких условиях может быть полезна", rows=3, required=False)
    risks = TextField(label="Риски и ограничения", rows=3, required=False)

    field_order = (
        "paper_on", "title", "summary", "pair", "direction", "problem", "idea", "stages", "conditions", "change",
        "children", "gains", "applicability", "risks", "level", "tags", "authors", "outside", "links", "file",
        "publishing",
    )  # fmt: skip


class FileForm(RuledForm):
    speaks_of: ClassVar = {"material_file": "file"}

    file = DocumentUpload(label="Файл", help_text=FILES)


class RemarksForm(Form):
    remarks = TextField(label="Что доработать", rows=5, max_length=4000)


class ReviewForm(RuledForm):
    speaks_of: ClassVar = {"material_day": "reviewed_on"}

    minutes_number = LineField(label="Номер протокола", max_length=40)
    reviewed_on = DateField(label="Дата протокола")
    opinion = TextField(
        label="Рекомендация",
        rows=3,
        max_length=2000,
        required=False,
        help_text="Кому и для чего рекомендован. Если есть замечания, верните материал на доработку",
    )


class ApprovalForm(RuledForm):
    speaks_of: ClassVar = {"material_day": "approved_on", "material_unreviewed": "reason"}

    approved_on = DateField(label="День утверждения")
    reason = TextField(label=worded("Почему без рекомендации {council.gen}"), rows=3, max_length=1000, required=False)

    def __init__(self, *args: Any, unreviewed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unreviewed:
            del self.fields["reason"]


class UseForm(Form):
    """Where the material is taken; on the page of a programme also which one."""

    material = forms.ModelChoiceField(Material.objects.none(), label="Материал", empty_label="выберите")
    where = forms.ChoiceField(label="Куда")

    def __init__(self, *args: Any, places: list[tuple[str, list[tuple[str, str]]]], materials: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = places
        if materials is None:
            del self.fields["material"]
        else:
            self.fields["material"].queryset = materials


class MaterialFilters(Filters):
    """By kind, level, state, and what is one's own or waits for one's word."""

    kind = forms.ChoiceField(label="Вид", required=False, choices=[("", "любой"), *Material.Kind.choices])
    level = forms.ChoiceField(label="Уровень", required=False, choices=[("", "любой"), *Material.Level.choices])
    state = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *Material.State.choices])
    whose = forms.ChoiceField(
        label="Чьи", required=False, choices=[("", "все"), ("mine", "мои"), ("awaited", "ждут моего решения")]
    )

    def __init__(self, *args: Any, user: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today

    def apply(self, rows: Any) -> Any:
        chosen = self.chosen()
        rows = rows.filter(**{name: chosen[name] for name in ("kind", "level") if name in chosen})
        if "state" in chosen:
            rows = rows.in_state(chosen["state"], self.today)
        if chosen.get("whose") == "mine":
            rows = rows.written_by(self.user.person_id)
        return queries.awaiting(rows, self.user, self.today) if chosen.get("whose") == "awaited" else rows
