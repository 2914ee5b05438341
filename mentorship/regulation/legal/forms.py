"""Shapes of input about the legal base; the bases of an order, chosen from it."""

from typing import Any

from crispy_forms.layout import HTML, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from mentorship.core.forms.fields import DateField, Form, LineField, LinkField, TextField
from mentorship.core.tables.listing import Filters
from mentorship.core.words.text import capital
from mentorship.regulation.legal import typed
from mentorship.regulation.legal.articles import is_written
from mentorship.regulation.legal.citing import with_bases
from mentorship.regulation.legal.queries import base_of
from mentorship.regulation.legal.reference import FIRST_WAY, WAYS, Act, reference
from mentorship.regulation.models import LegalAct

ASIDE = '<details class="help mb-3"{}><summary>Добавить акты из нормативной базы</summary>'


class WordsField(LineField):
    """What goes into sentences of orders: braces there would be taken for placeholders."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if "{" in text or "}" in text:
            raise ValidationError("Фигурные скобки здесь не нужны: напишите сами слова.")
        return text


class ArticlesField(LineField):
    """«9, 10.1, 28–30»: a list when clean."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=1000, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        parts = [part.strip().replace("-", "–") for part in super().clean(value).split(",") if part.strip()]
        if wrong := [part for part in parts if not is_written(part)]:
            raise ValidationError(f"«{wrong[0]}» — не номер статьи. Напишите номера через запятую: 9, 10.1, 28–30.")
        return parts


class LegalActForm(Form):
    level = forms.ChoiceField(label="Уровень", choices=LegalAct.Level)
    kind = WordsField(
        label="Вид акта",
        max_length=100,
        help_text="В именительном падеже: «Федеральный закон», «приказ», «методические рекомендации»",
    )
    issuer = WordsField(
        label="Кто принял (чей это акт)",
        max_length=300,
        required=False,
        help_text="В родительном падеже: «Министерства просвещения Российской Федерации»; именительный программа "
        "просклоняет сама. У закона — пусто",
    )
    number = WordsField(label="Номер", max_length=100, required=False, help_text="Например, 273-ФЗ")
    adopted_on = DateField(label="Дата акта")
    title = WordsField(
        label="Название",
        max_length=500,
        required=False,
        help_text="Например, Об образовании в Российской Федерации. Кавычки вокруг программа поставит сама",
    )
    short_name = WordsField(
        label="Как называют коротко", max_length=60, required=False, help_text="Например, ТК РФ или 273-ФЗ"
    )
    starts_on = DateField(
        label="Действует с", required=False, help_text="Если вступает в силу не сразу. Например, 01.03.2025"
    )
    link = LinkField(label="Ссылка на текст", max_length=500, required=False)
    articles = ArticlesField(
        label="Какие статьи в нём есть",
        help_text="Номера и промежутки через запятую: 1–111, 10.1. О другой статье программа предупредит; "
        "пустое поле — не предупредит ни о какой",
    )
    offered = ArticlesField(
        label="Статьи для оснований приказов", help_text="Их предложат отметить в проекте приказа. Например, 9, 10.1"
    )
    note = TextField(label="О чём он для нас", rows=3, max_length=2000, required=False)
    to_verify = forms.BooleanField(
        label="Ещё не сверен с официальным текстом",
        required=False,
        help_text="Рядом с актом будет стоять «проверьте»",
    )

    def clean_number(self) -> str:
        return typed.number(self.cleaned_data["number"])

    def clean_issuer(self) -> str:
        return typed.issuer(self.cleaned_data["issuer"])

    def clean_title(self) -> str:
        return typed.title(self.cleaned_data["title"])


class EndForm(Form):
    ends_on = DateField(label="Последний день действия")
    end_reason = LineField(
        label="Чем или почему отменён", max_length=300, help_text="Например, «Федеральный закон от … № …»"
    )
    replaced_by = forms.ModelChoiceField(
        LegalAct.objects.none(), label="Какой акт базы его заменил", required=False, empty_label="никакой"
    )

    def __init__(self, *args: Any, acts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaced_by"].queryset = acts


class CheckForm(Form):
    on = DateField(label="День сверки")
    note = TextField(
        label="Чем закончилась", rows=3, max_length=2000, help_text="Например, «Изменений в Положение не нужно»"
    )


class LegalActFilters(Filters):
    level = forms.ChoiceField(label="Уровень", required=False, choices=[("", "любой"), *LegalAct.Level.choices])

    def apply(self, rows):
        return rows.filter(**self.chosen())


class BasesForm(Form):
    """A form with a `preamble` to which acts of the legal base are added by ticks, in the right case (PRN-03)."""

    bases_way = forms.ChoiceField(
        label="Какими словами", required=False, choices=[(way, f"{words} …") for way, (words, _) in WAYS.items()]
    )
    bases = forms.MultipleChoiceField(
        label="Акты",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Отмеченное встанет в конец оснований в нужном падеже, когда вы сохраните",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = base_of(timezone.localdate())
        pairs = [(act, article) for act in acts for article in ("", *act.offered)]
        self.offered = {f"{act.key}:{article}": (act, article) for act, article in pairs}
        self.fields["bases"].choices = [(key, _label(*cited)) for key, cited in self.offered.items()]

    def clean(self) -> dict[str, Any]:
        """The preamble with what was ticked; the ticks themselves go no further."""
        data = super().clean() or self.cleaned_data
        ticked, way = data.pop("bases", []), data.pop("bases_way", "") or FIRST_WAY
        if ticked and "preamble" in data:
            data["preamble"] = with_bases(data["preamble"], [self.offered[key] for key in ticked], way)
            most = self.fields["preamble"].max_length
            if len(data["preamble"]) > most:
                words = f"С отмеченными актами в основаниях {len(data['preamble'])} знаков, можно до {most}."
                self.add_error("bases", f"{words} Снимите часть отметок.")
        return data

    @property
    def helper(self):
        """The acts are folded away under the preamble unless something was ticked."""
        helper = super().helper
        opened = " open" if self.is_bound and self.data.getlist("bases") else ""
        aside = (HTML(ASIDE.format(opened)), *BasesForm.base_fields, HTML("</details>"))
        before, after = self._around()
        helper.layout = Layout(*before, *aside, *after)
        return helper

    def _around(self) -> tuple[list[str], list[str]]:
        names = [name for name in self.fields if name not in BasesForm.base_fields]
        at = names.index("preamble") + 1
        return names[:at], names[at:]


def _label(act: Act, article: str) -> str:
    name = f"{act.short}, статья {article}" if article else capital(reference(act, "nom"))
    return f"{name} (проверьте: ещё не сверен с официальным текстом)" if act.to_verify else name
