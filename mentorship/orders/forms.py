"""Shapes of input about orders."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from mentorship.core.forms.fields import DateField, Form, LineField, ManyField, SiteField, TextField
from mentorship.core.forms.ruled import RuledForm
from mentorship.core.tables.listing import Filters
from mentorship.documents.certificate import LIMIT, BadCertificate, read_certificate
from mentorship.orders.kinds.base import KINDS
from mentorship.orders.kinds.worded import BEGINS, ENDS
from mentorship.orders.models import Order
from mentorship.orders.rules import period_violations
from mentorship.people.models import Person
from mentorship.regulation.legal.forms import BasesForm


class SignForm(Form):
    signed_on = DateField(label="Дата приказа")
    number = LineField(
        label="Номер",
        max_length=40,
        required=False,
        help_text="Предложен следующий по журналу. Если его займут раньше вас, возьмём следующий свободный.",
    )
    confirmed = forms.BooleanField(
        label="Дата и номер необычные, но верные",
        required=False,
        help_text="Отмечайте, только если программа об этом попросит",
    )
    proposed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class PenForm(RuledForm, SignForm):
    """What stands on an order that was signed with a pen."""

    speaks_of = {"head_power": "signer", "order_date": "signed_on", "order_number": "number"}
    field_order = ("signer",)

    signer = forms.ModelChoiceField(Person.objects.none(), label="Кто подписал", empty_label="не выбран")

    def __init__(self, *args, heads, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = heads
        self.fields["signed_on"].label = "Дата на приказе"
        self.fields["number"].help_text = "Тот, что стоит на бумаге. Пустое поле — следующий свободный по журналу"


class DayForm(RuledForm):
    """The day on which the head will sign a printed order."""

    speaks_of = {"order_date": "on", "head_power": "on"}

    on = DateField(label="Дата приказа", help_text="День, которым его подпишут")


def typed_day(form: Form, today: date) -> date:
    """The day (`signed_on`) for which a page shows what is signed: the typed one, today before and for one to come."""
    form.is_valid()
    return min(form.cleaned_data.get("signed_on") or today, today) if form.is_bound else today


class AcquaintanceForm(RuledForm):
    """The day on the sheet of acquaintance."""

    speaks_of = {"acquaintance": "on"}

    on = DateField(label="День подписи на листе")


class FulfilmentForm(RuledForm):
    """The day on which what was assigned was done."""

    speaks_of = {"assignment_day": "on", "assignment_url": "url"}

    on = DateField(label="День выполнения")
    url = SiteField(help_text="Скопируйте из строки браузера, например https://sad.example.ru/nastavnichestvo")
    result = TextField(label="Что сделано", required=False, rows=3, max_length=2000)

    def __init__(self, *args, on_site, **kwargs):
        super().__init__(*args, **kwargs)
        if not on_site:
            del self.fields["url"]


class DraftForm(BasesForm):
    field_order = ("heading", "preamble", *BasesForm.base_fields)

    heading = LineField(label="Заголовок", max_length=300, cites=True, help_text="«О …», без точки на конце")
    preamble = TextField(label="Основания", required=False, rows=5, max_length=4000, cites=True)
    items = TextField(
        label="Пункты",
        rows=14,
        max_length=40_000,
        required=False,
        cites=True,
        help_text="Каждый пункт — с новой строки: «1. …», подпункт: «1.1. …». Номера расставятся сами. "
        "Пока вы не меняете пункты, они сами следуют за сведениями. Пустое поле вернёт пункты по образцу",
    )
    control = TextField(label="Пункт о контроле", required=False, rows=2, max_length=1000, cites=True)
    checked = forms.BooleanField(label="Пункты сверены с нынешними сведениями", required=False)

    def __init__(self, *args, outdated, **kwargs):
        super().__init__(*args, **kwargs)
        if not outdated:
            del self.fields["checked"]


def no_braces(text: str) -> None:
    """Words for the text of an order; braces there would be taken for placeholders."""
    if "{" in text or "}" in text:
        raise ValidationError("Фигурные скобки здесь не нужны: напишите сами слова.")


class PersonField(forms.ModelChoiceField):
    """One person of the staff, named with the position."""

    def label_from_instance(self, person):
        return ", ".join(filter(None, [person.short_name, person.position]))


class PeopleField(ManyField):
    """Several people of the staff, named with their positions."""

    label_from_instance = PersonField.label_from_instance


class WordedForm(Form):
    """What the text of an order asks for; a period in it ends after it begins."""

    period: tuple[str | None, str | None] = (None, None)

    def clean(self):
        data = super().clean() or self.cleaned_data
        first, last = (data.get(name) if name else None for name in self.period)
        for wrong in period_violations(first, last):
            self.add_error(self.period[1], str(wrong))
        return data


def worded_form(asked, people, options, rate="") -> type[Form]:
    """A form of what the text of an order asks for: its people, dates and words; `rate` is the pay by the edition.

    `options` tells by the key of a choice what there is to choose from.
    """
    made = {f"f{number}": _field(field, people, options, rate) for number, field in enumerate(asked)}
    keys = {field.key: f"f{number}" for number, field in enumerate(asked)}
    return type("WordedForm", (WordedForm,), {**made, "period": (keys.get(BEGINS), keys.get(ENDS))})


def _field(field, people, options, rate):
    match field.kind:
        case "choice":
            offered = options(field.key)
            first = ("", "не выбрано" if offered else "выбирать не из чего")
            return forms.ChoiceField(label=field.label, required=False, choices=[first, *offered])
        case "person":
            return PersonField(people, label=field.label, required=False, empty_label="не выбран")
        case "people":
            return PeopleField(people, label=field.label, required=False)
        case "date":
            return DateField(label=field.label, required=False)
        case "tick":
            return forms.BooleanField(label=field.label, required=False)
        case "long":
            return TextField(label=field.label, required=False, rows=8, validators=[no_braces], cites=True)
    counted = f"Оставьте пустым, и размер посчитается по Положению: {rate}" if field.kind == "payment" and rate else ""
    return LineField(label=field.label, required=False, validators=[no_braces], cites=True, help_text=counted)


def answers(asked, data: dict) -> tuple[dict[str, str], dict[str, list]]:
    """What was typed by key, and whom one chose by role."""
    values, people = {}, {}
    for number, field in enumerate(asked):
        given = data[f"f{number}"]
        if field.kind == "person":
            people[field.key] = [given] if given else []
        elif field.kind == "people":
            people[field.key] = list(given or [])
        elif given:
            values[field.key] = _written(field.kind, given)
    return values, people


def _written(kind, given) -> str:
    """The answer as it is kept: a day in figures, a tick as a word."""
    match kind:
        case "date":
            return f"{given:%d.%m.%Y}"
        case "tick":
            return "да"
    return given


class SignatureFileForm(Form):
    file = forms.FileField(
        label="Файл подписи или сертификата",
        help_text="Открепленная подпись (.sig, .p7s) или сертификат (.cer) до 1 МБ",
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        content = upload.read(LIMIT + 1)
        try:
            self.cleaned_data["certificate"] = read_certificate(content)
        except BadCertificate as problem:
            raise ValidationError(str(problem)) from None
        return content


class OrderFilters(Filters):
    status = forms.ChoiceField(
        label="Состояние",
        required=False,
        choices=[("", "любое"), *[choice for choice in Order.Status.choices if choice[0] != "discarded"]],
    )
    kind = forms.ChoiceField(label="Вид", required=False)

    scan = forms.ChoiceField(
        label="Подписанная бумага",
        required=False,
        choices=[("", "любая"), ("yes", "вернулась"), ("no", "не вернулась")],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "любой"), *((kind.code, kind.name) for kind in KINDS.values())]

    def apply(self, rows):
        chosen = self.chosen()
        if scan := chosen.pop("scan", ""):
            rows = rows.filter(scanned=scan == "yes").exclude(number="")
        return rows.filter(**chosen)
