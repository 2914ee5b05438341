"""Shapes of input about pairs."""

from django import forms
from django.utils import timezone

from mentorship.core.forms.fields import DateField, Form, LineField, TextField
from mentorship.core.forms.ruled import RuledForm
from mentorship.core.tables.listing import Filters
from mentorship.core.words.labels import worded
from mentorship.pairs.models.pair import State
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import options


class TermsForm(Form):
    """Form, kind, goal and term; the lists come from the edition, which may have none."""

    form = forms.ModelChoiceField(Option.objects.none(), label="Форма наставничества", empty_label=None)
    kind = forms.ModelChoiceField(Option.objects.none(), label="Вид наставничества", empty_label=None)
    goal = TextField(label="Цель", rows=3, max_length=2000, help_text=worded("Чего должен достичь {mentee.nom}"))
    starts_on = DateField(label="Начало")
    ends_on = DateField(label="Окончание", help_text="Последний день. Например, 31.05.2027")

    def __init__(self, *args, edition: Edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("form", options(edition, Option.Group.FORM))
        self.offer("kind", options(edition, Option.Group.KIND))


class PaperDayForm(RuledForm):
    """The day that stands on the paper."""

    speaks_of = {"paper_day": "on"}

    on = DateField(label="День на бумаге")


class ConsentDayForm(Form):
    on = DateField(label="Дата на бумаге")
    place = LineField(label="Где хранится подлинник", required=False, max_length=200)


class WaiverForm(Form):
    reason = TextField(label="Объяснение", rows=3, max_length=2000)


class MinutesForm(RuledForm):
    """By which minutes the council has assigned the pairs; whoever has none leaves both fields empty (MO-05)."""

    speaks_of = {"minutes": "minutes_on"}

    minutes_number = LineField(label="Номер протокола", max_length=40, required=False)
    minutes_on = DateField(label="Дата протокола", required=False)

    def clean(self):
        data = super().clean() or self.cleaned_data
        wrong = set(self.errors)
        for given, missing in (("minutes_number", "minutes_on"), ("minutes_on", "minutes_number")):
            if data.get(given) and not data.get(missing) and missing not in wrong:
                self.add_error(missing, "Протокол указывают с номером и датой: заполните оба поля или ни одного.")
        return data


class PairFilters(Filters):
    state = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *State.choices])

    def apply(self, rows):
        state = self.chosen().get("state")
        return rows.in_state(State(state), timezone.localdate()) if state else rows
