"""Setting passwords, and answering those who have forgotten theirs."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from mentorship.core.history import record
from mentorship.core.locking import locked
from mentorship.core.refusal import enforce
from mentorship.people.alerts.services import site, tell, write
from mentorship.people.attempts.rules import NONE
from mentorship.people.attempts.services import Key, claim, forgive, same_login
from mentorship.people.models import ForgottenPassword, User
from mentorship.people.passwords import queries, rules
from mentorship.people.signals import letter_wanted, password_set

SUBJECT = "Новый пароль в программе «Наставничество»"
CONFIRM_ADDRESS = "Если он ваш, подтвердите его: ссылка для нового пароля придёт только на подтверждённый адрес."


@transaction.atomic
def set_password(user: User, password: str, *, why: str) -> User:
    """A new password by the user's own hand; `why` stands in the history and in a letter to the owner."""
    return keep_password(user, make_password(password), why=why)


@transaction.atomic
def keep_password(user: User, hashed: str, *, why: str) -> User:
    """The same for a password of which the hash alone is known.

    What others have tried in vain delays nobody any more; secrets of before end (`password_set`).
    """
    user = locked(User(pk=user.pk))  # a page gives the user of its request, who is no record of a model
    owned = user.has_usable_password()
    user.password = hashed
    asked = not owned and user.person is not None and bool(user.person.email)
    if asked:  # others have written the address into the card
        user.mail_confirmed = False
    record(user, why, user)
    forgive([Key("login", same_login(user.username))])
    password_set.send(keep_password, user=user)
    if user.person and owned:
        write(user.person, f"{why}. Логин: {user.username}.")
    if user.person and asked:
        words = f"В вашей карточке адрес почты {user.person.email}. {CONFIRM_ADDRESS}"
        tell(user.person, words, url=reverse("people:own"), address="")
    return user


@transaction.atomic
def ask(address: str, *, source: str, now: datetime) -> timedelta:
    """Somebody has forgotten a password: write the address down. How long this source has to wait instead, if it does.

    Whether anybody has the address is not looked at here, so known and unknown ones are answered alike and as soon;
    an address that was asked about too often is answered like the others and gets no letter.
    """
    if wait := claim([Key("resets", source)], now):
        return wait
    if not claim([Key("reset", same_login(address))], now):
        ForgottenPassword.objects.create(address=address, asked_at=now)
    return NONE


@transaction.atomic
def answer(now: datetime) -> int:
    """Write the letters to those who have asked; returns how many. The process that sends letters does it."""
    written = 0
    for asked in ForgottenPassword.objects.select_for_update(skip_locked=True):
        for user in queries.owners(asked.address, timezone.localdate(now)):
            _write_link(user, now)
            written += 1
        asked.delete()
    return written


@transaction.atomic
def confirm_address(user: User, address: str) -> User:
    """The owner says that the changed address is their own: this one, not a later one."""
    user = locked(User(pk=user.pk))
    enforce(rules.address_violations(shown=address, now=user.email))
    user.mail_confirmed = True
    record(user, f"Адрес почты подтверждён: {user.email}", user)
    return user


def _write_link(user: User, now: datetime) -> None:
    key = urlsafe_base64_encode(force_bytes(user.pk))
    link = site(reverse("people:password_reset_confirm", args=[key, default_token_generator.make_token(user)]))
    text = render_to_string("people/passwords/letter.txt", {"link": link, "username": user.username})
    letter_wanted.send(answer, person=user.person, address=user.email, subject=SUBJECT, text=text, now=now)
