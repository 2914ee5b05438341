"""Shapes of input about events."""

from typing import Any

from django import forms

from mentorship.core.forms.fields import DateField, Form, LineField, LinkField, TextField, TimeField
from mentorship.core.tables.listing import Filters
from mentorship.events.models import Event
from mentorship.orders.forms import PeopleField
from mentorship.people.models import Person


class EventForm(Form):
    kind = forms.ChoiceField(label="Что это", choices=Event.Kind)
    title = LineField(label="Название", max_length=200)
    starts_on = DateField(label="День")
    ends_on = DateField(label="Последний день", required=False, help_text="Если событие идёт несколько дней")
    starts_at = TimeField(label="Начало", required=False, help_text="Например, 14:00")
    ends_at = TimeField(label="Окончание", required=False, help_text="Например, 14:00")
    place = LineField(label="Место", max_length=200, required=False)
    link = LinkField(label="Ссылка, если встреча дистанционная", required=False, max_length=500, source="приглашения")
    hours = forms.IntegerField(label="Часов, если это обучение", required=False, min_value=1, max_value=1000)
    in_lessons = forms.BooleanField(
        label="Идёт в рабочее время участников",
        required=False,
        help_text="Тогда участников нужно заменить: приказ об освобождении готовят на странице «Бумаги»",
    )
    note = TextField(label="О чём речь", rows=3, max_length=2000, required=False)
    participants = PeopleField(
        Person.objects.none(), label="Участники", required=False, help_text="Никто не отмечен — событие для всех"
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participants"].queryset = people

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_on = data.get("starts_on")
        data["ends_on"] = data.get("ends_on") or starts_on
        if starts_on and data["ends_on"] < starts_on:
            self.add_error("ends_on", "Последний день не может быть раньше первого.")
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and data["ends_on"] == starts_on and ends_at <= starts_at:
            self.add_error("ends_at", "Окончание должно быть позже начала.")
        return data


class OutcomeForm(Form):
    result = TextField(label="Чем закончилось", rows=4, max_length=4000, required=False)
    minutes = LineField(label="Протокол", max_length=100, required=False, help_text="Например, № 3 от 12.11.2026")
    attended = PeopleField(Person.objects.none(), label="Кто был", required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attended"].queryset = people


class EventFilters(Filters):
    kind = forms.ChoiceField(label="Что", required=False, choices=[("", "всё"), *Event.Kind.choices])

    def apply(self, rows):
        return rows.filter(**self.chosen())
