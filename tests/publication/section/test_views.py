"""Setting up the section: which page of the institution it is, so that consents can name it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorship.people.dissemination import services as pages
from mentorship.publication.models import Section
from mentorship.publication.names.guard import Guard
from tests.factories.dissemination import given, resource
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.publication import DAY, served
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
HERE = {"place": "here", "intro": "Мы помогаем", "shown": ["news"]}


@pytest.fixture
def post(as_user, curator):
    def send(**sent):
        return as_user(curator).post(reverse("publication:section"), HERE | sent)

    return send


@pytest.mark.parametrize("place", [{}, {"place": "site", "address": "https://sad.example.org/nastavnichestvo"}])
def test_a_section_that_is_shown_is_a_page_of_the_institution(post, place):
    answer = post(**place)

    assert answer.status_code == 422
    assert "Выберите страницу учреждения: без неё согласия ничего не разрешают показать." in text(answer)
    assert "Мы помогаем" in text(answer)
    assert not Section.objects.exists()


def test_a_section_that_is_prepared_needs_none(post):
    assert post(place="nowhere").status_code == 302
    assert Section.objects.get().resource is None


@pytest.mark.parametrize(
    ("kind", "url", "ends_on"),
    [
        ("network", "https://net.example.org/sad", None),
        ("site", "https://sad.example.org/old", dt.date(2026, 9, 30)),
    ],
)
def test_neither_a_network_nor_a_page_kept_no_more_is_offered(post, kind, url, ends_on):
    answer = post(resource=resource(kind, url, ends_on=ends_on).pk)

    assert answer.status_code == 422
    assert url not in text(answer)


def test_another_address_is_told_and_not_refused(post, as_user, curator, settings):
    settings.SITE_URL = "https://sad.example.org"
    assert post(resource=resource().pk).url == reverse("publication:section")
    page = text(as_user(curator).get(reverse("publication:section")))
    assert "посетители читают раздел по адресу https://sad.example.org/public/" in page

    own = resource(url="https://sad.example.org/public")
    assert post(resource=own.pk).url == reverse("publication:home")
    assert "посетители читают раздел по адресу" not in text(as_user(curator).get(reverse("publication:section")))


def test_only_consents_that_name_this_very_page_open_it():
    here, other = resource(), resource(url="https://other.example.org/profsoyuz")
    network = resource("network", "https://net.example.org/sad")
    person = PersonFactory()
    given(person, pages=[here, other])
    given(PersonFactory(), pages=[other, network])
    assert not Guard.on(DAY).permits.people
    served()
    assert Guard.on(DAY).permits.people == {person.pk}

    pages.end_resource(here, ends_on=DAY, by=UserFactory(office="admin"))
    assert Guard.on(DAY).permits.people == {person.pk}
    assert not Guard.on(DAY + dt.timedelta(days=1)).permits.people


def test_the_database_keeps_no_shown_section_without_a_page():
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(place="here")
