"""The shape of a new name: it is typed first, then shown in all cases and confirmed."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from mentorship.core.forms.fields import DateField, LineField, PersonNameField
from mentorship.core.forms.naming import NamesForm
from mentorship.documents.grammar import decline_name, decline_surname
from mentorship.people.forms import CasesForm
from mentorship.people.models.person import NAME
from mentorship.people.names import CASE_LABELS

PARTS = ("name", "surname")
CASES = tuple(f"{part}_{case}" for case in CASE_LABELS for part in PARTS)
LOOK = "Проверьте новое имя в падежах ниже, исправьте, что неверно, и нажмите «Сохранить» ещё раз."


class NewNameForm(NamesForm):
    """The new name with its day and basis; the cases (`RenamingForm`) are offered once the name is known."""

    last_name = PersonNameField(label="Фамилия")
    first_name = PersonNameField(label="Имя")
    patronymic = PersonNameField(label="Отчество", required=False, help_text="Оставьте пустым, если отчества нет")
    on = DateField(
        label="С какого дня",
        help_text="Бумаги более ранних дней печатаются с прежним именем. День может быть впереди. Например, 01.09.2026",
    )
    basis = LineField(label="Основание", help_text="Например, «свидетельство о заключении брака от 21.08.2026»")
    offered_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sex: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sex = sex
        if not self.is_bound:
            for name in CASES:
                del self.fields[name]

    @property
    def helper(self):
        helper = super().helper
        shown = [name for name in CASES if name in self.fields]
        helper.layout = Layout(
            *NAME,
            "on",
            "basis",
            "offered_for",
            *([Fieldset("Новое имя в падежах", *shown, css_class="form-part")] if shown else []),
        )
        return helper

    def clean(self):
        """A name whose cases nobody has seen yet comes back with those that the rules make."""
        data = super().clean()
        if set(NAME) <= data.keys() and data.get("offered_for") != (wanted := " ".join(data[part] for part in NAME)):
            self._offer(data, wanted)
            raise forms.ValidationError(LOOK)
        return data

    def _offer(self, data, wanted):
        self.data = self.data.copy()
        self.data["offered_for"] = wanted
        last_name, first_name, patronymic = (data[part] for part in NAME)
        for case in CASE_LABELS:
            self.data[f"name_{case}"] = decline_name(last_name, first_name, patronymic, self.sex, case)
            self.data[f"surname_{case}"] = decline_surname(last_name, self.sex, case)

    def split(self, data: dict[str, Any]) -> dict[str, Any]:
        """The name, its cases, the day and the basis."""
        return {
            "name": {part: data[part] for part in NAME},
            "cases": {case: (data[f"name_{case}"], data[f"surname_{case}"]) for case in CASE_LABELS},
            "on": data["on"],
            "basis": data["basis"],
        }


RenamingForm: type[NewNameForm] = type(
    "RenamingForm", (NewNameForm,), {name: CasesForm.base_fields[name] for name in CASES}
)
