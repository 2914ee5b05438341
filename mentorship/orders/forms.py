"""Shapes of input about orders."""

from django import forms

from mentorship.core.forms import DateField, Form, LineField, TextField
from mentorship.core.listing import Filters
from mentorship.orders.kinds import KINDS
from mentorship.orders.models import Order


class SignForm(Form):
    signed_on = DateField(label="Дата приказа")
    number = LineField(
        label="Номер",
        max_length=40,
        required=False,
        help_text="Предложен следующий по журналу. Если его займут раньше вас, возьмём следующий свободный.",
    )
    proposed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class DraftForm(Form):
    heading = LineField(label="Заголовок", max_length=300, help_text="«О …», без точки на конце")
    preamble = TextField(label="Основания", required=False, rows=5, max_length=4000)
    control = TextField(label="Пункт о контроле", required=False, rows=2, max_length=1000)


class ReasonForm(Form):
    reason = TextField(label="Причина", rows=3, max_length=2000)


class OrderFilters(Filters):
    status = forms.ChoiceField(
        label="Состояние",
        required=False,
        choices=[("", "любое"), *[choice for choice in Order.Status.choices if choice[0] != "discarded"]],
    )
    kind = forms.ChoiceField(label="Вид", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "любой"), *((kind.code, kind.title) for kind in KINDS.values())]

    def apply(self, rows):
        return rows.filter(**self.chosen())
