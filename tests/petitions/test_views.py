"""Whatever is wrong is said beside the field, everything typed stays; the list and the card of a pair."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.petitions import services
from mentorship.petitions.models import Petition
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.factories.petitions import TODAY, decided, petition
from tests.petitions.pages import status, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]


@pytest.mark.parametrize("trait", [{}, {"ended": True, "ended_on": dt.date(2026, 10, 19)}])
def test_the_form_about_another_state_of_the_pair_says_why(client, edition, trait):
    pair = PairFactory(**trait)
    client.force_login(UserFactory(person=pair.mentor))

    answer = client.post(reverse("petitions:file", args=[pair.pk, "ending"]), {"reason": "Переезжаю на север"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "о действующей паре" in page
    assert "Переезжаю на север" in page


def test_the_same_open_petition_twice_leads_to_the_first(client, pair, people):
    client.force_login(people["mentor"])
    url = reverse("petitions:file", args=[pair.pk, "ending"])
    client.post(url, {"reason": "Первое"})
    first = Petition.objects.get()

    answer = client.post(url, {"reason": "Второе"})

    assert answer.status_code == 422
    assert f'<a href="{first.get_absolute_url()}">' in answer.content.decode()
    services.withdraw(first, reason="", on=TODAY, by=people["mentor"])
    assert client.post(url, {"reason": "Второе"}).status_code == 302
    assert Petition.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"outcome": "refuse", "reason": " "}, "reason", "Отказ без причины"),
        ({"outcome": "grant"}, "effective_on", "с какого дня"),
        ({"outcome": "grant", "effective_on": "01.10.2026"}, None, "раньше дня подачи"),
        ({"outcome": "grant", "effective_on": "26.10.2026", "decided_on": "21.10.2026"}, None, "День решения"),
        ({"outcome": "grant", "effective_on": "26.10.2026", "decided_on": "04.10.2026"}, None, "День решения"),
        ({"outcome": "маybe"}, "outcome", "Выберите"),
        ({"decided_on": "31.02.2026", "outcome": "refuse", "reason": "Нет"}, "decided_on", "Такой даты нет"),
    ],
)
def test_a_wrong_decision_is_refused_beside_its_field(client, pair, people, data, field, words):
    row = petition("resignation", pair)
    client.force_login(people["director"])

    answer = client.post(reverse("petitions:decide", args=[row.pk]), {"decided_on": "20.10.2026", **data})

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field or "__all__"])
    row.refresh_from_db()
    assert row.status == "filed"


def test_the_second_decision_is_told_of_the_first(client, pair, people):
    row = petition("ending", pair)
    decided(row, granted=False, by=people["curator"])
    client.force_login(people["director"])

    answer = client.post(
        reverse("petitions:decide", args=[row.pk]),
        {"outcome": "grant", "decided_on": "20.10.2026", "effective_on": "26.10.2026"},
    )

    assert "Заявление уже отказано: второе решение не записано" in answer.content.decode()
    row.refresh_from_db()
    assert (row.status, row.decided_by) == ("refused", people["curator"])


def test_a_resignation_without_notice_is_accepted_with_advice(client, pair, people):
    """ст. 351.8 ТК: the employee's three working days are advised, never enforced."""
    client.force_login(people["mentor"])
    for wanted, advised in (("23.10.2026", True), ("24.10.2026", False)):
        client.post(reverse("petitions:file", args=[pair.pk, "resignation"]), {"wanted_on": wanted})
        row = Petition.objects.latest("pk")
        page = client.get(row.get_absolute_url()).content.decode()
        assert ("за 3 рабочих дня, то есть освободить можно с 24.10.2026" in page) == advised, wanted
        services.withdraw(row, reason="", on=TODAY, by=people["mentor"])


def test_another_page_may_say_the_reason_for_the_author(client, pair, people):
    client.force_login(people["mentor"])

    page = client.get(
        reverse("petitions:file", args=[pair.pk, "ending"]), {"reason": "Ухожу в отпуск", "wanted_on": "9"}
    )

    assert page.context["form"].initial["reason"] == "Ухожу в отпуск"


def test_only_the_author_marks_the_answer_as_read(client, pair, people):
    row = decided(petition("ending", pair), by=people["curator"])

    assert status(client, people["director"], url("read", row), now="1") == 404
    row.refresh_from_db()
    assert row.read_on is None


def test_the_log_of_a_personal_file_only_after_the_permission(client, pair, people):
    row = petition("personal_file", pair)
    line = {"seen_on": "20.10.2026", "materials": "Диплом", "shown_by": "Секретарь"}

    assert status(client, people["mentor"], url("log", row), **line) == 403
    client.force_login(people["clerk"])
    assert "после разрешения" in client.post(url("log", row), line).content.decode()
    decided(row, by=people["director"])
    assert client.post(url("log", row), line | {"seen_on": "04.10.2026"}).status_code == 422
    assert client.post(url("log", row), line).status_code == 302

    client.force_login(people["mentor"])
    page = client.get(row.get_absolute_url()).content.decode()
    assert all(words in page for words in ("Диплом", "Секретарь", "исполнено"))
    assert status(client, people["curator"], url("log", petition("ending", pair))) == 404


def test_without_a_council_nobody_is_offered_mediation(client, edition, pair, people):
    edition.council = False
    edition.save()

    assert status(client, people["mentor"], reverse("petitions:file", args=[pair.pk, "mediation"])) == 404
    client.force_login(people["mentor"])
    page = client.get(reverse("petitions:new", args=[pair.pk])).content.decode()
    assert "медиац" not in page
    assert "Предложение по программе" in page


def test_the_card_of_the_pair_shows_what_waits_and_where_to_file(client, pair, people):
    row = petition("ending", pair)
    new = reverse("petitions:new", args=[pair.pk])
    for role, waiting, may in (("curator", True, True), ("mentor", True, True), ("mentee", False, True)):
        client.force_login(people[role])
        page = client.get(pair.get_absolute_url()).content.decode()
        assert ((row.get_absolute_url() in page), (new in page)) == (waiting, may), role
    ended = PairFactory(ended=True, ended_on=dt.date(2026, 10, 19))
    client.force_login(people["curator"])
    assert reverse("petitions:new", args=[ended.pk]) not in client.get(ended.get_absolute_url()).content.decode()


def test_filters_by_state_kind_and_whose(client, pair, people):
    mine = petition("ending", pair)
    asked = petition("proposal", pair, author=people["mentee"].person)
    done = decided(petition("resignation", pair), by=people["director"])
    client.force_login(people["mentor"])

    def rows(**query):
        return set(client.get(reverse("petitions:list"), query).context["listing"].rows)

    assert rows() == {mine, asked, done}
    assert rows(whose="mine") == {mine, done}
    assert rows(whose="decide") == {asked}
    assert rows(kind="resignation") == rows(state="granted") == {done}
    assert rows(state="done") == set()
    assert rows(q="Заявкина") == {mine, asked, done}
