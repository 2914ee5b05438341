"""Telling people what has happened to their accounts and offices: on their first page, and by a letter."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from mentorship.people.models import Alert, Person, User
from mentorship.people.signals import letter_wanted

SUBJECT = "Ваш вход в программу «Наставничество»"


@transaction.atomic
def tell(person: Person, text: str, *, url: str = "", address: str | None = None) -> Alert:
    """One sentence for one person: a line of the first page until it has been seen, and a letter where there is mail.

    `url` is the page where it can be looked at; `address` is used instead of the card's, which gets nothing while its
    owner has not confirmed it.
    """
    write(person, text, address=address)
    return Alert.objects.create(person=person, text=text, url=url, at=timezone.now())


def write(person: Person, text: str, *, address: str | None = None) -> None:
    """The letter alone, for what the person has just done: it says so where somebody else has."""
    if to := _confirmed_address(person) if address is None else address:
        context = {"called": f"{person.first_name} {person.patronymic}".strip(), "text": text}
        words = render_to_string("people/alerts/letter.txt", {**context, "desk": site(reverse("desk:today"))})
        letter_wanted.send(write, person=person, address=to, subject=SUBJECT, text=words, now=timezone.now())


def _confirmed_address(person: Person) -> str:
    """The address of the card, unless the owner of the account has still to say that it is theirs."""
    return "" if User.objects.filter(person=person, mail_confirmed=False).exists() else person.email


@transaction.atomic
def tell_of_device(user: User, device: str, *, now: datetime) -> None:
    """The right password came from a device that is not known; the first time of all is no news."""
    if user.person and user.last_login:
        at = timezone.localtime(now)
        write(
            user.person,
            f"{at:%d.%m.%Y в %H:%M} ваш пароль ввели там, где вы раньше не входили: {device}. Логин: {user.username}.",
        )


@transaction.atomic
def seen(alert: Alert, *, now: datetime) -> None:
    """The person has read it; reading twice changes nothing."""
    Alert.objects.filter(pk=alert.pk, seen_at=None).update(seen_at=now)


def settle(url: str, *, but: Person | None, now: datetime) -> None:
    """What was asked of others on the page is done; whom it concerns (`but`) is still told."""
    Alert.objects.filter(url=url, seen_at=None).exclude(person=but).update(seen_at=now)


def site(path: str) -> str:
    """The address as it is known outside; what a request calls itself is never asked."""
    return f"{settings.SITE_URL}{path}"


def did(user: User | None, man: str, *, after: bool = False) -> str:
    """«Иванова И. И. напечатала», `after` it «напечатала Иванова И. И.»; without a user: whoever has the computer."""
    woman = user is not None and user.person is not None and user.person.sex == Person.Sex.FEMALE
    words = [str(user) if user else "Хозяин компьютера, где стоит программа,", f"{man}{'а' if woman else ''}"]
    return " ".join(reversed(words) if after else words)
