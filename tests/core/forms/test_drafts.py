"""Nothing typed is ever lost: autosave, expired sessions, and never for anybody else."""

import datetime as dt

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.html import escape

from mentorship.core.forms.drafts import page_before
from mentorship.core.models import Draft
from mentorship.programs import services
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor(edition):
    pair = PairFactory(active=True)
    user = UserFactory(person=pair.mentor)
    user.program = services.start(pair, by=user)
    return user


@pytest.fixture
def address(mentor):
    return reverse("programs:edit", args=[mentor.program.pk])


def token_on(client, address):
    page = client.get(address).content.decode()
    return page.split('name="_draft" value="')[1].split('"')[0]


def test_autosaved_text_returns_to_the_form(as_user, mentor, address):
    client = as_user(mentor)

    answer = client.post(reverse("desk:save_draft"), {"_draft": token_on(client, address), "goal": "Моя цель"})

    assert "saved_at" in answer.json()
    assert "Моя цель" in client.get(address).content.decode()


def test_text_sent_after_the_session_expired_returns_after_login(as_user, mentor, address):
    client = as_user(mentor)
    token = token_on(client, address)
    client.logout()

    answer = client.post(address, {"_draft": token, "goal": "Писал два часа", "password": "тайна"})

    assert answer.url == f"{reverse('people:login')}?next={address}"
    assert "password" not in Draft.objects.get().data
    client.force_login(mentor)
    page = client.get(address).content.decode()
    assert "Писал два часа" in page
    assert "Мы вернули текст" in page


def test_a_kept_text_is_never_offered_to_another_person_or_another_form(as_user, mentor, address, curator):
    client = as_user(mentor)
    token = token_on(client, address)
    client.post(reverse("desk:save_draft"), {"_draft": token, "goal": "Секрет наставника"})

    stranger = as_user(curator)
    assert stranger.post(reverse("desk:save_draft"), {"_draft": token, "goal": "Чужое"}).status_code == 400
    assert "Секрет наставника" not in stranger.get(reverse("people:add")).content.decode()
    assert Draft.objects.get().data["goal"] == ["Секрет наставника"]


def test_a_forged_token_keeps_nothing(client, address):
    answer = client.post(address, {"_draft": "1:forged", "goal": "x"})

    assert answer.status_code == 302
    assert not Draft.objects.exists()


def test_a_saved_form_forgets_its_draft(as_user, mentor, address):
    client = as_user(mentor)
    token = token_on(client, address)
    client.post(reverse("desk:save_draft"), {"_draft": token, "goal": "Цель"})
    dates = {"starts_on": "15.09.2026", "ends_on": "31.05.2027"}

    client.post(address, {**dates, "goal": "Цель", "version": mentor.program.version})

    assert not Draft.objects.exists()
    mentor.program.refresh_from_db()
    assert mentor.program.goal == "Цель"


@time_machine.travel(dt.datetime(2026, 11, 21, 22, 5, tzinfo=dt.UTC), tick=False)
def test_the_returned_text_is_named_by_local_time_and_may_be_dropped(as_user, mentor, address):
    client = as_user(mentor)
    client.post(reverse("desk:save_draft"), {"_draft": token_on(client, address), "goal": "Передумал"})
    assert "не успели сохранить (22.11.2026, 01:05)" in client.get(address).content.decode()

    answer = client.post(address, {"forget_draft": "1"}, follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert "Передумал" not in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_kept_text_belongs_to_the_whole_address(as_user, curator):
    """The terms of a pair stand at one path for everybody: the people are in the query string."""
    mentor, first, second = MentorEntryFactory().person, MenteeEntryFactory().person, MenteeEntryFactory().person
    client = as_user(curator)
    one, other = (f"{reverse('pairs:propose')}?mentee={who.pk}&mentor={mentor.pk}" for who in (first, second))

    client.post(reverse("desk:save_draft"), {"_draft": token_on(client, one), "goal": "Цель для первой"})

    assert "Цель для первой" in client.get(one).content.decode()
    assert "Цель для первой" not in client.get(other).content.decode()


def test_an_address_longer_than_the_key_is_told_apart(as_user, curator):
    client = as_user(curator)
    one, other = (reverse("people:add") + "?" + "x" * 300 + end for end in "12")

    client.post(reverse("desk:save_draft"), {"_draft": token_on(client, one), "title": "логопед"})

    assert 'value="логопед"' in client.get(one).content.decode()
    assert 'value="логопед"' not in client.get(other).content.decode()


def test_an_unticked_box_stays_unticked(as_user, curator):
    client = as_user(curator)
    address = reverse("people:add")
    assert client.get(address).context["form"]["is_teaching"].value() is True

    client.post(reverse("desk:save_draft"), {"_draft": token_on(client, address), "title": "сторож"})

    assert client.get(address).context["form"]["is_teaching"].value() is False


def test_a_text_with_a_zero_character_or_of_any_size_never_breaks_the_saving(as_user, mentor, address):
    client = as_user(mentor)
    token = token_on(client, address)

    kept = client.post(reverse("desk:save_draft"), {"_draft": token, "goal": "до\0после"})
    too_long = client.post(reverse("desk:save_draft"), {"_draft": token, "goal": "я" * 200_001})

    assert (kept.status_code, too_long.status_code) == (200, 400)
    assert Draft.objects.get().data["goal"] == ["допосле"]


def test_autosave_after_the_session_expired_says_that_the_text_is_kept(as_user, mentor, address):
    client = as_user(mentor)
    token = token_on(client, address)
    client.logout()

    answer = client.post(
        reverse("desk:save_draft"), {"_draft": token, "goal": "Успел"}, headers={"accept": "application/json"}
    )

    assert answer.status_code == 401
    assert answer.json()["error"].startswith("Время сеанса истекло. Ваш текст сохранён")
    assert Draft.objects.get().data["goal"] == ["Успел"]


@pytest.mark.parametrize(
    ("referer", "back"),
    [("http://testserver/programs/?page=2", "/programs/%3Fpage%3D2"), ("http://evil.example/x", "/"), ("", "/")],
)
def test_a_button_pressed_after_the_session_expired_leads_back_to_its_page(client, mentor, referer, back):
    """Not to the address of the button itself, which answers only to a press."""
    answer = client.post(reverse("programs:submit", args=[mentor.program.pk]), headers={"referer": referer})

    assert answer.url == f"{reverse('people:login')}?next={back}"
    assert "ничего не изменено" in client.get(answer.url).content.decode()


def test_an_outdated_page_keeps_the_text_and_leads_back(mentor, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mentor)
    token = token_on(client, address)

    answer = client.post(address, {"_draft": token, "goal": "Писал вечером"})

    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Ваш текст сохранён" in page
    assert f'href="{escape(address)}"' in page
    assert "Писал вечером" in client.get(address).content.decode()


def test_an_outdated_page_tells_autosave_in_words(mentor, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mentor)
    token = token_on(client, address)

    answer = client.post(reverse("desk:save_draft"), {"_draft": token}, headers={"accept": "application/json"})

    assert answer.status_code == 403
    assert answer.json()["error"] == "Ваш текст сохранён. Обновите страницу, и он вернётся."


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        ("http://testserver/pairs/?q=1#top", "/pairs/?q=1"),
        ("http://testserver//elsewhere.example/x", "/"),
        ("http://elsewhere.example/pairs/", "/"),
        ("", "/"),
    ],
)
def test_the_page_before_is_one_of_ours(referer, page):
    assert page_before(RequestFactory().post("/x/", headers={"Referer": referer})) == page
