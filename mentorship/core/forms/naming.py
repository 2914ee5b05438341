"""Names typed in small letters or in capitals are offered in order, beside the field."""

from typing import Any

from mentorship.core.forms.fields import Form, PersonNameField

SMALL = {"оглы", "кызы", "гызы", "уулу", "улы"}  # parts of patronymics that are written so


def in_order(name: str) -> str:
    """«иванова-ПЕТРОВА» as «Иванова-Петрова» where no or every letter is a capital; another name as it is."""
    if not (name.islower() or name.isupper()):
        return name
    words = (
        word if word in SMALL else "-".join(part.capitalize() for part in word.split("-"))
        for word in name.lower().split(" ")
    )
    return " ".join(words)


class NamesForm(Form):
    """A form with names of a person."""

    def clean(self) -> Any:
        data = super().clean()
        for name, field in self.fields.items():
            typed = self.cleaned_data.get(name)
            if isinstance(field, PersonNameField) and typed and in_order(typed) != typed:
                offered = in_order(typed)
                shown: Any = self.data.copy()
                shown[self.add_prefix(name)] = offered
                self.data = shown
                words = f"Вы набрали «{typed}», мы предлагаем «{offered}». Проверьте и сохраните ещё раз."
                self.add_error(name, words)
        return data
