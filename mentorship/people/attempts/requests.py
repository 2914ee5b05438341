"""What of a request tells who is trying."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mentorship.core import mail
from mentorship.people.attempts import devices
from mentorship.people.attempts.rules import wait_words
from mentorship.people.attempts.services import Key, same_login, same_source


def source(request: HttpRequest) -> str:
    """The network address; behind our own proxy the one that the proxy has seen, which stands last."""
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", seen).split(",")[-1].strip()
    return same_source(seen)


def login_keys(request: HttpRequest, login: str) -> list[Key]:
    """Whom a wrong password delays: this device alone where its owner has signed in before, else login and source."""
    login = same_login(login)
    if mark := _mark(request, login):
        return [Key("device", f"{login}:{mark}")]
    return [Key("login", login), Key("source", source(request))]


def is_known(request: HttpRequest, login: str) -> bool:
    """Whether somebody has signed in with the login on this device before."""
    return bool(_mark(request, login))


def passed_mark(request: HttpRequest, login: str) -> str:
    """The mark of a device on which the second step of the login was passed; the password alone does not make one."""
    return _mark(request, _passed(login))


def _passed(login: str) -> str:
    return f"{login} passed"  # no login has a space in it


def _mark(request: HttpRequest, login: str) -> str:
    return devices.known(request.COOKIES.get(devices.COOKIE, ""), login)


def remember_device(request: HttpRequest, response: HttpResponse, login: str, *, passed: bool = False) -> None:
    """From now on the failures of others do not count here; nor do wrong codes, once the second step was `passed`."""
    cookie = devices.remember(request.COOKIES.get(devices.COOKIE, ""), login)
    response.set_cookie(
        devices.COOKIE,
        devices.remember(cookie, _passed(login)) if passed else cookie,
        max_age=devices.LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def too_often(request: HttpRequest, wait: timedelta, what: str) -> HttpResponse:
    """«Подождите две минуты» and what else may be done; `what` is login, code or reset."""
    context = {"wait": wait_words(wait), "what": what, "letters": mail.is_sent()}
    return render(request, "people/attempts/locked.html", context, status=429)
