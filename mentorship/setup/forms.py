"""Shapes of input of the first run: one page, one form. Fields of other pages are used as they are there."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from mentorship.access.roles import Office
from mentorship.core.forms.fields import Form, LineField, PersonNameField
from mentorship.core.forms.naming import NamesForm
from mentorship.people.accounts.forms import CodeForm, InviteForm
from mentorship.people.models import Person
from mentorship.regulation.edition.forms import FactsForm, RulesForm
from mentorship.regulation.edition.presets import preset_codes, read_preset
from mentorship.regulation.forms import LayoutForm
from mentorship.regulation.models import Edition
from mentorship.regulation.wording.forms import COUNCIL_SIGNS, TermField, TermsForm

EMPTY = "empty"
NO_PRESET = "Пустое Положение: впишу правила сам"


def presets() -> list[tuple[str, str]]:
    """The presets to begin from, each in the words of its own file."""
    return [(code, read_preset(code)["about"]) for code in preset_codes()] + [(EMPTY, NO_PRESET)]


def sex_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Пол", choices=Person.Sex, widget=forms.RadioSelect, help_text="Нужен для правильных падежей в приказах"
    )


class BeginForm(NamesForm, CodeForm):
    """Whose program this is, and who sets it up."""

    code = LineField(label="Код первого запуска", max_length=20, help_text="Его напечатала программа при запуске")
    full_name = LineField(
        label="Полное наименование учреждения",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Как в уставе, с маленькой буквы: «муниципальное бюджетное общеобразовательное учреждение …»",
    )
    short_name = LineField(label="Краткое наименование", max_length=200, help_text="Например, «МБОУ СОШ № 5»")
    head_title = LineField(label="Должность руководителя", max_length=150, help_text="Например, «Директор»")
    preset = forms.ChoiceField(
        label="С чьего Положения начать",
        choices=presets,
        widget=forms.RadioSelect,
        help_text="Возьмите самое похожее: правила и перечни перейдут в вашу программу, и вы их измените",
    )
    clauses = forms.BooleanField(
        label="Взять и таблицу пунктов: номера и пересказ",
        required=False,
        help_text=(
            "Номера встанут в отказы, напоминания и приказы. Отметьте, только если ваше Положение пронумеровано "
            "так же; на шаге «Правила и перечни» их видно целиком. Не отмечено — номера впишете сами"
        ),
    )
    last_name = PersonNameField(label="Фамилия")
    first_name = PersonNameField(label="Имя")
    patronymic = PersonNameField(label="Отчество", required=False, help_text="Оставьте пустым, если отчества нет")
    sex = sex_field()
    position = LineField(label="Должность", max_length=200, help_text="Например, «заместитель директора по УВР»")
    offices = forms.MultipleChoiceField(
        label="Что вы делаете в программе",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(office.value, office.label) for office in (Office.DIRECTOR, Office.CURATOR, Office.CLERK)],
        help_text="Настраивать программу вы сможете в любом случае",
    )
    username = InviteForm.base_fields["username"]

    NAMES = ("full_name", "short_name", "head_title")
    CARD = ("last_name", "first_name", "patronymic", "sex")

    @property
    def helper(self):
        helper = super().helper
        helper.layout = Layout(
            "code",
            Fieldset("Учреждение", *self.NAMES, "preset", "clauses", css_class="form-part"),
            Fieldset("Вы", *self.CARD, "position", "offices", css_class="form-part"),
            Fieldset("Ваш вход в программу", "username", "password", "again", css_class="form-part"),
        )
        return helper

    @classmethod
    def split(cls, data: dict[str, Any]) -> dict[str, Any]:
        """The answers as the service takes them."""
        rest = {name: data[name] for name in ("code", "clauses", "position", "offices", "username", "password")}
        return {
            **rest,
            "preset": "" if data["preset"] == EMPTY else data["preset"],
            "names": {name: data[name] for name in cls.NAMES},
            "card": {name: data[name] for name in cls.CARD},
        }


def part_of_layout(name: str, *fields: str) -> type[Form]:
    """A form of some fields of the page «Оформление бумаг»."""
    return type(name, (Form,), {field: LayoutForm.base_fields[field] for field in fields})


InstitutionForm = part_of_layout(
    "InstitutionForm",
    "full_name",
    "full_name_gen",
    "full_name_loc",
    "short_name",
    "text_name",
    "locality",
    "address",
    "phone",
    "email",
    "site",
    "head_title",
)
OrdersForm = part_of_layout(
    "OrdersForm",
    "letterhead",
    "number_mask",
    "date_style",
    "reference",
    "preamble",
    "control",
    "appendix_word",
    "initials_first",
    "text_initials_first",
    "position_first",
    "signature_colon",
    "acquaintance",
    "place",
)


class ActForm(FactsForm):
    """What the Положение is called, by what it was approved and from when it counts."""

    title = None  # type: ignore[assignment]  # made of the day, so not asked
    act_title = LayoutForm.base_fields["act_title"]
    field_order = ("act_title", "approved_by", "starts_on")


class LeaderForm(NamesForm):
    """The head or the curator, when there is no card of them yet."""

    last_name = PersonNameField(label="Фамилия")
    first_name = PersonNameField(label="Имя")
    patronymic = PersonNameField(label="Отчество", required=False)
    sex = sex_field()
    position = LineField(label="Должность", max_length=200)


class CuratorForm(LeaderForm):
    """The curator: somebody who has a card already, or a new person."""

    who = forms.ModelChoiceField(
        Person.objects.all(),
        label="Кто куратор",
        required=False,
        empty_label="другой человек, впишу ниже",
    )
    field_order = ("who",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self.initial.setdefault(name, None)
            field.required = False

    def clean(self):
        data = super().clean()
        if not data.get("who") and "who" not in self.errors:
            for name in ("last_name", "first_name", "sex", "position"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "Выберите куратора из списка выше или заполните это поле.")
        return data


class BodiesForm(Form):
    """What a mentee and the council are called, and who the curator may be."""

    mentee_word = TermsForm.base_fields["mentee_word"]
    curator_pool = forms.ChoiceField(label="Кто может быть куратором", choices=Edition.Curators)
    council = forms.BooleanField(label="Есть методическое объединение, комиссия или совет наставников", required=False)
    council_name = TermField(
        label="Как называется этот орган",
        required=False,
        max_length=120,
        signs=COUNCIL_SIGNS,
        help_text="Например, «школьный методический совет наставников»",
    )

    def __init__(self, *args: Any, in_use: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if in_use:
            self.fields["reason"] = RulesForm.base_fields["reason"]
