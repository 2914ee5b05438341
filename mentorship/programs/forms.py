"""Shapes of input about programmes."""

from django import forms
from django.db.models import Q

from mentorship.core.forms.fields import DateField, Form, LineField, ManyField, SiteField, TextField
from mentorship.core.forms.uploads import DocumentUpload
from mentorship.core.tables.listing import Filters
from mentorship.core.words.labels import worded
from mentorship.pairs.forms import PaperDayForm
from mentorship.people.models import Need, Person
from mentorship.programs.models import Program
from mentorship.programs.privacy import hidden
from mentorship.programs.queries import open_needs
from mentorship.programs.templates import template_choices
from mentorship.regulation.models import Option
from mentorship.regulation.queries import named_groups, options


class ProgramForm(Form):
    """The text of a programme. Drafts may be incomplete: only dates are obligatory."""

    starts_on = DateField(label="Начало")
    ends_on = DateField(label="Окончание")
    forms_note = TextField(label="Формы и виды наставничества: описание", required=False, rows=3)
    initial_level = TextField(label=worded("Начальная подготовка и опыт {mentee.gen}"), required=False)
    goal = TextField(label="Цель", required=False, rows=3)
    tasks = TextField(label="Задачи", required=False)
    directions = ManyField(Option.objects.none(), label="Направления", required=False)
    expected = TextField(label="Ожидаемые результаты", required=False)
    control = TextField(label="Как проверяются результаты", required=False, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, program: Program, **kwargs):
        super().__init__(*args, **kwargs)
        self.program = program
        edition = program.pair.edition
        self.offer("directions", options(edition, Option.Group.DIRECTION))
        if not program.forms_note and not named_groups(edition) & {Option.Group.FORM, Option.Group.KIND}:
            del self.fields["forms_note"]

    def refuse(self, refusal):
        """Whoever has been told of a text that was changed meanwhile goes on from that one."""
        self.data = self.data.copy()
        self.data["version"] = self.program.version
        super().refuse(refusal)

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "Окончание не может быть раньше начала.")
        return data


class ActivityForm(Form):
    section = forms.ModelChoiceField(Option.objects.none(), label="Раздел плана", empty_label=None)
    title = LineField(label="Мероприятие", max_length=500)
    content = TextField(label="Содержание", required=False, rows=3)
    starts_on = DateField(label="С какого дня", required=False)
    due_on = DateField(label="Срок: по какой день")
    responsible = forms.ModelChoiceField(Person.objects.none(), label="Ответственный", empty_label=None)
    expected = LineField(label="Ожидаемый результат", required=False, max_length=500)
    need = forms.ModelChoiceField(
        Need.objects.none(), label="На какой запрос отвечает", required=False, empty_label="ни на какой отдельно"
    )

    def __init__(self, *args, program: Program, **kwargs):
        super().__init__(*args, **kwargs)
        pair = program.pair
        team = Q(pk=pair.mentor_id) | Q(pk__in=pair.participations.values("mentee"))
        self.offer("section", options(pair.edition, Option.Group.SECTION))
        others = hidden(pair)
        self.fields["responsible"].queryset = Person.objects.filter(team).exclude(pk__in=[row.pk for row in others])
        self.fields["need"].queryset = open_needs(program).exclude(person__in=others)

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("due_on") and data["due_on"] < data["starts_on"]:
            self.add_error("due_on", "Срок не может быть раньше начала.")
        return data


class TemplateForm(Form):
    code = forms.ChoiceField(label="Образец", choices=template_choices, widget=forms.RadioSelect)


class RemarkForm(Form):
    text = TextField(label="Ваше замечание или предложение", max_length=4000)


class PerformForm(Form):
    done_on = DateField(label="Когда выполнено")
    result = TextField(label="Что получилось", rows=3, max_length=4000)
    evidence = DocumentUpload(label="Подтверждающий файл", required=False, help_text="PDF, JPG, PNG или DOCX до 20 МБ")


class PaperReadForm(PaperDayForm):
    """Whose signatures stand under «С программой ознакомлен»."""

    mentees = ManyField(Person.objects.none(), label=worded("Подписали: {mentees.nom}"))

    def __init__(self, *args, unread, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentees"].queryset = Person.objects.filter(pk__in=[person.pk for person in unread])


class MinutesForm(Form):
    minutes_number = LineField(label="Номер протокола", max_length=40)
    minutes_on = DateField(label="Дата протокола")


class ResultsForm(Form):
    """Where the results of a programme are, and since when."""

    url = SiteField(help_text="Скопируйте из строки браузера, например https://sad.example.ru/nastavnichestvo/itogi")
    on = DateField(label="День размещения")


class ApprovalOrderForm(Form):
    """Which programmes one order approves, and what its text names."""

    programs = ManyField(Program.objects.none(), label="Программы")
    period = LineField(label="На какой период", max_length=100)
    minutes = LineField(
        label=worded("Протокол {council.gen}"),
        required=False,
        max_length=100,
        help_text="Например: от 20.01.2027 № 2. Если решения не было, оставьте пустым",
    )

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programs"].queryset = waiting


class EndForm(Form):
    case = forms.ModelChoiceField(Option.objects.none(), label="Случай", empty_label=None, widget=forms.RadioSelect)
    on = DateField(label="Последний день", help_text="Последний день работы пары")
    reason = TextField(
        label="Причина", required=False, rows=3, max_length=2000, help_text="Обязательна, если план ещё не выполнен"
    )

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("case", options(edition, Option.Group.COMPLETION))
        if "case" not in self.fields:
            self.fields["reason"].required, self.fields["reason"].help_text = True, "Она войдёт в приказ"


class ProgramFilters(Filters):
    status = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *Program.Status.choices])

    def apply(self, rows):
        return rows.filter(**self.chosen())
