"""The shape of many days of admission: one field a person."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from mentorship.core.forms.fields import DateField, Form
from mentorship.people import rules
from mentorship.people.models import Person

FIELD = "on_{}"


class AdmissionsForm(Form):
    """A day for each person; an empty one leaves the person as they are."""

    def __init__(self, *args: Any, people: Iterable[Person], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.today = {FIELD.format(person.pk): person for person in people}, today
        for name, person in self.people.items():
            hired = f"принят(а) {person.hired_on:%d.%m.%Y}" if person.hired_on else "день приёма не указан"
            told = ", ".join(filter(None, [person.position, hired]))
            self.fields[name] = DateField(label=person.full_name, required=False, help_text=told)

    def clean(self) -> dict[str, Any]:
        """What cannot be true is said beside its own field."""
        data = super().clean() or {}
        for name, person in self.people.items():
            card = rules.Card(
                birth_date=None,
                hired_on=person.hired_on,
                admitted_on=data.get(name),
                left_on=person.left_on,
                today=self.today,
            )
            for violation in rules.card_violations(card) if card.admitted_on else ():
                self.add_error(name, str(violation))
        return data

    def days(self, data: dict[str, Any]) -> dict[Person, date]:
        """By person: the day, where one is given."""
        return {person: data[name] for name, person in self.people.items() if data.get(name)}
