"""Nothing typed is ever lost: autosave, expired sessions, and never for anybody else."""

import pytest
from django.urls import reverse

from mentorship.core.models import Draft
from mentorship.programs import services
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

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
