"""Shapes of input about acquaintance with acts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import F, QuerySet

from mentorship.core.forms.fields import DateField
from mentorship.core.forms.ruled import RuledForm
from mentorship.core.tables.listing import Filters
from mentorship.pairs.study.rules import Act


class ActsForm(RuledForm):
    """Which acts the person is acquainted with."""

    speaks_of = {"study": "chosen", "study_day": "on"}

    chosen = forms.MultipleChoiceField(label="Ознакомлен(а)", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, acts: Sequence[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(act.key, act.title) for act in acts]


class PaperActsForm(ActsForm):
    """The same from a sheet that the person has signed."""

    on = DateField(label="День подписи на листе")


class ReaderFilters(Filters):
    left = forms.ChoiceField(
        label="Ознакомление",
        required=False,
        choices=[("", "все"), ("yes", "ознакомлены не со всем"), ("no", "ознакомлены со всем")],
    )

    def apply(self, rows: QuerySet) -> QuerySet:
        left = self.chosen().get("left")
        read = rows.filter(known__gte=F("acts"))
        return rows.filter(known__lt=F("acts")) if left == "yes" else read if left == "no" else rows
