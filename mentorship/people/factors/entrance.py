"""Signing in by two steps. Between them nobody is signed in: the session only remembers whose password was right."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth import login as sign_in
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from mentorship.access import again
from mentorship.core.addresses import ours
from mentorship.people.accounts.backends import StaffBackend
from mentorship.people.accounts.services import finish_invitation
from mentorship.people.attempts.requests import remember_device
from mentorship.people.factors import queries, rules
from mentorship.people.models import User

BACKEND = "mentorship.people.accounts.backends.StaffBackend"
WAITS_FOR = timedelta(minutes=10)
WAITING, STATE = "second_step", "factor"
# What a session says of the second step: not needed or done; there is one that was not asked; there must be one.
PASSED, UNASKED, OWED = "passed", "unasked", "owed"


class Made(NamedTuple):
    """The password that a code of an invitation is to set: the key of the invitation, the hash."""

    invitation: int
    hashed: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whose password was right, and where they want to go."""

    user: User
    to: str
    made: Made | None = None


def state_of(user: User) -> str:
    """What a session that has just begun is to say; one or two queries at a sign-in, none on pages."""
    if queries.has_factor(user):
        return UNASKED
    return OWED if queries.is_obliged(user) else PASSED


def enter(request: HttpRequest, user: User, *, to: str) -> HttpResponse:
    """The password was right: sign in, or ask for the second step first."""
    if queries.has_factor(user):
        return ask(request, user, to=to)
    sign_in(request, user, backend=BACKEND)
    return redirect(to)


def enter_by_code(request: HttpRequest, user: User, made: Made) -> HttpResponse:
    """The printed code of an invitation was right; with a second step nothing changes before that is passed."""
    to = reverse("desk:today")
    if queries.has_factor(user):
        return ask(request, user, to=to, made=made)
    user = use(request, made)
    sign_in(request, user, backend=BACKEND)
    return known(request, user, to)


def use(request: HttpRequest, made: Made) -> User:
    """Set the password by the code; ValidationError when the code is worth nothing any more."""
    user = finish_invitation(made.invitation, made.hashed, now=timezone.now())
    messages.success(request, f"Готово. Ваш логин — {user.username}: запишите его вместе с паролем.")
    return user


def known(request: HttpRequest, user: User, to: str, *, passed: bool = False) -> HttpResponse:
    """Go on, on a device that is the user's own from now on; also at the second step, if it was `passed` here."""
    answer = redirect(to)
    remember_device(request, answer, user.username, passed=passed)
    return answer


def ask(request: HttpRequest, user: User, *, to: str, made: Made | None = None) -> HttpResponse:
    """Nobody is signed in until the code is right."""
    logout(request)
    at = int(timezone.now().timestamp())
    kept = {"user": user.pk, "password": user.get_session_auth_hash(), "to": to, "at": at, "made": made}
    request.session[WAITING] = kept
    return redirect("people:second_step")


def waiting(request: HttpRequest) -> Waiting | None:
    """Who is at the second step; nobody after ten minutes, or when the password or the right to enter has changed."""
    kept = request.session.get(WAITING)
    if kept is None or not 0 <= int(timezone.now().timestamp()) - kept["at"] < WAITS_FOR.total_seconds():
        return None
    user = StaffBackend().get_user(kept["user"])
    if user is None or not constant_time_compare(kept["password"], user.get_session_auth_hash()):
        return None
    made = kept.get("made")
    return Waiting(user, ours(request, kept["to"]), Made(*made) if made else None)


def admit(request: HttpRequest, user: User, answer: rules.Answer) -> None:
    """The code was right. Whoever has used the last one of a sheet and has no app makes a new sheet first."""
    del request.session[WAITING]
    sign_in(request, user, backend=BACKEND)
    last = answer.left == 0 and not queries.factor_of(user).app
    request.session[STATE] = OWED if last else PASSED
    warn(request, answer)


def warn(request: HttpRequest, answer: rules.Answer) -> None:
    """Few codes are left on the sheet."""
    if answer.left is not None and (words := rules.sheet_words(answer.left)):
        messages.warning(request, words)


def passed(session: SessionBase) -> None:
    """The second step was done, or made, by whoever sits here."""
    session[STATE] = PASSED


def as_persona(request: HttpRequest, user: User) -> None:
    """The one click of the demo: no second step, no questions."""
    sign_in(request, user, backend=BACKEND)
    passed(request.session)
    again.never_ask(request.session)
