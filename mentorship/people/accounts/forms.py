"""Shapes of input about logins and offices."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from mentorship.access.roles import OFFICE_NAMES, Office
from mentorship.core.forms.fields import DateField, Form, LineField, PasswordField
from mentorship.core.forms.ruled import RuledForm
from mentorship.people.passwords.validators import HELP


class TermForm(RuledForm):
    """The days of an office, its basis, and whether its holder acts for another."""

    speaks_of = {"office_term": "ends_on", "office_basis": "basis", "office_head": "starts_on"}

    starts_on = DateField(label="С какого дня")
    ends_on = DateField(label="По какой день", required=False, help_text="Последний день роли; пусто, если срока нет")
    acting = forms.BooleanField(
        label="И. о.: исполняет обязанности, пока другого нет на месте",
        required=False,
        help_text="Пока есть и. о. руководителя, приказы подписывает и печатается в бумагах и. о. "
        "«И. о.» ставится перед должностью руководителя со страницы «Оформление бумаг»",
    )
    until_return = forms.BooleanField(label="До выхода основного работника", required=False)
    basis = LineField(
        label="Основание",
        required=False,
        help_text="Например, «приказ отдела образования от 01.09.2026 № 12»; у и. о. обязательно",
    )


CONFIRMED = "Понимаю, что этой роли не будет ни у кого"


def confirmation() -> forms.BooleanField:
    """The answer to what becomes impossible without the office."""
    return forms.BooleanField(
        label=CONFIRMED, required=False, help_text="Отмечайте, только если программа об этом попросит"
    )


class EditTermForm(TermForm):
    """A term that is corrected, perhaps to an end."""

    confirmed = confirmation()


class EndForm(Form):
    """The last day of an office."""

    on = DateField(label="Дата")
    confirmed = confirmation()


class BlockForm(Form):
    """Only what may have to be confirmed."""

    confirmed = confirmation()


class OfficeForm(TermForm):
    office = forms.ChoiceField(label="Роль", choices=[(office.value, name) for office, name in OFFICE_NAMES.items()])

    field_order = ["office"]

    def __init__(self, *args, council, **kwargs):
        """Where the Положение has no council, nobody is made a member of it (MO-01)."""
        super().__init__(*args, **kwargs)
        if not council:
            offered = self.fields["office"].choices
            self.fields["office"].choices = [choice for choice in offered if choice[0] != Office.COUNCIL]


class InviteForm(Form):
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}$",
        label="Логин",
        help_text="Латинские буквы, цифры, точка, дефис; от трёх знаков",
        error_messages={"invalid": "Логин — от трёх строчных латинских букв или цифр, например ivanova."},
    )


class SignInForm(AuthenticationForm):
    """Login and password."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "Логин или пароль не подошли. Проверьте язык клавиатуры и клавишу Caps Lock: большие и "
        "маленькие буквы различаются.",
    }


class CodeForm(Form):
    """What a person with a printed code types."""

    code = LineField(label="Код с листка", max_length=40)
    password = PasswordField("new-password", label="Придумайте пароль", help_text=HELP)
    again = PasswordField("new-password", label="Пароль ещё раз")

    def clean(self):
        data = super().clean()
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "Пароли не совпали. Введите одинаковые.")
        return data
