"""The back button and the double click repeat nothing."""

import pytest
from django.urls import reverse

from mentorship.core.models import SentForm
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
NEED = {"kind": "request", "text": "Родительское собрание"}


def token_on(client, address):
    return client.get(address).content.decode().split('name="_once" value="')[1].split('"')[0]


def test_the_same_page_sent_twice_is_accepted_once(as_user, curator):
    person = PersonFactory()
    client, address = as_user(curator), reverse("people:add_need", args=[person.pk])
    data = {**NEED, "_once": token_on(client, address)}

    first, second = (client.post(address, data) for _ in range(2))

    assert first.url == second.url == person.get_absolute_url()
    assert person.needs.count() == 1
    assert "Эта форма уже отправлена" in client.get(second.url).content.decode()


def test_a_refused_form_may_be_corrected_and_sent_again(as_user, curator):
    client, address = as_user(curator), reverse("people:add")
    card = {
        "last_name": "Новикова",
        "first_name": "Анна",
        "sex": "f",
        "title": "воспитатель",
        "_once": token_on(client, address),
    }
    refused = {**card, "hired_on": "02.09.2026", "admitted_on": "01.09.2026"}

    assert client.post(address, refused).status_code == 422
    assert client.post(address, card).status_code == 302


def test_two_forms_of_the_same_address_are_two_forms(as_user, curator):
    person = PersonFactory()
    client, address = as_user(curator), reverse("people:add_need", args=[person.pk])

    for _ in range(2):
        client.post(address, {**NEED, "_once": token_on(client, address)})

    assert person.needs.count() == 2
    assert SentForm.objects.count() == 2
