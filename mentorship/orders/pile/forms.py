"""Shapes of input about the drafts that wait for a signature."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from mentorship.core.forms.fields import DateField, Form, parse_keys

NONE_TICKED = "Не отмечено ни одного приказа. Прочитайте приказы и отметьте те, которые подписываете."
NOT_YET = "Этот день ещё не наступил. Показаны приказы на сегодня."


class DayForm(forms.Form):
    """The one day of all that are signed together."""

    day = DateField(label="Дата приказов", required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and day > self.today:
            raise ValidationError(NOT_YET)
        return day

    def chosen(self) -> date:
        """The typed day; today while none is typed, or a wrong one."""
        self.is_valid()
        return self.cleaned_data.get("day") or self.today


class PileForm(Form):
    """Which drafts are signed; the ticks stand beside the papers, so the page draws them itself."""

    confirmed = forms.BooleanField(
        label="Дата необычная, но верная",
        required=False,
        help_text="Отмечайте, только если программа об этом попросит",
    )

    def clean(self):
        data = super().clean()
        data["orders"] = parse_keys(self.data.getlist("orders"))
        if not data["orders"]:
            raise ValidationError(NONE_TICKED)
        return data
