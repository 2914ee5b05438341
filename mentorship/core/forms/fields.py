"""Form fields that understand what people type, and say plainly what is wrong."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet

from mentorship.core.calendar.dates import parse_date
from mentorship.core.words.text import MEANINGLESS, NAME, sign_problem

DATE_WORDS = "Такой даты нет. Напишите день, месяц и год, например 01.09.2026."


class CleanField(forms.CharField):
    """Text without anything invisible; the limit is named, never enforced by silent cutting.

    `cites`: acts and articles may be named in it, and `forms/remarks.py` looks at them.
    """

    def __init__(self, *, max_length: int, cites: bool = False, **kwargs: Any) -> None:
        self.cites = cites
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages["max_length"] = "Слишком длинно: можно до %(limit_value)d знаков, у вас %(show_value)d."

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: the browser would cut a pasted text without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> Any:
        text = unicodedata.normalize("NFC", MEANINGLESS.sub("", super().to_python(value) or ""))
        if words := sign_problem(text):
            raise ValidationError(words)
        return text


class LineField(CleanField):
    """One line: its spaces are tidied."""

    def __init__(self, *, max_length: int = 300, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> Any:
        return " ".join(super().to_python(value).split())


class PasswordField(forms.CharField):
    """A password exactly as it is typed, spaces at its ends too; `kind` tells the browser which one is asked for."""

    def __init__(self, kind: str, *, autofocus: bool = False, **kwargs: Any) -> None:
        attrs = {"autocomplete": kind, "autofocus": autofocus}
        super().__init__(widget=forms.PasswordInput(attrs=attrs), strip=False, **kwargs)


class TextField(CleanField):
    """Several lines; a line break counts as one sign."""

    def __init__(self, *, max_length: int = 10_000, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value).replace("\r\n", "\n")


class LinesField(TextField):
    """Short lines, each about one thing; a list when clean."""

    def __init__(self, *, most: int = 12, longest: int = 200, **kwargs: Any) -> None:
        self.most, self.longest = most, longest
        super().__init__(max_length=most * (longest + 2), required=kwargs.pop("required", False), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(self.write, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise ValidationError(f"Можно не больше {self.most} строк, у вас {len(lines)}.")
        if any(len(line) > self.longest for line in lines):
            raise ValidationError(f"В строке можно не больше {self.longest} знаков.")
        return [self.read(line) for line in lines]

    def write(self, row: Any) -> str:
        return row

    def read(self, line: str) -> Any:
        return line


class PersonNameField(LineField):
    """A name or a part of it: letters, hyphen, apostrophe, space; up to 80 signs."""

    def __init__(self, *, max_length: int = 80, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        if name and not NAME.match(name):
            raise ValidationError("В имени могут быть только буквы, дефис, апостроф и пробел.")
        return name


class DateField(forms.DateField):
    """A day typed the way people type it: 01.09.2026, 1/9/2026, 2026-09-01."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Например, 01.09.2026")
        super().__init__(**kwargs)
        self.error_messages["invalid"] = DATE_WORDS

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        day = parse_date(str(value))
        if day is None:
            raise ValidationError(DATE_WORDS)
        if not 1900 <= day.year <= 2100:
            raise ValidationError("Год должен быть от 1900 до 2100.")
        return day


WRONG_LINK = "Это не адрес страницы. Ссылка начинается с https:// или http://. Скопируйте её целиком из {}."


class TimeField(forms.TimeField):
    """A time of day typed the way people type it: 14:30, 14.30, 14-30, 14 30."""

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%H:%M", "%H.%M", "%H %M", "%H-%M", "%H:%M:%S"]
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(input_formats=formats, widget=forms.TimeInput(attrs=attrs, format="%H:%M"), **kwargs)
        self.error_messages["invalid"] = "Такого времени нет. Напишите время часами и минутами, например 14:30."


class LinkField(LineField):
    """An address of the web, nothing that a browser would run; people copy it from the `source` (genitive)."""

    def __init__(self, *, source: str = "адресной строки браузера", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source = source

    def clean(self, value: Any) -> Any:
        link = super().clean(value)
        if link:
            URLValidator(["http", "https"], message=WRONG_LINK.format(self.source))(link)
        return link


WRONG_URL = "Это не адрес страницы: скопируйте его из строки браузера. Он начинается с https:// или http://."


class SiteField(forms.URLField):
    """The address of a page on the institution's site."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Адрес страницы или файла на сайте")
        super().__init__(max_length=500, assume_scheme="https", error_messages={"invalid": WRONG_URL}, **kwargs)

    def clean(self, value: Any) -> Any:
        url = super().clean(value)
        if url and not url.lower().startswith(("http://", "https://")):
            raise ValidationError(WRONG_URL)
        return url


def parse_keys(texts: Iterable[str]) -> list[int]:
    """The record keys among what an address or a form carries; anything else is left out."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= 18][:200]


class ManyField(forms.ModelMultipleChoiceField):
    """Several records as ticks; a key too large for the database is no choice at all."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        wrong = [text for text in value or [] if not parse_keys([str(text)])]
        if wrong:
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": wrong[0][:40]})
        return super().clean(value)


class Form(forms.Form):
    """Base of the product's forms: crispy draws the fields, the template draws the <form>."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.form_show_errors = True
        return helper

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        """Give a choice its list; what has nothing to choose from is not asked."""
        if rows.exists():
            self.fields[name].queryset = rows
        else:
            del self.fields[name]

    def refuse(self, refusal: Exception) -> None:
        """Show a refusal of the rules or of the database at the top of the form."""
        if isinstance(refusal, ValidationError):
            self._refuse_fields(refusal)
        else:
            for violation in getattr(refusal, "violations", [refusal]):
                self.add_error(None, str(violation))

    def _refuse_fields(self, refusal: ValidationError) -> None:
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        for name, errors in refusal.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)
