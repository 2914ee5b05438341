"""Shapes of input about roadmaps."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from mentorship.access.roles import OFFICE_NAMES
from mentorship.core.forms.fields import DateField, Form, LineField, ManyField, TextField
from mentorship.core.tables.listing import Filters
from mentorship.orders.kinds.base import KINDS
from mentorship.people.models import Position
from mentorship.roadmap import measures
from mentorship.roadmap.models import COLUMNS, MONTH_CHOICES, YEARS, Activity, Roadmap, Stage, Timed
from mentorship.roadmap.queries import posts
from mentorship.roadmap.rules import columns_problem
from mentorship.roadmap.templates import templates

EMPTY = "empty"
TERM = ("term_kind", "term_day", "term_month", "term_month_to", "term_year", "term_text")
PEOPLE = ("offices", "posts", "group", "group_posts")
# By kind of term: which of its fields it may have, and which it must.
TERM_HAS = {
    "date": {"term_day"}, "months": {"term_month", "term_month_to", "term_year"}, "yearly": {"term_month", "term_text"},
    "text": {"term_text"}, "whole": {"term_text"}, "schedule": {"term_text"},
}  # fmt: skip
TERM_NEEDS = {
    "date": ("term_day", "Укажите день."),
    "months": ("term_month", "Укажите месяц."),
    "text": ("term_text", "Напишите срок словами."),
}


class PeriodForm(Form):
    starts_on = DateField(label="Начало")
    ends_on = DateField(label="Окончание")

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "Окончание не может быть раньше начала.")
        return data


class StartForm(PeriodForm):
    """What a new roadmap begins with."""

    code = forms.ChoiceField(
        label="С чего начать",
        widget=forms.RadioSelect,
        choices=lambda: [*templates(), (EMPTY, "С пустой таблицы: этапы добавлю сам(а)")],
    )
    field_order = ["code"]


class RoadmapForm(PeriodForm):
    """The title, the period and the look."""

    title = TextField(label="Название", rows=3, max_length=400, help_text="Печатается над таблицей, без точки на конце")
    numbering = forms.ChoiceField(label="Знак перед мероприятием", choices=Roadmap.Numbering, required=False)
    number_dot = forms.BooleanField(label="Точка после номера этапа", required=False)
    named = forms.BooleanField(label="Наименование учреждения прописными буквами над названием", required=False)
    mark = forms.ChoiceField(
        label="Отметка вверху справа",
        choices=Roadmap.Mark,
        required=False,
        help_text="В приложении к приказу её заменяет отметка приказа",
    )
    note = TextField(label="Сноска под таблицей", required=False, rows=2, max_length=1000)
    field_order = ["title", "starts_on", "ends_on"]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())


PLACES = [("", "не печатать"), *((number, f"{number}-я слева") for number in range(1, len(COLUMNS) + 1))]
COLUMN_NAMES = {
    "number": "Номер", "stage": "Этап", "content": "Мероприятия", "term": "Срок", "responsible": "Ответственный",
    "result": "Результат", "done": "Отметка о выполнении",
}  # fmt: skip


class ColumnsBase(Form):
    def clean(self):
        data = super().clean()
        places = {key: int(data[f"place_{key}"]) for key in COLUMNS if data.get(f"place_{key}")}
        for key in places:
            if not data.get(f"title_{key}") and f"title_{key}" not in self.errors:
                self.add_error(f"title_{key}", "Напишите заголовок графы.")
            if list(places.values()).count(places[key]) > 1:
                self.add_error(f"place_{key}", f"Место {places[key]} выбрано у двух граф.")
        keys = sorted(places, key=lambda key: places[key])
        if problem := columns_problem(keys):
            raise ValidationError(problem)
        return {**data, "columns": [[key, data.get(f"title_{key}", "")] for key in keys]}

    @property
    def helper(self):
        helper = super().helper
        helper.layout = Layout(
            *(
                Fieldset(name, f"place_{key}", f"title_{key}", css_class="form-part")
                for key, name in COLUMN_NAMES.items()
            )
        )
        return helper

    @staticmethod
    def initial_of(roadmap: Roadmap) -> dict[str, object]:
        initial: dict[str, object] = {f"title_{key}": title for key, title in COLUMNS.items()}
        for place, (key, title) in enumerate(roadmap.columns, start=1):
            initial |= {f"place_{key}": place, f"title_{key}": title}
        return initial


# For every column that can be printed: its place from the left and its heading.
ColumnsForm: type[ColumnsBase] = type(
    "ColumnsForm",
    (ColumnsBase,),
    {
        f"{part}_{key}": field
        for key, name in COLUMN_NAMES.items()
        for part, field in (
            ("place", forms.ChoiceField(label=f"Графа «{name}»: место", choices=PLACES, required=False)),
            ("title", LineField(label=f"Заголовок графы «{name}»", max_length=100, required=False)),
        )
    },
)


class PostsField(ManyField):
    """People of the staff, each once in every post they hold."""

    def label_from_instance(self, post):
        return f"{post.person.short_name}, {post.title}"


class PlanForm(Form):
    """The term and the responsible of a stage or of an activity."""

    term_kind = forms.ChoiceField(label="Срок", choices=Timed.Kind, required=False)
    term_day = DateField(label="День", required=False, help_text="Только для срока к определённому дню. 01.09.2026")
    term_month = forms.TypedChoiceField(
        label="Месяц",
        choices=[("", "не выбран"), *MONTH_CHOICES],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Для срока в месяце или для ежегодного",
    )
    term_month_to = forms.TypedChoiceField(
        label="По какой месяц",
        choices=[("", "только этот месяц"), *MONTH_CHOICES],
        coerce=int,
        empty_value=None,
        required=False,
    )
    term_year = forms.IntegerField(
        label="Год",
        required=False,
        min_value=YEARS[0],
        max_value=YEARS[1],
        help_text="Нужен, если дорожная карта длиннее года",
    )
    term_text = LineField(
        label="Срок своими словами",
        required=False,
        max_length=200,
        help_text="Для срока другими словами; для всего периода, ежегодного и отдельного графика — если печатать иначе",
    )
    offices = forms.MultipleChoiceField(
        label="Ответственные по роли",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(office.value, name) for office, name in OFFICE_NAMES.items()],
    )
    posts = PostsField(Position.objects.none(), label="Ответственные сотрудники", required=False)
    group = LineField(
        label="Группа",
        required=False,
        max_length=150,
        help_text="Например, «наставники». Людей в ней можно не называть",
    )
    group_posts = PostsField(Position.objects.none(), label="Кто в группе", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("posts", "group_posts"):
            self.fields[name].queryset = posts(timezone.localdate())

    def clean(self):
        data = super().clean()
        kind = data.get("term_kind", "")
        if kind in TERM_NEEDS:
            name, words = TERM_NEEDS[kind]
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        if data.get("group_posts") and not data.get("group"):
            self.add_error("group", "Назовите группу, в которую входят выбранные сотрудники.")
        for name in set(TERM[1:]) - TERM_HAS.get(kind, set()):
            data[name] = "" if name == "term_text" else None
        return data

    @property
    def helper(self):
        helper = super().helper
        own = [name for name in self.fields if name not in (*TERM, *PEOPLE)]
        helper.layout = Layout(
            Fieldset(self.heading, *own, css_class="form-part"),
            Fieldset("Срок", *TERM, css_class="form-part"),
            Fieldset("Ответственные", *PEOPLE, css_class="form-part"),
        )
        return helper

    @staticmethod
    def people_of(row: Stage | Activity) -> dict[str, object]:
        """Who is responsible, as the fields show it."""
        rows = list(row.responsible.all())
        return {
            "offices": [one.office for one in rows if one.office],
            "posts": [one.post_id for one in rows if one.post_id and not one.group],
            "group": next((one.group for one in rows if one.group), ""),
            "group_posts": [one.post_id for one in rows if one.post_id and one.group],
        }


class StageForm(PlanForm):
    heading = "Этап"
    title = LineField(label="Название этапа", max_length=300)
    is_section = forms.BooleanField(
        label="Это раздел: его мероприятия печатать отдельными строками 1.1, 1.2 …", required=False
    )
    expected = TextField(label="Ожидаемый результат", required=False, rows=2, max_length=2000)
    measure = forms.ChoiceField(
        label="Ход работы считать по записям",
        required=False,
        choices=lambda: [("", "нет, только по отметкам"), *measures.choices()],
    )


class ActivityForm(PlanForm):
    heading = "Мероприятие"
    text = TextField(label="Мероприятие", rows=3, max_length=2000)
    expected = LineField(label="Ожидаемый результат", required=False, max_length=500)
    closes_by = forms.ChoiceField(
        label="Выполняется приказом",
        required=False,
        choices=lambda: [("", "нет, только по отметке"), *((kind.code, kind.name) for kind in KINDS.values())],
        help_text="Отметка о выполнении встанет сама, когда подпишут приказ этого вида",
    )


class RoadmapFilters(Filters):
    status = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *Roadmap.Status.choices])

    def apply(self, rows):
        return rows.filter(**self.chosen())
