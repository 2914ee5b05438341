"""Who saves a form over a change that he has not seen is told first, and may insist."""

import re

import pytest
from django.urls import reverse

from mentorship.people.models import Person
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
SEEN = re.compile(r'name="_seen" value="(\w+)"')


def typed(person, page, **changes):
    names = ("last_name", "first_name", "patronymic", "sex", "phone")
    return {name: getattr(person, name) for name in names} | {"_seen": SEEN.search(page)[1], **changes}


def test_a_change_made_meanwhile_is_told_before_it_is_written_over(as_user, curator):
    person, client = PersonFactory(last_name="Светлова", phone="1"), as_user(curator)
    url = reverse("people:edit", args=[person.pk])
    page = client.get(url).content.decode()
    Person.objects.update(phone="2")

    told = client.post(url, typed(person, page, phone="3"))

    assert told.status_code == 422
    assert "запись изменил кто-то другой" in told.content.decode()
    assert Person.objects.get(pk=person.pk).phone == "2"
    assert client.post(url, typed(person, told.content.decode(), phone="3")).status_code == 302
    assert Person.objects.get(pk=person.pk).phone == "3"


def test_a_form_that_nobody_has_overtaken_is_saved_at_once(as_user, curator):
    person, client = PersonFactory(last_name="Светлова"), as_user(curator)
    url = reverse("people:edit", args=[person.pk])

    assert client.post(url, typed(person, client.get(url).content.decode(), phone="3")).status_code == 302
