"""Who is there is asked again before weighty acts, and whoever answers comes back to what they did."""

import pytest
import time_machine
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.people.models import OfficeTerm
from tests.factories.people import PersonFactory
from tests.pages import text
from tests.people.factors.codes import PASSWORD, shown, with_app, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
NOON, LATER = "2026-09-20 12:00:00+03:00", "2026-09-20 12:15:00+03:00"


@pytest.fixture
def person(edition):
    return PersonFactory(position="заместитель заведующего", position__is_deputy=True)


def signed_in_at_noon(client, user):
    with time_machine.travel(NOON, tick=False):
        client.post(reverse("people:login"), {"username": user.username, "password": PASSWORD})
        client.get("/")
        client.post("/login/second/", {"code": shown()})
    return client


def draft_token(page):
    return page.partition('name="_draft" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("moment", "status"), [("2026-09-20 12:14:59+03:00", 200), (LATER, 302), ("2026-09-20 11:00:00+03:00", 302)]
)
def test_fifteen_minutes_after_the_password_nothing_is_asked(client, person, moment, status):
    """Nor does a clock that was set back make the answer last longer."""
    client = signed_in_at_noon(client, with_password(office=Office.DIRECTOR))

    with time_machine.travel(moment, tick=False):
        assert client.get(reverse("people:grant_office", args=[person.pk])).status_code == status


def test_what_was_typed_comes_back_after_the_password(client, person):
    client = signed_in_at_noon(client, with_password(office=Office.DIRECTOR))
    url = reverse("people:grant_office", args=[person.pk])
    with time_machine.travel(NOON, tick=False):
        token = draft_token(text(client.get(url)))
    typed = {"_draft": token, "office": "curator", "starts_on": "01.10.2026", "basis": "приказ № 77"}
    with time_machine.travel(LATER, tick=False):
        asked = client.post(url, typed, follow=True)
        assert asked.redirect_chain[-1][0] == f"/confirm/?next={url}"
        assert "ничего не записано" in text(asked)
        assert not OfficeTerm.objects.filter(person=person).exists()

        wrong = client.post("/confirm/", {"password": "не тот", "next": url})
        assert "Пароль не подошёл" in text(wrong)
        assert client.post("/confirm/", {"password": PASSWORD, "next": url}).url == url
        assert "приказ № 77" in text(client.get(url))
        assert client.post(url, typed).status_code == 302
    assert OfficeTerm.objects.filter(person=person).exists()


def test_whoever_has_an_app_is_asked_for_its_code_and_not_for_the_password(client, person):
    client = signed_in_at_noon(client, with_app(office=Office.DIRECTOR))
    url = reverse("people:grant_office", args=[person.pk])

    with time_machine.travel(LATER, tick=False):
        assert client.post("/confirm/", {"password": PASSWORD, "next": url}).status_code == 422
        assert client.get(url).status_code == 302
        client.post("/confirm/", {"code": shown(), "next": url})
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_the_question_leads_to_no_other_site(client, edition, next_page):
    client = signed_in_at_noon(client, with_password())

    with time_machine.travel(LATER, tick=False):
        assert client.post("/confirm/", {"password": PASSWORD, "next": next_page}).url == "/"


def test_passwords_are_not_guessed_at_the_question(client, edition):
    user = with_password()
    client = signed_in_at_noon(client, user)

    with time_machine.travel(LATER, tick=False):
        for _ in range(6):
            last = client.post("/confirm/", {"password": "не тот"})
        assert "Слишком много неудачных попыток. Подождите" in text(last)
        assert client.post("/confirm/", {"password": PASSWORD}).status_code != 302
