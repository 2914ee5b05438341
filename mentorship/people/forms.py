"""Shapes of input about people."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from mentorship.core.forms.fields import DateField, Form, LineField, ManyField, PersonNameField, TextField
from mentorship.core.forms.naming import NamesForm
from mentorship.core.forms.ruled import RuledForm
from mentorship.core.tables.listing import Filters
from mentorship.core.terms import not_past
from mentorship.core.words.labels import worded
from mentorship.people.models import Competence, Consent, MenteeEntry, MentorEntry, Need, Person
from mentorship.people.names import CASE_LABELS
from mentorship.people.queries import with_mentor


class CardForm(NamesForm):
    """The facts of a staff card."""

    last_name = PersonNameField(label="Фамилия")
    first_name = PersonNameField(label="Имя")
    patronymic = PersonNameField(label="Отчество", required=False, help_text="Оставьте пустым, если отчества нет")
    sex = forms.ChoiceField(
        label="Пол", choices=Person.Sex, widget=forms.RadioSelect, help_text="Нужен для правильных падежей в приказах"
    )
    birth_date = DateField(label="Дата рождения", required=False)
    education = LineField(label="Образование", required=False)
    qualification = forms.ChoiceField(label="Квалификационная категория", choices=Person.Qualification, required=False)
    experience_years = forms.IntegerField(
        label="Педагогический стаж при приёме, полных лет", required=False, min_value=0, max_value=70
    )
    experience_months = forms.IntegerField(
        label="и месяцев сверх того", required=False, min_value=0, max_value=11, help_text="От 0 до 11"
    )
    hired_on = DateField(label="Принят на работу", required=False)
    admitted_on = DateField(
        label="Фактически допущен к работе",
        required=False,
        help_text="От этого дня считается срок назначения наставника. Например, 01.09.2026",
    )
    organisation = LineField(
        label="Место работы, если не наше учреждение",
        required=False,
        help_text="Только для приглашённых наставников",
    )
    email = forms.EmailField(label="Электронная почта", required=False)
    phone = LineField(label="Телефон", required=False, max_length=40)

    def clean(self):
        data = super().clean()
        if "experience_months" in data:
            data["experience_months"] = data["experience_months"] or 0
            if data["experience_months"] and data.get("experience_years") is None:
                self.add_error("experience_years", "Укажите полные годы: 0, если нет и одного.")
        return data


CASE_PARTS = {"name": "имя полностью", "surname": "фамилия", "position": "должность"}
CASE_FIELDS = {"name": PersonNameField, "surname": PersonNameField, "position": LineField}
# The name, the surname and the position in each case, as papers will print them.
CasesForm: type[Form] = type(
    "CasesForm",
    (Form,),
    {
        f"{part}_{case}": CASE_FIELDS[part](label=f"{label.capitalize()}: {what}", max_length=250, required=False)
        for case, label in CASE_LABELS.items()
        for part, what in CASE_PARTS.items()
    },
)


class PositionForm(Form):
    title = LineField(label="Должность", max_length=200, help_text="Например, «учитель математики»")
    unit = LineField(label="Подразделение", required=False, max_length=200)
    is_teaching = forms.BooleanField(label="Педагогическая должность", required=False, initial=True)
    is_deputy = forms.BooleanField(label="Заместитель руководителя", required=False)
    is_administrative = forms.BooleanField(
        label="Административная должность", required=False, help_text="Руководитель, заместитель, заведующий хозяйством"
    )


class NewPersonForm(CardForm, PositionForm):
    """A card with the first position: one page for the whole newcomer."""

    def split(self, data: dict) -> tuple[dict, dict]:
        position = {name: data[name] for name in PositionForm.base_fields}
        return {name: data[name] for name in CardForm.base_fields}, position


class MorePositionForm(PositionForm):
    starts_on = DateField(label="С какого дня", required=False)
    is_main = forms.BooleanField(label="Сделать основной", required=False)


class DayForm(RuledForm):
    speaks_of = {"consent_day": "on"}

    on = DateField(label="Дата")


class BankExitForm(Form):
    ends_on = DateField(
        label="Последний день в банке", help_text="Если день ещё не наступил, до него в банке всё остаётся как есть"
    )
    reason = LineField(label="Причина")


class MentorEntryForm(Form):
    """An entry of the bank of mentors; forms and kinds come from the edition."""

    competences = ManyField(Competence.objects.all(), label="В чём может помочь", required=False)
    forms_ = forms.MultipleChoiceField(
        label="Формы наставничества", required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(label="Виды наставничества", required=False, widget=forms.CheckboxSelectMultiple)
    experience_years = forms.IntegerField(label="Опыт наставничества, лет", min_value=0, max_value=60, initial=0)
    psychological_ready = forms.BooleanField(label="Психологическая подготовка есть", required=False)
    pedagogical_ready = forms.BooleanField(label="Педагогическая подготовка есть", required=False)
    professional_ready = forms.BooleanField(label="Профессиональная подготовка есть", required=False)
    trained_on = DateField(label="Прошёл обучение наставников", required=False)
    training = LineField(label="Где и чему обучен", required=False)
    own_limit = forms.IntegerField(
        label="Согласен вести не больше, человек",
        required=False,
        min_value=1,
        max_value=50,
        help_text="Оставьте пустым, если подходит общий предел",
    )
    engagement = forms.ChoiceField(
        label="Кем приходится учреждению",
        choices=MentorEntry.Engagement,
        required=False,
        initial=MentorEntry.Engagement.EMPLOYEE,
    )
    outside_basis = LineField(
        label="Основание работы внешнего наставника",
        required=False,
        help_text="Только для внешнего: «договор ГПХ от … № …», «сетевой договор от … № …»",
    )
    in_job = forms.BooleanField(
        label="Наставничество уже входит в должностные обязанности",
        required=False,
        help_text="Например, у методиста. Тогда дополнительное соглашение и выплата не нужны",
    )
    in_job_basis = LineField(
        label="Каким документом это установлено",
        required=False,
        help_text="Например, «должностная инструкция методиста от 01.09.2025, п. 3.4»",
    )
    starts_on = DateField(label="В банке с")
    note = TextField(label="Заметки куратора", required=False)

    def __init__(self, *args, form_choices, kind_choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["forms_"].choices = form_choices
        self.fields["kinds"].choices = kind_choices

    def clean(self):
        """Another basis of the work is named by its document (legal.md 1.7, 1.10)."""
        data = super().clean()
        data["engagement"] = data.get("engagement") or MentorEntry.Engagement.EMPLOYEE
        if data["engagement"] == MentorEntry.Engagement.OUTSIDE and not data.get("outside_basis"):
            self.add_error("outside_basis", "Укажите договор, по которому работает внешний наставник.")
        if data.get("in_job") and not data.get("in_job_basis"):
            self.add_error("in_job_basis", "Укажите документ, по которому наставничество входит в обязанности.")
        return data


class MenteeEntryForm(Form):
    category = forms.ChoiceField(
        label="Категория",
        required=False,
        choices=[("", "определить по данным карточки"), *MenteeEntry.Category.choices],
    )
    is_student = forms.BooleanField(label="Студент", required=False)
    practice_basis = LineField(
        label="Договор о практике",
        required=False,
        help_text="Только для студента, который у нас не работает: «договор о практической подготовке от … № …»",
    )
    returned_on = DateField(label="Вышел после перерыва в работе", required=False)
    request = TextField(label="Чего хочет сам: запрос своими словами", required=False)
    note = TextField(label="Заметки куратора", required=False)


class NeedForm(Form):
    kind = forms.ChoiceField(label="Что это", choices=Need.Kind, widget=forms.RadioSelect)
    competence = forms.ModelChoiceField(
        Competence.objects.all(), label="Область", required=False, empty_label="не указана"
    )
    text = LineField(label="Суть", max_length=500, help_text="Одной фразой: «Как построить утренний сбор»")


class ConsentForm(Form):
    kind = forms.ChoiceField(label="На что согласие", choices=[(Consent.Kind.DATA, Consent.Kind.DATA.label)])
    given_on = DateField(label="Дата на бумаге")
    expires_on = DateField(
        label="Действует по", required=False, help_text="Если в согласии срок не указан, оставьте пустым"
    )
    place = LineField(label="Где хранится подлинник", required=False, max_length=200)


class StaffFilters(Filters):
    state = forms.ChoiceField(
        label="Работает",
        required=False,
        choices=[
            ("", "все"),
            ("now", "сейчас"),
            ("away", "отсутствуют"),
            ("left", "уволились"),
            ("coming", "ещё не приступили"),
        ],
    )
    bank = forms.ChoiceField(
        label="Банк",
        required=False,
        choices=[("", "любой"), ("mentor", "наставники"), ("mentee", worded("{mentees.nom}")), ("none", "ни в одном")],
    )

    def apply(self, rows: QuerySet) -> QuerySet:
        chosen, today = self.chosen(), timezone.localdate()
        if state := chosen.get("state"):
            states = {
                "now": Q(is_employed=True),
                "away": Q(is_away=True),
                "left": Q(is_employed=False) & ~not_past(today, "left_on"),
                "coming": Q(is_coming=True),
            }
            rows = rows.filter(states[state])
        if bank := chosen.get("bank"):
            mentor, mentee = (
                Q(pk__in=entries.objects.on(today).values("person")) for entries in (MentorEntry, MenteeEntry)
            )
            rows = rows.filter({"mentor": mentor, "mentee": mentee, "none": ~mentor & ~mentee}[bank])
        return rows


class MentorFilters(Filters):
    competence = forms.ModelChoiceField(
        Competence.objects.all(), label="Чем может помочь", required=False, empty_label="чем угодно"
    )
    ready = forms.ChoiceField(
        label="Обучение", required=False, choices=[("", "любое"), ("yes", "пройдено"), ("no", "не пройдено")]
    )

    def apply(self, rows: QuerySet) -> QuerySet:
        chosen = self.chosen()
        if competence := chosen.get("competence"):
            rows = rows.filter(pk__in=MentorEntry.objects.filter(competences=competence))
        if ready := chosen.get("ready"):
            rows = rows.filter(trained_on__isnull=ready == "no")
        return rows


class MenteeFilters(Filters):
    category = forms.ChoiceField(
        label="Категория", required=False, choices=[("", "любая"), *MenteeEntry.Category.choices]
    )
    paired = forms.ChoiceField(
        label="Наставник", required=False, choices=[("", "не важно"), ("no", "ещё нет"), ("yes", "есть")]
    )

    def apply(self, rows: QuerySet) -> QuerySet:
        chosen = self.chosen()
        if category := chosen.get("category"):
            rows = rows.filter(category=category)
        if paired := chosen.get("paired"):
            mentored = with_mentor(MenteeEntry.objects.all(), timezone.localdate()).values("pk")
            rows = rows.filter(pk__in=mentored) if paired == "yes" else rows.exclude(pk__in=mentored)
        return rows
