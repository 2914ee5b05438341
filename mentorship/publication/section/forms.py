"""Shapes of input about the section itself."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mentorship.core.forms.fields import Form, SiteField, TextField
from mentorship.people.models import Resource
from mentorship.publication.models import Section
from mentorship.publication.site.chapters import CHAPTERS

SHOWN = (Section.Place.HERE, Section.Place.SITE)


class SectionForm(Form):
    place = forms.ChoiceField(label="Где посетители видят раздел", choices=Section.Place, widget=forms.RadioSelect)
    address = SiteField(label="Адрес раздела на сайте учреждения", required=False)
    resource = forms.ModelChoiceField(
        Resource.objects.none(),
        label="Какая это страница учреждения",
        required=False,
        empty_label="не выбрана",
        help_text="Согласия, в которых названа эта страница, разрешают показ здесь. Других имён и фотографий не будет",
    )
    intro = TextField(label="Вступление на главной странице", rows=5, max_length=5000, required=False)
    contacts = TextField(
        label="Контакты для посетителей",
        rows=4,
        max_length=2000,
        required=False,
        help_text="Адрес и телефон учреждения стоят на странице и так. Имя — только с согласия этого человека",
    )
    shown = forms.MultipleChoiceField(
        label="Какие страницы показывать",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(row.key, row.title) for row in CHAPTERS[1:]],
    )

    def __init__(self, *args: Any, resources: QuerySet[Resource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resource"].queryset = resources

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("place") == Section.Place.SITE and not data.get("address") and "address" not in self.errors:
            self.add_error("address", "Укажите адрес раздела: он нужен в журнале публикаций и в согласиях.")
        if data.get("place") in SHOWN and not data.get("resource") and "resource" not in self.errors:
            self.add_error("resource", "Выберите страницу учреждения: без неё согласия ничего не разрешают показать.")
        shown = data.pop("shown", [])
        data["hidden"] = [row.key for row in CHAPTERS[1:] if row.key not in shown]
        return data
