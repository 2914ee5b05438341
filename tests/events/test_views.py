"""Events: who sees and changes them, the month."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.events import services
from mentorship.events.models import Event
from tests.factories.events import EventFactory
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
TODAY = dt.date(2026, 10, 1)
TYPED = {"kind": "seminar", "title": "Семинар", "starts_on": "05.10.2026"}


def add(client, **fields):
    return client.post(reverse("events:add"), {**TYPED, **fields})


def test_an_event_without_names_is_for_everybody(as_user, curator):
    assert add(as_user(curator), starts_at="9.30", place="Музыкальный зал").status_code == 302

    event = Event.objects.get()
    page = as_user(UserFactory()).get(event.get_absolute_url()).text
    assert (event.ends_on, event.starts_at) == (dt.date(2026, 10, 5), dt.time(9, 30))
    assert "для всех сотрудников" in page
    assert "Записать итог" not in page


def test_who_is_not_asked_to_come_does_not_know(as_user, curator):
    asked, other = UserFactory(), UserFactory()
    add(as_user(curator), participants=[asked.person_id])
    url = Event.objects.get().get_absolute_url()

    assert as_user(asked).get(url).status_code == 200
    assert as_user(other).get(url).status_code == 404
    assert "Семинар" not in as_user(other).get(reverse("events:list")).text
    assert as_user(other).get(reverse("desk:calendar")).status_code == 200
    assert "Семинар" not in as_user(other).get(reverse("desk:calendar")).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends_on": "04.10.2026"}, "Последний день не может быть раньше первого."),
        ({"starts_at": "15:00", "ends_at": "14:00"}, "Окончание должно быть позже начала."),
        ({"starts_at": "25:00"}, "Такого времени нет."),
        ({"link": "javascript:alert(1)"}, "Это не адрес страницы."),
        ({"title": ""}, "Обязательное поле."),
        ({"hours": "-1"}, "больше либо равно"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_keeps_what_was_typed(as_user, curator, fields, words):
    answer = add(as_user(curator), place="Музыкальный зал", **fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Музыкальный зал" in answer.text
    assert not Event.objects.exists()


def test_a_cancelled_event_stays_with_its_reason_and_leaves_the_month(as_user, curator):
    event = EventFactory()
    client = as_user(curator)
    client.post(reverse("events:cancel", args=[event.pk]), {"reason": "карантин"})

    assert "01.10.2026: карантин" in client.get(event.get_absolute_url()).text
    assert "Семинар наставников" not in client.get(reverse("desk:calendar"), {"month": "2026-10"}).text
    with pytest.raises(RuleBroken, match="уже проведено или отменено"):
        services.cancel_event(event, reason="ещё раз", on=TODAY, by=curator)


@pytest.mark.parametrize("office", [Office.COUNCIL, Office.ADMIN])
def test_only_leaders_and_the_clerk_change_events(as_user, office):
    assert as_user(UserFactory(office=office)).get(reverse("events:add")).status_code == 403


def test_the_month_shows_events_of_several_days_duties_and_days_off(as_user, curator):
    EventFactory(title="Декада наставника", starts_on=dt.date(2026, 9, 29), ends_on=dt.date(2026, 10, 2))
    pair = PairFactory(active=True)
    client = as_user(curator)

    october = client.get(reverse("desk:calendar"), {"month": "2026-10"})
    weeks = october.context["month"].weeks
    days = {day.day: day for week in weeks for day in week}
    assert [title for day in days.values() for row in day.rows if "Декада" in (title := row.title)] == [
        "Декада наставника"
    ] * 4
    assert len(weeks[0]) == 7
    assert (days[dt.date(2026, 10, 3)].works, days[dt.date(2026, 10, 5)].works) == (False, True)

    may = client.get(reverse("desk:calendar"), {"month": "2027-05"}).text
    assert f"Завершить работу пары: {pair}" in may


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "x-y", "9999-01", "2026-11-1", "²026-01"])
def test_a_strange_month_is_this_month(as_user, curator, month):
    page = as_user(curator).get(reverse("desk:calendar"), {"month": month})

    assert page.status_code == 200
    assert page.context["month"].first == dt.date(2026, 10, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_the_month_cost_the_same_however_many(as_user, curator, count, django_assert_max_num_queries):
    for _ in range(count):
        EventFactory()
    client = as_user(curator)
    client.get("/")
    with django_assert_max_num_queries(7):
        client.get(reverse("events:list"))
