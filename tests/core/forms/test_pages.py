"""Pages that every app shares: forms with errors, messages, error pages."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from mentorship.core.views import server_error
from tests.factories.pairs import PairFactory
from tests.factories.people import MentorEntryFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def summary_of(page):
    return page.split('class="error-summary"')[1].split("</div>")[0]


def test_a_wrong_form_says_so_in_the_title_and_links_to_every_wrong_field(as_user, curator):
    answer = as_user(curator).post(reverse("people:add"), {"first_name": "Анна1", "birth_date": "31.02.1990"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Ошибка: Новый сотрудник — Наставничество</title>" in page
    targets = re.findall(r'href="#([^"]+)"', summary_of(page))
    assert {"id_last_name", "id_first_name", "id_birth_date", "id_sex_0"} <= set(targets)
    assert all(f'id="{target}"' in page for target in targets)
    assert 'aria-describedby="id_birth_date_helptext id_birth_date_error"' in page
    assert 'value="31.02.1990"' in page


def test_a_refusal_of_the_rules_is_shown_once_with_everything_typed_kept(as_user, curator):
    person = PersonFactory(last_name="Светлова")
    known = {name: getattr(person, name) for name in ("last_name", "first_name", "patronymic", "sex")}
    known |= {"birth_date": "14.05.1990", "title": "логопед", "hired_on": "01.09.2026", "admitted_on": "01.09.2026"}

    answer = as_user(curator).post(reverse("people:add"), known)

    page = answer.content.decode()
    sentences = re.findall(r"<li>([^<]+)</li>", summary_of(page))
    assert len(sentences) == 1
    assert page.count(sentences[0]) == 1
    assert 'value="логопед"' in page


def test_a_refused_button_is_an_alert(as_user, edition):
    """Nobody starts a programme before the order: the words come as an alert, not as a polite status."""
    pair = PairFactory()

    answer = as_user(UserFactory(person=pair.mentor)).post(reverse("programs:start", args=[pair.pk]), follow=True)

    assert '<div class="alert alert-danger" role="alert">' in answer.content.decode()


def test_every_page_has_one_heading_a_skip_link_and_no_foreign_address(as_user, curator):
    MentorEntryFactory()
    page = as_user(curator).get(reverse("people:mentors")).content.decode()

    assert page.count("<h1>") == 1
    assert '<html lang="ru">' in page
    assert 'href="#content">К содержанию' in page
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)


def test_an_unknown_address_is_explained(as_user, curator):
    answer = as_user(curator).get("/nosuch/")

    assert answer.status_code == 404
    assert "Такой страницы нет или она вам не открыта" in answer.content.decode()


def test_a_closed_page_is_explained(as_user):
    answer = as_user(UserFactory()).get(reverse("people:add"))

    assert answer.status_code == 403
    assert "Эта страница вам не открыта" in answer.content.decode()


def test_an_outdated_sign_in_page_leads_back_to_signing_in():
    answer = Client(enforce_csrf_checks=True).post(
        reverse("people:login"), {"username": "x"}, headers={"referer": f"http://testserver{reverse('people:login')}"}
    )

    assert answer.status_code == 403
    assert f'href="{reverse("people:login")}">Открыть страницу снова' in answer.content.decode()


def test_the_page_of_a_failure_needs_neither_database_nor_user(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "Программа не справилась" in answer.content.decode()
