"""The back button and the double click repeat nothing; an act that was cut off leaves nothing behind."""

from functools import partial

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from mentorship.core.forms import pages
from mentorship.core.models import Draft, SentForm
from mentorship.people.models import Need
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.threads import at_once

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


@pytest.mark.parametrize("fault", [OSError(5, "Input/output error"), OperationalError(), KeyboardInterrupt()])
@pytest.mark.parametrize("where", ["discard", "finish"])
def test_an_act_that_is_cut_off_leaves_no_claim_and_the_same_form_is_written_once(
    as_user, curator, monkeypatch, fault, where
):
    person = PersonFactory()
    client, address = as_user(curator), reverse("people:add_need", args=[person.pk])
    data = {**NEED, "_once": token_on(client, address)}
    Draft.objects.create(user=curator, key=address, data={"text": ["Родительское"]})
    with monkeypatch.context() as broken:
        broken.setattr(pages.drafts if where == "discard" else pages.sent, where, partial(fail, fault))
        with pytest.raises(type(fault)):
            client.post(address, data)
    assert (person.needs.count(), SentForm.objects.count(), Draft.objects.count()) == (0, 0, 1)

    first, second = (client.post(address, data) for _ in range(2))

    assert first.url == second.url == person.get_absolute_url()
    assert (person.needs.count(), Draft.objects.count()) == (1, 0)


def fail(fault, *args):
    raise fault


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_is_written_once_and_both_are_led_to_it():
    regulation()
    client, person = Client(), PersonFactory()
    client.force_login(UserFactory(office="curator"))
    address = reverse("people:add_need", args=[person.pk])
    data = {**NEED, "_once": token_on(client, address)}

    answers = at_once([partial(client.post, address, data)] * 2)

    assert {answer.url for answer in answers} == {person.get_absolute_url()}
    assert Need.objects.count() == 1
