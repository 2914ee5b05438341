"""Shapes of input about publications."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from mentorship.core.forms.fields import DateField, Form, LineField, TextField
from mentorship.core.forms.ruled import RuledForm
from mentorship.core.tables.listing import Filters
from mentorship.library.models import Material
from mentorship.orders.forms import PeopleField
from mentorship.pairs.models import Pair
from mentorship.people.models import Person
from mentorship.publication.models import Publication
from mentorship.publication.publications.photos import PhotoUpload

Kind = Publication.Kind


class PublicationForm(Form):
    kind = forms.ChoiceField(label="Что это", choices=Kind)
    title = LineField(label="Заголовок", max_length=200)
    text = TextField(
        label="Текст",
        rows=10,
        max_length=20_000,
        required=False,
        help_text="Имена — только тех, кто согласился: перед показом программа проверит. Видео дают ссылкой.",
    )
    material = forms.ModelChoiceField(
        Material.objects.none(),
        label="Материал библиотеки",
        required=False,
        empty_label="не выбран",
        help_text="Для практики и рекомендации: текст и файлы берутся из него",
    )
    pair = forms.ModelChoiceField(
        Pair.objects.none(),
        label="Завершённая программа",
        required=False,
        empty_label="не выбрана",
        help_text="Для итогов программы",
    )
    level = forms.ChoiceField(label="Уровень", choices=Material.Level)
    photo = PhotoUpload(
        label="Фотография", required=False, help_text="JPG или PNG. Место съёмки и другие скрытые сведения убираются"
    )
    photo_words = LineField(label="Что на фотографии", max_length=300, required=False)
    pictured = PeopleField(Person.objects.none(), label="Кто на фотографии", required=False)
    drop_photo = forms.BooleanField(label="Убрать фотографию", required=False)

    def __init__(
        self,
        *args: Any,
        people: QuerySet[Person],
        pairs: QuerySet[Pair],
        materials: QuerySet[Material],
        has_photo: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not has_photo:
            del self.fields["drop_photo"]
        self.fields["pictured"].queryset = people
        self.offer("pair", pairs)
        self.offer("material", materials)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, of_library = data.get("kind"), data.get("kind") in (Kind.PRACTICE, Kind.ADVICE)
        data["material"] = data.get("material") if of_library else None
        data["pair"] = data.get("pair") if kind == Kind.RESULT else None
        if of_library and not data["material"]:
            self.add_error(
                "material" if "material" in self.fields else "kind", "Выберите утверждённый материал библиотеки."
            )
        if kind == Kind.RESULT and not data["pair"]:
            self.add_error("pair" if "pair" in self.fields else "kind", "Выберите завершённую программу.")
        if not of_library and not data.get("text") and "text" not in self.errors:
            self.add_error("text", "Напишите текст.")
        has_photo = data.get("photo") or ("drop_photo" in self.fields and not data.get("drop_photo"))
        if has_photo and not data.get("photo_words"):
            self.add_error("photo_words", "Опишите фотографию словами: их услышат те, кто её не видит.")
        return data


class ApprovalForm(RuledForm):
    speaks_of = {
        "shows_from": "shows_from",
        "shows_until": "shows_until",
        "publish_results": "shows_from",
        "photo_clear": "photo_clear",
    }
    shows_from = DateField(label="Показывать с")
    shows_until = DateField(label="Показывать по", required=False, help_text="Пусто — пока не снимут")
    cleared = forms.MultipleChoiceField(
        label="Это не имена, или согласие этих людей (родителей ребёнка) есть на бумаге",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    photo_clear = forms.BooleanField(
        label="Кроме названных, на фотографии никого нельзя узнать: ни детей, ни посторонних", required=False
    )

    def __init__(self, *args: Any, doubtful: Iterable[str], has_photo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_photo:
            del self.fields["photo_clear"]
        words = list(dict.fromkeys(doubtful))
        if words:
            self.fields["cleared"].choices = [(word, word) for word in words]
        else:
            del self.fields["cleared"]


class PublicationFilters(Filters):
    kind = forms.ChoiceField(label="Что", required=False, choices=[("", "всё"), *Kind.choices])
    status = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *Publication.Status.choices])

    def apply(self, rows: QuerySet) -> QuerySet:
        return rows.filter(**self.chosen())
