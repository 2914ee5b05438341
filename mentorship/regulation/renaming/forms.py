"""The shape of a renaming: the day, the basis, the requisites from that day on."""

from typing import Any

from mentorship.core.forms.fields import DateField, Form, LineField
from mentorship.regulation.forms import LayoutForm
from mentorship.regulation.models.institution import REQUISITES

FIELDS = (*REQUISITES, "details")


class DayForm(Form):
    on = DateField(label="С какого дня", help_text="До этого дня бумаги печатаются по-прежнему. Например, 01.09.2026")
    basis = LineField(label="Основание", help_text="Например, «постановление администрации от 01.08.2026 № 15»")

    def split(self, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The requisites, and when and why they come."""
        return {name: data[name] for name in FIELDS}, {name: data[name] for name in DayForm.base_fields}


# The same fields as on the page of the layout, where a mistake in them is put right.
RenamingForm: type[DayForm] = type("RenamingForm", (DayForm,), {name: LayoutForm.base_fields[name] for name in FIELDS})
