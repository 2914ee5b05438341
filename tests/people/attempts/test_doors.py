"""Wrong passwords, codes and addresses delay whoever tries them, and nobody else."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorship.people.accounts.services import invite
from mentorship.people.attempts.services import Key, claim
from mentorship.people.models import Attempt
from mentorship.reminders.services.outbox import deliver
from tests.factories.people import UserFactory
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
GOOD, START = "dve vorony 7", dt.datetime(2026, 9, 20, 9, tzinfo=dt.UTC)


def somebody(login):
    user = UserFactory(username=login)
    user.set_password(GOOD)
    user.save()
    return user


def sign_in(client, login, password="нет", source="10.0.0.1"):
    return client.post(reverse("people:login"), {"username": login, "password": password}, REMOTE_ADDR=source)


def test_the_delay_of_an_account_grows_says_how_long_and_is_over_after_it(client):
    somebody("victim")
    with time_machine.travel(START, tick=False) as clock:
        for login in ("victim", " victim", "ｖｉｃｔｉｍ", "Victim", "victim"):
            assert sign_in(client, login).status_code == 200
        refused = sign_in(client, "victim", GOOD)
        assert refused.status_code == 429
        assert "Подождите 60 секунд" in refused.content.decode()
        assert "код на листке" in refused.content.decode()

        clock.shift(61)
        assert sign_in(client, "victim").status_code == 200
        assert "Подождите 2 минуты" in sign_in(client, "victim", GOOD).content.decode()

        clock.shift(121)
        assert sign_in(client, "victim", GOOD).status_code == 302


def test_others_keep_nobody_out_of_a_device_on_which_they_have_signed_in(client):
    somebody("director")
    own, stranger = client, Client()
    assert sign_in(own, "director", GOOD).status_code == 302
    cookie = own.cookies["known_device"]
    assert cookie["httponly"]
    own.post(reverse("people:logout"))
    for _ in range(6):
        last = sign_in(stranger, "director")
    assert last.status_code == 429

    assert sign_in(own, "director", GOOD).status_code == 302
    stranger.cookies["known_device"] = "forged:" + cookie.value
    assert sign_in(stranger, "director", GOOD).status_code == 429


def test_a_device_that_is_not_known_is_told_once_and_the_first_sign_in_of_all_is_no_news(client):
    user, known, other = somebody("director"), client, Client(headers={"user-agent": "Windows Firefox"})
    for device in (known, other, known, other):
        sign_in(device, "director")
        sign_in(device, "director", GOOD)
        device.post(reverse("people:logout"))
    deliver(timezone.now())

    (letter,) = mail.outbox
    assert letter.to == [user.person.email]
    assert "ваш пароль ввели там, где вы раньше не входили: Windows, Firefox. Логин: director." in letter.body


def test_whoever_made_the_password_by_a_code_is_known_on_that_device(client):
    user = UserFactory(username="novaya")
    code = invite(user.person, username="", by=None, now=timezone.now())
    client.post(reverse("people:accept_invitation"), {"code": code, "password": GOOD, "again": GOOD})
    client.post(reverse("people:logout"))
    sign_in(client, "novaya", GOOD)
    deliver(timezone.now())

    assert [letter for letter in mail.outbox if "раньше не входили" in letter.body] == []


def test_a_known_device_of_one_login_is_none_of_another_and_has_a_delay_of_its_own(client):
    somebody("director"), somebody("colleague")
    sign_in(client, "colleague", GOOD)
    client.post(reverse("people:logout"))
    for _ in range(6):
        assert (last := sign_in(client, "colleague"))
    assert last.status_code == 429
    assert sign_in(Client(), "colleague", GOOD).status_code == 302

    for _ in range(6):
        last = sign_in(Client(), "director")
    assert last.status_code == 429
    assert sign_in(client, "director", GOOD).status_code == 429


def test_one_password_tried_over_all_logins_is_slowed_and_a_colleague_waits_seconds(client):
    somebody("colleague")
    with time_machine.travel(START, tick=False) as clock:
        for number in range(31):
            assert sign_in(Client(), f"login{number}").status_code == 200
        assert "Подождите 5 секунд" in sign_in(Client(), "login31").content.decode()
        assert sign_in(Client(), "colleague", GOOD, source="10.0.0.2").status_code == 302

        clock.shift(6)
        assert sign_in(Client(), "colleague", GOOD).status_code == 302


def test_a_success_of_ones_own_clears_no_more_than_one_attempt_of_a_source(client):
    somebody("colleague")
    with time_machine.travel(START, tick=False):
        for number in range(30):
            sign_in(Client(), f"login{number}")
        sign_in(Client(), "colleague", GOOD)
        assert sign_in(Client(), "login30").status_code == 200
        assert sign_in(Client(), "login31").status_code == 429


def test_wrong_codes_are_slowed_too(client):
    typed = {"code": "AAAA-BBBB-CCCC", "password": GOOD, "again": GOOD}
    with time_machine.travel(START, tick=False):
        answers = [client.post(reverse("people:accept_invitation"), typed).status_code for _ in range(12)]
        page = client.post(reverse("people:accept_invitation"), typed).content.decode()

    assert answers == [422] * 11 + [429]
    assert "через 10 секунд" in page


def test_what_is_kept_names_neither_login_nor_address_and_is_forgotten_in_a_day():
    now = START
    claim([Key("login", "director"), Key("source", "10.0.0.1")], now)
    kept = " ".join(Attempt.objects.values_list("key", flat=True))
    assert "director" not in kept
    assert "10.0" not in kept

    claim([Key("login", "other")], now + dt.timedelta(days=1, seconds=1))
    assert Attempt.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_at_once_try_no_oftener_than_one_by_one():
    keys, now = [Key("login", "victim"), Key("source", "10.0.0.1")], START

    waits = at_once([partial(claim, keys, now)] * 8)

    assert sum(not wait for wait in waits) == 5
