"""The log of publications, and what is closed by a line of it."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.orders.models import Assignment
from mentorship.publication.models import Placement
from mentorship.roadmap.measures import progress
from mentorship.roadmap.models import Activity
from tests.factories import programs as made
from tests.factories import roadmap as roadmaps
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.publication import DAY, placed, published, served

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
TYPED = {
    "title": "Новость о семинаре",
    "channel": "site",
    "level": "institution",
    "placed_on": "01.10.2026",
    "link": "https://sad.example.org/1",
    "fulfils": "",
    "publication": "",
}


def place(client, **sent):
    return client.post(reverse("publication:place"), {**TYPED, **sent})


def test_a_line_of_the_log_closes_an_activity_of_the_roadmap(as_user, curator, director):
    roadmaps.approved(curator, director)
    activity, client = Activity.objects.first(), as_user(curator)
    assert f"activity:{activity.pk}" not in client.get(reverse("publication:place")).text
    Activity.objects.filter(pk=activity.pk).update(text="Освещать мероприятия на сайте")
    assert f"activity:{activity.pk}" in client.get(reverse("publication:place")).text
    assert place(client, fulfils=f"activity:{activity.pk}").status_code == 302

    activity.refresh_from_db()
    assert (activity.done_on, activity.result) == (DAY, "Новость о семинаре https://sad.example.org/1")
    assert Placement.objects.get().fulfils.startswith("Дорожная карта")
    assert place(client, fulfils=f"activity:{activity.pk}").status_code == 422


def test_a_line_of_the_log_fulfils_what_an_order_told_to_put_on_the_site(as_user, curator):
    order = SignedOrderFactory(signed_on=dt.date(2026, 9, 20))
    told = {"order": order, "person": PersonFactory(), "due_on": DAY}
    task = Assignment.objects.create(what="Разместить Положение на сайте", **told)
    Assignment.objects.create(what="Провести семинар", **told)
    client = as_user(curator)
    page = client.get(reverse("publication:place")).text
    assert "Провести семинар" not in page
    assert place(client, fulfils=f"assignment:{task.pk}").status_code == 302

    task.refresh_from_db()
    assert (task.done_on, task.url) == (DAY, TYPED["link"])


def test_the_results_of_a_programme_are_marked_by_a_line_of_the_log(as_user, curator):
    pair = PairFactory(ended=True, ended_on=dt.date(2026, 9, 20), ending_on=dt.date(2026, 9, 20))
    program = made.approved(pair, curator, starts_on=pair.starts_on, ends_on=pair.ends_on)
    assert place(as_user(curator), fulfils=f"program:{program.pk}").status_code == 302

    program.refresh_from_db()
    assert (program.published_on, program.published_url) == (DAY, TYPED["link"])


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"link": ""}, "Не указан адрес страницы"),
        ({"link": "javascript:alert(1)"}, "Это не адрес страницы"),
        ({"placed_on": "02.10.2026"}, "ещё не наступил"),
        ({"fulfils": "activity:999"}, "Выберите корректный вариант"),
        ({"title": ""}, "Обязательное поле"),
    ],
)
def test_bad_input_is_said_and_changes_nothing(as_user, curator, sent, words):
    answer = place(as_user(curator), **sent)

    assert answer.status_code == 422
    assert words in answer.text
    assert not Placement.objects.exists()


def test_a_talk_has_no_address(as_user, curator):
    assert place(as_user(curator), channel="stand", link="").status_code == 302


def test_a_publication_brings_its_words_and_address(as_user, curator):
    served()
    publication = published("Открытый урок")
    page = as_user(curator).get(reverse("publication:place"), {"publication": publication.pk}).text

    assert 'value="Открытый урок"' in page
    assert f"/public/{publication.page}" in page


def test_what_was_taken_off_stays_in_the_log_with_its_reason(as_user, curator):
    placement, client = placed(), as_user(curator)
    url = reverse("publication:take_off", args=[placement.pk])
    assert "не подходит" in client.post(url, {"on": "30.09.2026", "reason": "Отзыв согласия"}).text
    assert client.post(url, {"on": "01.10.2026", "reason": "Отзыв согласия"}).status_code == 302
    assert "уже записано" in client.post(url, {"on": "01.10.2026", "reason": "Ещё раз"}).text

    assert "удалено 01.10.2026" in client.get(reverse("publication:log")).text
    assert "Отзыв согласия" in client.get(placement.get_absolute_url()).text


def test_the_log_goes_to_excel(as_user, curator):
    placed()
    assert as_user(curator).get(reverse("publication:log"), {"excel": 1})["Content-Type"].endswith("sheet")


def test_the_roadmap_is_told_how_much_was_published():
    assert progress(["publications"], DAY)["publications"].words == "в журнале публикаций пока ничего нет"
    placed(on=dt.date(2026, 9, 30))
    assert progress(["publications"], DAY)["publications"].words == "в журнале 1 публикация, последняя — 30.09.2026"


def test_the_council_reads_the_log_and_writes_nothing(as_user):
    client = as_user(UserFactory(office="council"))

    assert client.get(reverse("publication:log")).status_code == 200
    assert place(client).status_code == 403
