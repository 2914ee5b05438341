"""Which passwords are refused, and that what is proposed instead is accepted."""

from dataclasses import replace

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from mentorship.core.words import titles
from mentorship.people.models import User
from mentorship.people.passwords.rules import LIST
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(edition):
    person = PersonFactory.build(last_name="Щербакова", first_name="Юлия", birth_date=None)
    person.birth_date = PersonFactory.birth_date
    return User(username="sherbakova", person=person)


def refusal(password, user):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        "пароль123456",
        "gfhjkm123456789",  # «пароль» in the other layout
        "nastavnik2026",
        "Ivanova19901990",
        "йцукенгшщзхъ",
        "qwertyuiop[]",
        "любовь солнце пароль",
        "кедр молоток облако",
        "один два три четыре",
        "Kolokolchik 2026!",
        "aaaaaaaaaaaa",
        "Щербакова14051990",
        "Scherbakova 1990",
        "Juliya14.05.1990",
        "sherbakova2026",
    ],
)
def test_what_others_would_guess_is_refused_with_the_way_out(password, user):
    words = refusal(password, user)

    assert "легко подобрать" in words
    assert "три слова" in words


@pytest.mark.parametrize(
    "password", ["сова якорь тумба", "дом лес тока", "dve vorony 7", "xK9#mQ2$vL7p", "7391ks82hd01"]
)
def test_three_words_that_nothing_joins_and_what_a_manager_makes_are_accepted(password, user):
    validate_password(password, user)


@pytest.mark.parametrize("password", ["xK9#mQ2$vL7", "дом лес ток", "xK9#mQ   $vL7"])
def test_eleven_signs_are_short_in_words_and_with_spaces_too(password, user):
    assert "нужно 12 знаков" in refusal(password, user)
    validate_password(password + "z", user)


def test_more_than_128_signs_are_refused_with_their_number(user):
    long = "сова якорь тумба " * 8

    validate_password(long[:128], user)
    assert "можно до 128 знаков, у вас 129" in refusal(long[:129], user)


def test_every_password_is_taken_with_the_spaces_at_its_ends():
    get_resolver().url_patterns  # noqa: B018 - every form is loaded
    fields = {
        f"{form.__name__}.{name}": field.strip
        for form in subclasses(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.PasswordInput)
    }

    assert {"CodeForm.password", "CodeForm.again", "PasswordForm.password"} <= fields.keys()
    assert {name for name, strip in fields.items() if strip} == set()


def subclasses(kind):
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def test_the_name_of_the_institution_is_no_password(user):
    titles.use(replace(titles.STANDARD, institution="МБОУ «Рассветовская СОШ»"))

    assert "названия учреждения" in refusal("Rassvetovskaya 2026", user)


def test_the_list_is_a_few_hundred_words():
    lines = LIST.read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]

    assert len(words) > 500
