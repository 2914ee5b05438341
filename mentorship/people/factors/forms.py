"""Shapes of input about the second step."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from mentorship.core.forms.fields import Form, LineField, PasswordField
from mentorship.regulation.models import Institution

SALT = "people.factors"
KEPT_FOR = 3600  # seconds in which the app is to be connected
STALE = "Страница открыта слишком давно. Отсканируйте новый рисунок и введите код из приложения."


class CodeForm(Form):
    code = LineField(
        label="Код",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
        help_text="Шесть цифр из приложения или код с листка, например K7PM-3XWQ-9ABD",
    )


class AppForm(CodeForm):
    """The code of the app, and the key that it was to learn: signed, because it is kept nowhere else yet."""

    key = forms.CharField(widget=forms.HiddenInput)

    field_order = ["key"]

    def __init__(self, *args: Any, user: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["code"].widget.attrs.pop("autofocus")  # the picture comes first
        self.fields["code"].help_text = "Шесть цифр, которые сейчас показывает приложение"

    def clean_key(self) -> str:
        try:
            kept = signing.loads(self.cleaned_data["key"], salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature as wrong:
            raise ValidationError(STALE) from wrong
        if kept["user"] != self.user:
            raise ValidationError(STALE)
        return kept["key"]


def signed_key(user: int, key: str) -> str:
    """The hex key as the form carries it."""
    return signing.dumps({"user": user, "key": key}, salt=SALT)


class PasswordForm(Form):
    password = PasswordField("current-password", label="Ваш пароль", autofocus=True)


class PolicyForm(Form):
    second_step = forms.ChoiceField(
        label="Второй шаг при входе",
        choices=Institution.SecondStep.choices,
        widget=forms.RadioSelect,
        help_text="Должности: руководитель, куратор, делопроизводитель, администратор",
    )
