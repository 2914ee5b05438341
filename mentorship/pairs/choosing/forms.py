"""Shapes of input about the mark of mutual choice."""

from typing import Any

from django import forms

from mentorship.pairs.forms import PaperDayForm
from mentorship.people.models import Person


class PaperChoiceForm(PaperDayForm):
    """Who has said it on paper, on which day."""

    field_order = ("person", "on")

    person = forms.ModelChoiceField(Person.objects.none(), label="Кто выбрал эту пару", empty_label="не выбран")

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])
