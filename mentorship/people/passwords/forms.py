"""Shapes of input about passwords."""

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from mentorship.core.forms.fields import Form
from mentorship.people.attempts.rules import refusal_words
from mentorship.people.attempts.services import Key, claim, forgive
from mentorship.people.passwords import services


class ForgottenForm(Form):
    email = forms.EmailField(
        label="Адрес электронной почты",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Такого адреса быть не может. Напишите его полностью, например anna@sad.ru."},
    )


class ChangeForm(PasswordChangeForm):
    """By whoever knows the present one: wrong ones count as at the sign-in, under these keys."""

    def __init__(self, *args: Any, keys: list[Key], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = keys

    def clean_old_password(self):
        if wait := claim(self.keys, timezone.now()):
            raise ValidationError(refusal_words(wait))
        password = super().clean_old_password()
        forgive(self.keys)
        return password

    def save(self, commit=True):
        self.user = services.set_password(self.user, self.cleaned_data["new_password1"], why="Пароль сменён")
        return self.user


class NewForm(SetPasswordForm):
    """By whoever holds the link of a letter."""

    def save(self, commit=True):
        why = "Пароль задан по ссылке из письма"
        self.user = services.set_password(self.user, self.cleaned_data["new_password1"], why=why)
        return self.user
