"""The Положение on the site, two versions side by side."""

from datetime import date

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.regulation.act import services
from tests.factories.people import UserFactory
from tests.regulation.act.versions import TODAY, version

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"url": "ftp://sad.example/act"}, "скопируйте его из строки браузера"),
        ({"url": "javascript:alert(1)"}, "скопируйте его из строки браузера"),
        ({"url": "наш сайт"}, "скопируйте его из строки браузера"),
        ({"url": ""}, "Обязательное поле"),
        ({"on": "21.09.2026"}, "будущим днём: 21.09.2026, а сегодня 20.09.2026"),
        ({"on": "31.08.2026"}, "раньше дня утверждения 01.09.2026"),
        ({"on": "31.09.2026"}, "Такой даты нет"),
    ],
)
def test_a_wrong_mark_of_publication_is_refused_in_words(as_user, curator, typed, words):
    made = version(curator)
    client = as_user(UserFactory(office=Office.CLERK))
    url = reverse("regulation:publish", args=[made.pk])

    answer = client.post(url, {"url": "https://sad.example/act", "on": "20.09.2026", **typed})

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors)
    made.refresh_from_db()
    assert made.published_on is None


def test_the_clerk_marks_the_publication_and_everybody_sees_the_link(as_user, curator):
    made = version(curator)
    url = reverse("regulation:publish", args=[made.pk])
    as_user(UserFactory(office=Office.CLERK)).post(url, {"url": "sad.example/act", "on": "18.09.2026"})

    page = as_user(UserFactory()).get(reverse("regulation:act")).content.decode()

    assert 'href="https://sad.example/act"' in page
    assert "размещено" in page


def test_a_draft_is_not_published(as_user, curator):
    draft = services.begin_version(fields={"title": "П", "body": "Текст"}, on=TODAY, by=curator)

    answer = as_user(curator).post(
        reverse("regulation:publish", args=[draft.pk]), {"url": "https://sad.example/", "on": "20.09.2026"}
    )

    assert "Сначала утвердите эту версию" in str(answer.context["form"].errors)


def test_two_versions_are_compared_by_paragraphs_in_words(as_user, curator):
    version(curator, "# {положение}\n\\1.1. Старый пункт.\nОбщий пункт для {учреждение:род}.")
    version(curator, "# {положение}\nОбщий пункт для {учреждение:род}.\n\\1.2. <b>Новый</b> пункт.", date(2026, 9, 10))
    client = as_user(UserFactory())

    page = client.get(reverse("regulation:compare_versions"))

    assert page.context["runs"][1:2] == [("removed", ["1.1. Старый пункт."])]
    assert [kind for kind, _ in page.context["runs"]] == ["same", "removed", "same", "added"]
    text = page.content.decode()
    assert "Убрано:" in text
    assert "Добавлено:" in text
    assert "1.2. &lt;b&gt;Новый" in text
    assert "{" not in str(page.context["runs"])


def test_comparing_asks_for_versions_one_may_see(as_user, curator):
    first = version(curator)
    url = reverse("regulation:compare_versions")
    assert as_user(curator).get(url).status_code == 404  # nothing to compare with
    draft = services.begin_version(fields={"title": "П", "body": "Иное"}, on=TODAY, by=curator)

    assert as_user(curator).get(url, {"old": first.pk, "new": draft.pk}).status_code == 200
    for wrong in ({"old": "999999"}, {"old": "9" * 30}, {"old": "x"}, {"new": "\0"}):
        assert as_user(curator).get(url, wrong).status_code in (200, 404)
    assert as_user(UserFactory()).get(url, {"new": draft.pk}).status_code == 404
