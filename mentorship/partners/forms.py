"""Shapes of input about partners and agreements with them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mentorship.core.forms.fields import DateField, Form, LineField, LinkField, ManyField, TextField
from mentorship.core.tables.listing import Filters
from mentorship.documents.grammar import genitive
from mentorship.orders.forms import PeopleField
from mentorship.partners.models import Agreement, Partner
from mentorship.partners.rules import is_inn
from mentorship.partners.signers import in_genitive
from mentorship.people.models import Person
from mentorship.regulation.forms import CodeField


class InnField(CodeField):
    """Ten digits of an organisation or twelve of a person, with right check digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lengths=(10, 12), **kwargs)

    def clean(self, value: Any) -> Any:
        digits = super().clean(value)
        if digits and not is_inn(digits):
            raise ValidationError("Такого ИНН не бывает: не сходится контрольная цифра. Сверьте его с реквизитами.")
        return digits


class PartnerForm(Form):
    full_name = LineField(label="Полное наименование", max_length=500, help_text="Так оно встанет в соглашение")
    short_name = LineField(label="Краткое наименование", max_length=200)
    kind = forms.ChoiceField(label="Что это", choices=Partner.Kind)
    level = forms.ChoiceField(label="Уровень", choices=Partner.Level)
    contact = LineField(
        label="С кем связываться", max_length=200, required=False, help_text="Должность, фамилия и инициалы"
    )
    phone = LineField(label="Телефон", max_length=60, required=False)
    email = forms.EmailField(label="Электронная почта", required=False)
    site = LinkField(label="Сайт", max_length=500, required=False)
    address = LineField(label="Адрес", max_length=300, required=False)
    inn = InnField(label="ИНН", help_text="10 цифр; у предпринимателя 12")
    ogrn = CodeField(label="ОГРН", lengths=(13, 15), help_text="13 или 15 цифр")
    note = TextField(label="О чём договорились", rows=3, max_length=2000, required=False)


class AgreementForm(Form):
    starts_on = DateField(label="Действует с")
    ends_on = DateField(label="Действует по")
    represented_by = LineField(
        label="Партнёр в лице",
        max_length=300,
        required=False,
        help_text="В родительном падеже: «директора Сидоровой Анны Петровны». Именительный с отчеством программа "
        "просклоняет сама. Пусто — впишут на бумаге",
    )
    acting_on = LineField(
        label="Действует на основании",
        max_length=200,
        required=False,
        help_text="В родительном падеже: «Устава», «доверенности от 01.09.2026 № 5»",
    )
    signer_post = LineField(
        label="Должность в подписи", max_length=150, required=False, help_text="В именительном падеже: «Директор»"
    )
    signer = LineField(label="Имя в подписи", max_length=100, required=False, help_text="Например, А.П. Сидорова")
    subject = LineField(label="Направление сверх общих", max_length=300, required=False)
    notice_days = forms.IntegerField(
        label="Предупредить об отказе за, дней", required=False, min_value=1, max_value=365
    )

    def clean_represented_by(self) -> str:
        """In the genitive, whatever was typed."""
        said = in_genitive(self.cleaned_data["represented_by"])
        if said is None:
            raise ValidationError(
                "После «в лице» нужен родительный падеж, а должность стоит в именительном: напишите, например, "
                "«директора Сидоровой Анны Петровны»."
            )
        return said

    def clean_acting_on(self) -> str:
        return genitive(self.cleaned_data["acting_on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Соглашение не может закончиться раньше, чем началось.")
        return data


class SignForm(Form):
    number = LineField(label="Номер", max_length=40)
    signed_on = DateField(label="День подписания")


class EndForm(Form):
    ended_on = DateField(label="Последний день")
    end_reason = TextField(label="Причина", rows=3, max_length=2000)


class LinkForm(Form):
    mentors = PeopleField(
        Person.objects.none(),
        label="Внешние наставники от партнёра",
        required=False,
        help_text="Здесь те, кто в банке наставников записан внешним",
    )
    events = ManyField(None, label="Общие события", required=False)

    def __init__(self, *args: Any, people: Any, events: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentors"].queryset = people
        self.fields["events"].queryset = events
        self.fields["events"].label_from_instance = lambda event: f"{event.title}, {event.days}"


class PartnerFilters(Filters):
    level = forms.ChoiceField(label="Уровень", required=False, choices=[("", "любой"), *Partner.Level.choices])
    kind = forms.ChoiceField(label="Что это", required=False, choices=[("", "любое"), *Partner.Kind.choices])

    def apply(self, rows):
        return rows.filter(**self.chosen())


PARTNER, AGREEMENT = tuple(PartnerForm.base_fields), tuple(AgreementForm.base_fields)


def initial_of(row: Partner | Agreement, names: tuple[str, ...]) -> dict[str, Any]:
    """The form as the record is now."""
    return {name: getattr(row, name) for name in names}
