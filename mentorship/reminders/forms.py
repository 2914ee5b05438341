"""Shapes of input about reminders."""

from django import forms

from mentorship.core.forms.fields import Form, parse_keys
from mentorship.core.tables.listing import Filters
from mentorship.reminders.models import Letter

USUAL_DAYS = 14


class PreferenceForm(Form):
    letters = forms.BooleanField(
        label="Присылать мне письма",
        required=False,
        help_text="За неделю, за день, в день срока и раз в неделю, пока дело просрочено",
    )
    digest = forms.BooleanField(
        label="Присылать сводку на неделю",
        required=False,
        help_text="По понедельникам: всё, что ждёт вас, и то, что без срока",
    )
    address = forms.EmailField(
        label="Куда слать",
        required=False,
        help_text="Пусто: на адрес из карточки сотрудника",
        error_messages={"invalid": "Такого адреса быть не может. Напишите его полностью, например anna@sad.ru."},
    )


class LetterFilters(Filters):
    state = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *Letter.State.choices])

    def apply(self, rows):
        state = self.chosen().get("state")
        return rows.filter(state=state) if state else rows


class SlipFilters(forms.Form):
    """For whom and for how many days slips are printed; nonsense means the usual."""

    days = forms.TypedChoiceField(
        label="На сколько дней вперёд",
        required=False,
        coerce=int,
        choices=[(days, f"{days} дней") for days in (USUAL_DAYS, 7, 30, 60)],
    )
    who = forms.ChoiceField(
        label="Кому",
        required=False,
        choices=[("", "кто не получает писем"), ("all", "всем, за кем что-то есть")],
    )

    def asked(self) -> dict:
        self.is_valid()
        return {
            "days": self.cleaned_data.get("days") or USUAL_DAYS,
            "everybody": self.cleaned_data.get("who") == "all",
            "people": parse_keys(self.data.getlist("person")),
        }
