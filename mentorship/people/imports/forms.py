"""Shapes of input while a list of staff is loaded."""

from typing import Any

from django import forms

from mentorship.core.forms.fields import Form
from mentorship.core.tables.reading import Table
from mentorship.core.tables.writing import Sheet
from mentorship.people.imports.columns import FIELDS, SKIP

SAMPLES = 2  # values shown under a heading
SAMPLE_ROW = {
    "full_name": "Образцова Анна Петровна", "birth_date": "14.05.1990", "sex": "женский", "title": "воспитатель",
    "unit": "Младшая группа", "hired_on": "01.09.2026", "admitted_on": "01.09.2026",
    "education": "высшее педагогическое",
    "qualification": "первая", "experience_now": "5", "email": "anna@sad.example", "phone": "+7 900 000-00-00",
    "is_teaching": "да", "is_deputy": "нет",
}  # fmt: skip


class UploadForm(Form):
    file = forms.FileField(
        label="Файл со списком",
        help_text="Excel (.xlsx) или CSV, до 10 МБ и до 20 000 строк",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv,.txt"}),
        error_messages={"empty": "Файл пустой. Проверьте, тот ли файл вы выбрали."},
    )


class ColumnsForm(Form):
    """One choice for each column of the file."""

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for index, heading in enumerate(table.headings):
            found = (cells[index] for _, cells in table.rows if cells[index])
            values = [value for value, _ in zip(dict.fromkeys(found), range(SAMPLES), strict=False)]
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=heading[:120] or f"Столбец {index + 1}, без заголовка",
                required=False,
                choices=[(SKIP, "не загружать"), *FIELDS.items()],
                help_text=f"Например: {'; '.join(value[:60] for value in values)}" if values else "Столбец пустой",
            )


def initial_of(mapping: list[str]) -> dict[str, str]:
    """The form as the headings were recognised."""
    return {f"column_{index}": name for index, name in enumerate(mapping)}


def sample() -> Sheet:
    """An empty list with headings that are recognised and one invented person."""
    return Sheet("Список сотрудников (образец)", [FIELDS[name] for name in SAMPLE_ROW], [list(SAMPLE_ROW.values())])
