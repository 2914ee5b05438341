"""Shapes of input about the log of publications."""

from collections.abc import Iterable
from typing import Any

from django import forms

from mentorship.core.forms.fields import DateField, LineField, SiteField, TextField
from mentorship.core.forms.ruled import RuledForm
from mentorship.core.tables.listing import Filters
from mentorship.library.models import Material
from mentorship.publication.models import Publication
from mentorship.publication.placements.targets import Target
from mentorship.publication.places import Channel


class PlacementForm(RuledForm):
    speaks_of = {"placement_link": "link", "placement_day": "placed_on", "assignment_url": "link"}
    title = LineField(label="Что размещено", max_length=300)
    channel = forms.ChoiceField(label="Где", choices=Channel)
    level = forms.ChoiceField(label="Уровень", choices=Material.Level)
    placed_on = DateField(label="День размещения")
    link = SiteField(label="Ссылка", required=False)
    fulfils = forms.ChoiceField(label="Что этим выполнено", required=False)
    publication = forms.ModelChoiceField(Publication.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, targets: Iterable[Target], publications: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publication"].queryset = publications
        self.fields["fulfils"].choices = [
            ("", "ничего из плана и поручений"),
            *((row.key, row.words) for row in targets),
        ]


class TakingOffForm(RuledForm):
    speaks_of = {"removal_day": "on"}
    on = DateField(label="Когда удалено")
    reason = TextField(label="Причина", rows=3, max_length=2000)


class PlacementFilters(Filters):
    channel = forms.ChoiceField(label="Где", required=False, choices=[("", "везде"), *Channel.choices])
    level = forms.ChoiceField(label="Уровень", required=False, choices=[("", "любой"), *Material.Level.choices])

    def apply(self, rows):
        return rows.filter(**self.chosen())
