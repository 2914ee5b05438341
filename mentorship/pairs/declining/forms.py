"""Shapes of input about refusals."""

from django import forms

from mentorship.core.forms.fields import Form, TextField
from mentorship.pairs.forms import PaperDayForm
from mentorship.people.models import Person

WHO_READS = "Можно не писать. Прочтут только куратор и руководитель"


class DeclineForm(Form):
    reason = TextField(label="Почему", required=False, rows=3, max_length=2000, help_text=WHO_READS)


class PaperDeclineForm(PaperDayForm):
    """Who has said no on paper, on which day."""

    field_order = ("person", "on", "reason")

    person = forms.ModelChoiceField(Person.objects.none(), label="Кто отказался", empty_label="не выбран")
    reason = TextField(label="Причина", required=False, rows=3, max_length=2000, help_text=WHO_READS)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])
