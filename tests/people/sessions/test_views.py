"""Where one is signed in; a session left alone, and one that is used for too long."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.people.accounts import services as accounts
from mentorship.people.models import OpenSession
from mentorship.people.sessions.queries import open_sessions
from tests.factories.people import PersonFactory, UserFactory
from tests.pages import text
from tests.people.factors.codes import PASSWORD, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20", tick=False)]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


def at(time):
    return time_machine.travel(f"2026-09-20 {time}:00+03:00", tick=False)


def signed_in(user, **headers):
    client = Client(headers=headers)
    client.post(reverse("people:login"), {"username": user.username, "password": PASSWORD})
    return client


def test_the_list_names_every_place_and_ends_one_or_all_others():
    user = with_password()
    here, there, third = signed_in(user, user_agent=FIREFOX), signed_in(user), signed_in(user)
    page = text(here.get("/me/"))
    assert page.count("вход 20.09.2026 в 12:00") == 3
    assert page.index("Linux, Firefox") < page.index("вы здесь")
    one = OpenSession.objects.get(session=there.session.session_key)

    here.post(reverse("people:end_session", args=[one.pk]))
    assert there.get("/").url.startswith("/login/")
    assert third.get("/").status_code == 200
    here.post(reverse("people:end_other_sessions"))
    assert third.get("/").url.startswith("/login/")
    assert here.get("/").status_code == 200


def test_nobody_ends_the_session_of_another(as_user):
    user = with_password()
    client = signed_in(user)
    (opened,) = open_sessions(user, user.created_at)

    assert as_user(UserFactory()).post(reverse("people:end_session", args=[opened.pk])).status_code == 404
    assert client.get("/").status_code == 200


def test_signing_out_and_another_password_take_sessions_off_the_list():
    user = with_password()
    here, there, out = signed_in(user), signed_in(user), signed_in(user)
    gone = out.post(reverse("people:logout"))
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert OpenSession.objects.count() == 2
    new = {"old_password": PASSWORD, "new_password1": "tri vorony 8", "new_password2": "tri vorony 8"}
    assert here.post(reverse("people:password_change"), new).status_code == 302

    page = text(here.get("/me/"))

    assert page.count("последнее действие") == 1
    assert "вы здесь" in page
    assert there.get("/").url.startswith("/login/")


def test_the_last_activity_is_written_no_more_often_than_once_in_five_minutes(django_assert_num_queries):
    client = signed_in(with_password())
    client.get("/password/change/")
    with at("12:04"), django_assert_num_queries(4):
        client.get("/password/change/")
    with at("12:05"):
        client.get("/password/change/")

    assert f"{OpenSession.objects.get().seen_at:%H:%M}" == "09:05"


def test_half_an_hour_without_an_act_ends_the_session_and_says_so():
    client = signed_in(with_password())
    with at("12:29"):
        assert client.get("/").status_code == 200
    with at("12:58"):
        assert client.get("/").status_code == 200
    with at("13:28"):
        page = client.get("/pairs/", follow=True)

    assert page.redirect_chain[-1][0] == "/login/?next=/pairs/"
    assert "Вы долго ничего не делали" in text(page)


def test_what_was_typed_into_a_session_that_was_left_alone_comes_back():
    user = with_password(office=Office.CURATOR)
    client, address = signed_in(user), reverse("people:edit", args=[PersonFactory().pk])
    token = draft_token(text(client.get(address)))
    with at("13:00"):
        answer = client.post(address, {"_draft": token, "last_name": "Нетерялова"}, follow=True)
        assert "Ваш текст сохранён" in text(answer)
        client.post(reverse("people:login"), {"username": user.username, "password": PASSWORD})
        assert "Нетерялова" in text(client.get(address))


def draft_token(page):
    return page.partition('name="_draft" value="')[2].partition('"')[0]


def test_four_hours_end_a_session_that_is_used_all_the_time():
    client = signed_in(with_password())
    for time in ("12:29", "12:58", "13:27", "13:56", "14:25", "14:54", "15:23", "15:52", "15:59"):
        with at(time):
            assert client.get("/").status_code == 200, time
    with at("16:00"):
        assert client.get("/").url.startswith("/login/")


def test_a_blocked_account_is_out_at_once():
    user = with_password()
    client = signed_in(user)
    accounts.set_active(user, active=False, by=UserFactory(office=Office.ADMIN))

    assert client.get("/").url.startswith("/login/")
