"""Shapes of input about stand-ins; what the rules say of an answer stands beside its field."""

from django import forms
from django.utils import timezone

from mentorship.core.forms.fields import DateField, LineField
from mentorship.core.forms.ruled import RuledForm
from mentorship.pairs.matching.queries import others_of_bank
from mentorship.people.models import Person


class StandInForm(RuledForm):
    """Who works with the mentees while the mentor is away."""

    speaks_of = {
        "stand_in_person": "person",
        "stand_in_days": "starts_on",
        "stand_in_end": "ends_on",
        "stand_in_consent": "consented_on",
        "stand_in_load": "confirmed",
    }

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Кто замещает",
        empty_label="Выберите из банка наставников",
        error_messages={"invalid_choice": "Выберите из банка другого человека, не из этой пары."},
    )
    starts_on = DateField(label="С")
    ends_on = DateField(label="По", help_text="Последний день")
    reason = LineField(label="Почему нет наставника", max_length=300, help_text="Отпуск, болезнь, курсы")
    consented_on = DateField(label="Согласие получено", help_text="Устное или письменное; день, когда согласился")
    confirmed = forms.BooleanField(label="Нагрузка выше предела — так и задумано", required=False)

    def __init__(self, *args, pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = others_of_bank(pair, timezone.localdate())


class EarlyEndForm(RuledForm):
    """When and why it ends before its day."""

    speaks_of = {"stand_in_end": "ends_on"}

    ends_on = DateField(label="Последний день замещения")
    reason = LineField(label="Почему раньше", max_length=300)
