"""What every answer carries, and that the README's production settings are whole."""

import os
import runpy
import secrets
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import signing
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from mentorship.core.middleware import HEADERS

PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "nastavnik.school.ru",
    "CSRF_TRUSTED_ORIGINS": "https://nastavnik.school.ru",
    "HTTPS_ONLY": "1",
    "BEHIND_PROXY": "1",
    "DEMO": "0",
    "DEBUG": "0",
}


def test_the_production_settings_of_the_readme_leave_nothing_to_say():
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment = os.environ | PRODUCTION
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # what the tests in a browser need
    ran = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def started(monkeypatch, **environment):
    """The settings as they are read in this environment."""
    for name, value in (PRODUCTION | environment).items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(settings.BASE_DIR / "mentorship" / "settings.py"))


def test_cookies_of_https_belong_to_this_very_host(monkeypatch):
    secure = started(monkeypatch)
    names = (secure["SESSION_COOKIE_NAME"], secure["CSRF_COOKIE_NAME"])

    assert names == ("__Host-sessionid", "__Host-csrftoken")
    assert (secure["SESSION_COOKIE_SECURE"], secure["CSRF_COOKIE_SECURE"]) == (True, True)
    assert started(monkeypatch, HTTPS_ONLY="0")["SESSION_COOKIE_NAME"] == "sessionid"


def test_a_new_secret_key_leaves_what_the_former_one_has_signed(monkeypatch, settings):
    settings.SECRET_KEY = "the former key of this place"
    signed = signing.dumps("somebody")
    new = started(monkeypatch, SECRET_KEY_FALLBACKS=settings.SECRET_KEY)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = new["SECRET_KEY"], new["SECRET_KEY_FALLBACKS"]

    assert signing.loads(signed) == "somebody"
    with pytest.raises(ImproperlyConfigured, match="не меньше 20"):
        started(monkeypatch, SECRET_KEY_FALLBACKS="short")


@pytest.mark.django_db
def test_pages_files_and_errors_carry_every_header(as_user, curator, director):
    client = as_user(curator)
    client.raise_request_exception = False
    answers = {
        200: client.get(reverse("people:list")),
        404: client.get("/nosuch/"),
        403: client.get(reverse("orders:pile")),
        405: client.put(reverse("people:list")),
    }
    file = client.get(reverse("people:import_sample"))
    away = client.get("/", headers={"host": "evil.example"})

    assert {status: answer.status_code for status, answer in answers.items()} == {status: status for status in answers}
    for answer in (*answers.values(), file, away):
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert answers[200]["X-Frame-Options"] == "DENY"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


@pytest.mark.django_db
def test_head_answers_as_get_without_a_body(as_user, curator):
    client = as_user(curator)

    for address in ("/healthz", "/", reverse("people:list"), reverse("people:add")):
        answer = client.head(address)
        assert (answer.status_code, answer.content) == (200, b"")
