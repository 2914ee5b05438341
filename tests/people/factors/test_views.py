"""Making a second step, printing its codes, taking it off."""

import base64
import re

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from mentorship.access.roles import Office
from mentorship.people.factors import queries, services
from mentorship.regulation.models import Institution
from mentorship.reminders.services.outbox import deliver
from tests.factories.people import UserFactory
from tests.pages import text
from tests.people.factors.codes import shown, with_app, with_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]
APP, SHEET = "/me/factor/app/", "/me/factor/sheet/"
CODE = re.compile(r"\b(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}\b")


def key_of(page):
    """The signed key of the form, and the key itself as it is to be typed."""
    signed = re.search(r'name="key" value="([^"]+)"', page).group(1)
    secret = re.search(r'class="factor-key">([A-Z2-7 ]+)<', page).group(1)
    return signed, secret


def test_the_app_is_connected_by_one_code_and_a_sheet_is_printed_once(as_user):
    user = UserFactory()
    client, elsewhere = as_user(user), Client()
    elsewhere.force_login(user)
    page = text(client.get(APP))
    signed, secret = key_of(page)
    assert "<svg" in page
    key = base64.b32decode(secret.replace(" ", "")).hex()

    wrong = client.post(APP, {"key": signed, "code": "000000"})
    assert (wrong.status_code, key_of(text(wrong))[1]) == (422, secret)
    assert not queries.has_factor(user)
    printed = text(client.post(APP, {"key": signed, "code": shown(key=key)}))

    assert len(set(CODE.findall(printed))) == 10
    assert queries.factor_of(user).left == 10
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").url.startswith("/login/")
    repeated = client.post(APP, {"key": signed, "code": shown(key=key)})
    assert "уже подключено" in text(repeated)


def test_the_page_of_a_sheet_sent_again_leaves_the_codes_just_printed(as_user):
    user = UserFactory()
    client = as_user(user)
    token = re.search(r'name="_once" value="([^"]+)"', text(client.get(SHEET))).group(1)
    code = CODE.findall(text(client.post(SHEET, {"_once": token})))[0]

    again = client.post(SHEET, {"_once": token}, follow=True)

    assert "Этот листок уже сделан" in text(again)
    assert services.check_code(user, code, now=timezone.now()).right
    assert CODE.search(text(client.post(SHEET, {"_once": "another"})))


@pytest.mark.parametrize("whose", ["another's", "stale", "garbage"])
def test_a_key_that_is_not_of_this_page_connects_nothing(as_user, whose):
    user = UserFactory()
    signed, _ = key_of(text(as_user(UserFactory() if whose == "another's" else user).get(APP)))
    moment = "2026-09-20 13:01:00+03:00" if whose == "stale" else "2026-09-20 12:00:01+03:00"

    with time_machine.travel(moment):
        answer = as_user(user).post(APP, {"key": "x" if whose == "garbage" else signed, "code": "123456"})

    assert "Отсканируйте новый рисунок" in text(answer)
    assert not TOTPDevice.objects.exists()


def test_another_phone_takes_the_place_of_the_first(as_user):
    user = with_app()
    client = as_user(user)
    client.get("/")
    client.post("/login/second/", {"code": shown()})

    with time_machine.travel("2026-09-20 12:00:31+03:00"):
        other = "ff" * 20
        services.connect_app(user, key=other, code=shown(key=other))
        assert not services.check_code(user, shown(1), now=user.created_at).right

    assert TOTPDevice.objects.get().key == other


def test_codes_alone_are_a_second_step_and_new_ones_end_the_old(as_user):
    user, old = with_sheet()
    assert queries.factor_of(user).app is False
    new = services.new_sheet(user)

    assert not services.check_code(user, old[0], now=user.created_at).right
    with time_machine.travel("2026-09-20 12:00:02+03:00"):
        assert services.check_code(user, new[0], now=user.created_at).left == 9


def test_codes_are_not_kept_as_they_are_printed():
    user, codes = with_sheet()
    kept = set(user.staticdevice_set.get().token_set.values_list("token", flat=True))

    assert not kept & {form for code in codes for form in (code, code.replace("-", ""), code.lower())}


def test_the_own_second_step_is_taken_off_unless_the_office_must_have_one(as_user):
    user = UserFactory(office=Office.CLERK)
    client = as_user(user)
    client.post(SHEET)
    Institution.objects.update(second_step="offices")
    refused = client.post("/me/factor/drop/")
    assert "Для вашей должности второй шаг" in text(refused)
    assert queries.has_factor(user)

    Institution.objects.update(second_step="offered")
    client.post("/me/factor/drop/")
    assert not queries.has_factor(user)
    assert client.get("/").status_code == 200


def test_its_owner_is_written_to_when_it_is_made_changed_or_taken_off(edition):
    user = UserFactory()
    services.new_sheet(user)
    services.connect_app(user, key="ff" * 20, code=shown(key="ff" * 20))
    services.drop_own(user)
    deliver(timezone.now())

    assert [letter.to for letter in mail.outbox] == [[user.person.email]] * 3
    for letter, what in zip(mail.outbox, ("сделан листок с кодами", "подключено приложение", "снят"), strict=True):
        assert what in letter.body


def test_an_administrator_takes_off_a_lost_one_with_a_reason_its_owner_reads(as_user):
    user, admin = with_app(), UserFactory(office=Office.ADMIN)
    other = Client()
    other.force_login(user)
    other.get("/")
    other.post("/login/second/", {"code": shown()})
    client = as_user(admin)
    address = reverse("people:drop_factor", args=[user.pk])
    assert address in text(client.get(reverse("people:accounts")))

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Телефон утонул, звонила сама"})

    assert other.get("/").url.startswith("/login/")
    assert not queries.has_factor(user)
    assert address not in text(client.get(reverse("people:accounts")))
    assert "Второй шаг при входе снят: Телефон утонул, звонила сама" in text(as_user(user).get("/me/"))


def test_the_administrator_says_whose_second_step_is_obligatory(as_user):
    client = as_user(UserFactory(office=Office.ADMIN))
    address = reverse("people:factor_policy")

    assert client.post(address, {"second_step": "sometimes"}).status_code == 422
    client.post(address, {"second_step": "offices"})

    place = Institution.objects.get()
    assert place.second_step == "offices"
    assert place.history.first().history_change_reason == "Второй шаг при входе: обязателен для должностей"
