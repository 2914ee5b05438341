"""Shapes of input about working days."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mentorship.core.calendar.workdays import Move, moves, wrong_moves
from mentorship.core.forms.fields import Form, LineField, TextField


class WeekForm(Form):
    days = forms.TypedChoiceField(
        label="Рабочая неделя",
        choices=[(5, "пять дней, суббота — выходной"), (6, "шесть дней")],
        coerce=int,
        widget=forms.RadioSelect,
    )


class YearForm(Form):
    """A year of the production calendar, as the government's act moves its days off."""

    year = forms.IntegerField(label="Год", min_value=2024, max_value=2100)
    act = LineField(
        label="Чем утверждены переносы",
        max_length=200,
        help_text="Например, «постановление Правительства РФ от 24.09.2025 № 1466»",
    )
    moved = TextField(
        label="Переносы",
        rows=6,
        max_length=4000,
        required=False,
        help_text="По одному на строке: «03.01.2026 — 09.01.2026». Можно вставить строки постановления: "
        "«с субботы 3 января на пятницу 9 января». Ничего не переносится — оставьте пустым.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "year" in data and "moved" in data:
            try:
                data["moved"] = moves(data["moved"], data["year"])
            except ValueError as wrong:
                self.add_error("moved", f"Не понять строку «{wrong}»: в ней нет двух дней {data['year']} года.")
            else:
                for problem in wrong_moves(data["moved"]):
                    self.add_error("moved", ValidationError(problem))
        return data


def lines(moved: tuple[Move, ...] | list[tuple[date, date]]) -> str:
    """The moves as they are shown in the form."""
    return "\n".join(f"{one:%d.%m.%Y} — {other:%d.%m.%Y}" for one, other in moved)
