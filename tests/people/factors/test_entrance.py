"""Signing in by two steps: nobody is in before the second one, and the second one works once."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from mentorship.access.roles import Office
from mentorship.people.accounts import services as accounts
from mentorship.people.factors import rules, services
from mentorship.people.models import User
from mentorship.regulation.models import Institution
from tests.factories.people import UserFactory
from tests.pages import text
from tests.people.factors.codes import KEY, PASSWORD, shown, with_app, with_password, with_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]
STEP = "/login/second/"


def knock(client, user, to=""):
    return client.post(reverse("people:login"), {"username": user.username, "password": PASSWORD, "next": to})


def step(client, code):
    return client.post(STEP, {"code": code})


def is_in(client):
    return client.get("/").status_code == 200


def test_after_the_password_nothing_is_read_before_the_code(client):
    user = with_app()

    assert knock(client, user, to="/pairs/?q=1").url == STEP
    assert client.get("/").url == "/login/?next=/"
    assert "_auth_user_id" not in client.session
    assert step(client, "000000").status_code == 422
    assert not is_in(client)
    with time_machine.travel("2026-09-20 12:00:31+03:00"):
        assert step(client, shown()).url == "/pairs/?q=1"
        assert is_in(client)


def test_a_code_of_the_app_enters_once(client):
    user, code = with_app(), shown()
    for answer in (302, 422):
        visitor = Client()
        knock(visitor, user)
        assert step(visitor, code).status_code == answer
        assert is_in(visitor) == (answer == 302)


@pytest.mark.parametrize(("ahead", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_of_the_app_holds_for_its_half_minute_and_one_on_either_side(ahead, right):
    user = with_password()
    TOTPDevice.objects.create(user=user, key=KEY)

    assert services.check_code(user, shown(ahead), now=user.created_at).right == right


def test_wrong_codes_make_the_next_one_wait(client):
    """The right code is not even looked at before the wait is over, whatever kind the wrong ones were of."""
    user, codes = with_sheet()
    with_app(user)
    knock(client, user)
    for wrong in ["AAAA-AAAA-AAAA", "000000"] * 3:
        answer = step(client, wrong)
    assert "Подождите 60 секунд" in text(answer)
    assert "Подождите" in text(step(client, codes[0]))

    with time_machine.travel("2026-09-20 12:01:02+03:00"):
        assert step(client, codes[0]).status_code == 302


def test_whoever_has_the_password_keeps_the_owner_out_for_an_hour_at_most_and_of_the_own_device_not_at_all(client):
    user, codes = with_sheet()
    knock(client, user)
    step(client, codes[0])
    client.post("/logout/")
    thief, looked_at = Client(), 0
    with time_machine.travel("2026-09-20 12:10:00+03:00", tick=False) as clock:
        for _ in range(24 * 12):
            knock(thief, user)
            looked_at += "Подождите" not in text(step(thief, "AAAA-AAAA-AAAA"))
            clock.shift(300)
        assert looked_at < 36  # in a day, though the thief knows the password and is known on the device by it
        knock(client, user)
        assert step(client, codes[1]).status_code == 302

        stranger = Client()
        step(thief, "AAAA-AAAA-AAAA")
        clock.shift(3601)
        knock(stranger, user)
        assert step(stranger, codes[2]).status_code == 302


def test_a_code_of_the_sheet_works_once_in_any_writing_and_the_last_ones_are_said(client):
    user, codes = with_sheet()
    knock(client, user)
    assert step(client, f" {codes[0].lower().replace('-', ' ')} ").status_code == 302
    again = Client()
    knock(again, user)
    assert step(again, codes[0]).status_code == 422
    StaticToken.objects.filter(token__in=StaticToken.objects.values("token")[: rules.CODES - 5]).delete()

    with time_machine.travel("2026-09-20 12:01:00+03:00"):
        left = [code for code in codes if StaticToken.objects.filter(token=digest_of(user, code)).exists()]
        assert len(left) == 4
        answer = again.post(STEP, {"code": left[0]}, follow=True)
    assert "На листке осталось 3 кода." in text(answer)


def digest_of(user, code):
    return rules.digest(user.staticdevice_set.get().name, code)


def test_whoever_used_the_last_code_makes_a_new_sheet_before_anything_else(client):
    user, codes = with_sheet()
    StaticToken.objects.exclude(token=digest_of(user, codes[0])).delete()
    knock(client, user)
    step(client, codes[0])

    assert client.get("/").url == "/me/factor/"
    assert "Коды на листке кончились" in text(client.get("/me/factor/"))
    client.post("/me/factor/sheet/")
    assert is_in(client)


@pytest.mark.parametrize("after", ["11 minutes", "another password", "the door was shut"])
def test_between_the_steps_one_may_lose_the_right_to_enter(client, after):
    user = with_app()
    knock(client, user)
    if after == "another password":
        user.set_password("tri vorony 8")
        user.save()
    if after == "the door was shut":
        User.objects.filter(pk=user.pk).update(is_active=False)

    with time_machine.travel("2026-09-20 12:11:00+03:00" if after == "11 minutes" else "2026-09-20 12:00:05+03:00"):
        assert step(client, shown()).url == reverse("people:login")
        assert not is_in(client)


def test_a_printed_code_of_an_invitation_does_not_go_round_the_second_step(client, curator):
    user = with_app()
    with time_machine.travel("2026-09-20 12:00:00+03:00"):
        code = accounts.invite(user.person, username="", by=curator, now=user.created_at)
        accounts.confirm_code(user, by=UserFactory(office=Office.ADMIN), now=timezone.now())
    answer = client.post(
        reverse("people:accept_invitation"), {"code": code, "password": "tri vorony 8", "again": "tri vorony 8"}
    )

    assert answer.url == STEP
    assert not is_in(client)
    kept = User.objects.get(pk=user.pk)
    assert kept.check_password(PASSWORD)  # nothing has changed yet
    assert kept.invitations.get().used_at is None
    assert step(client, shown()).url == "/"
    assert is_in(client)
    assert User.objects.get(pk=user.pk).check_password("tri vorony 8")
    assert kept.invitations.get().used_at


def test_a_code_that_died_before_the_second_step_sets_nothing(client, curator):
    user = with_app()
    code = accounts.invite(user.person, username="", by=curator, now=timezone.now())
    accounts.confirm_code(user, by=UserFactory(office=Office.ADMIN), now=timezone.now())
    typed = {"code": code, "password": "tri vorony 8", "again": "tri vorony 8"}
    client.post(reverse("people:accept_invitation"), typed)
    User.objects.filter(pk=curator.pk).update(is_active=False)

    answer = client.post(STEP, {"code": shown()}, follow=True)
    assert "уже нет права" in text(answer)
    assert not is_in(client)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_the_second_step_leads_to_no_other_site(as_user):
    client = as_user(with_app())

    client.post("/logout/", headers={"Referer": "http://testserver//elsewhere.example/x"})
    assert step(client, shown()).url == "/"


def test_a_session_that_came_another_way_is_asked_for_the_code(as_user):
    client = as_user(with_app())

    assert client.get("/pairs/").url == STEP
    assert "_auth_user_id" not in client.session
    assert step(client, shown()).url == "/pairs/"


def test_a_persona_of_the_demo_is_asked_for_nothing(client, settings):
    settings.DEMO = True
    user = with_app(username="curator", office=Office.CURATOR)

    client.post(reverse("people:enter_as_persona", args=["curator"]))

    with time_machine.travel("2026-09-20 12:20:00+03:00"):
        assert client.get(reverse("people:invite", args=[user.person_id])).status_code == 200


@pytest.mark.parametrize("office", [*Office, None])
def test_where_it_is_obligatory_an_office_without_a_second_step_makes_one_first(client, office):
    Institution.objects.update(second_step="offices")
    user = with_password(office=office)

    assert knock(client, user, to="/pairs/").url == "/pairs/"

    if office in rules.OBLIGED:
        for address in ("/", "/pairs/", "/people/", "/me/", "/password/change/"):
            assert client.get(address).url == "/me/factor/"
        assert client.get("/me/factor/app/").status_code == 200
        client.post("/me/factor/sheet/")
    assert client.get("/pairs/").status_code == 200


def test_pages_cost_no_query_for_the_second_step(as_user, django_assert_num_queries):
    """Sessions know; the queries of a page are the same for who has one and for who has none."""
    client = as_user(UserFactory())
    client.get("/password/change/")

    with django_assert_num_queries(4):  # session, user, offices, institution
        client.get("/password/change/")
