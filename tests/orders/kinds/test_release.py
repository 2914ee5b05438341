"""Release from duties for an event (п. 1.4): by the head only, and never without a substitute."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.orders.models import Order
from tests.factories.people import PersonFactory
from tests.orders.signing import sign, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]


@pytest.fixture
def mentor():
    return PersonFactory(last_name="Сорока", sex="m")


def prepare(client, released, substitute, day="25.09.2026"):
    fields = {
        "f0": [person.pk for person in released],
        "f1": "день назначен районом",
        "f2": "семинар",
        "f3": day,
        "f4": "с 10:00 до 12:00",
        "f5": substitute.pk if substitute else "",
    }
    client.post(reverse("orders:new_worded", args=["release"]), fields)
    return Order.objects.drafts().get()


def test_the_head_releases_and_somebody_takes_over(as_user, curator, director, mentor):
    other = PersonFactory(last_name="Черных")
    order = prepare(as_user(curator), [mentor], other)

    assert as_user(curator).post(reverse("orders:sign", args=[order.pk])).status_code == 403
    sign(as_user(director), order)

    order.refresh_from_db()
    assert order.status == "signed"
    assert "Освободить" in text_of(order)
    assert "Сороку" in text_of(order)
    assert {row.person for row in order.acquaintances.all()} == {mentor, other}


def refusal(client, order):
    answer = sign(client, order).content.decode()
    order.refresh_from_db()
    assert order.status == "draft"
    return answer


def test_without_a_substitute_nobody_is_released(as_user, curator, director, mentor):
    order = prepare(as_user(curator), [mentor], None)

    assert "Не указано, кто заменяет: без замены от работы не освобождают (п. 1.4)" in refusal(as_user(director), order)


def test_nobody_takes_over_from_oneself(as_user, curator, director, mentor):
    order = prepare(as_user(curator), [mentor, PersonFactory()], mentor)

    assert "не может заменять" in refusal(as_user(director), order)


def test_who_is_released_by_another_order_that_day_takes_over_from_nobody(as_user, curator, director, mentor):
    first = prepare(as_user(curator), [mentor], PersonFactory())
    sign(as_user(director), first)

    same_day = prepare(as_user(curator), [PersonFactory()], mentor)
    assert "не может заменять" in refusal(as_user(director), same_day)
    Order.objects.drafts().update(status="discarded")

    another = prepare(as_user(curator), [PersonFactory()], mentor, "26.09.2026")
    sign(as_user(director), another)
    another.refresh_from_db()
    assert another.status == "signed"


def test_who_has_left_by_the_day_neither_goes_nor_takes_over(as_user, curator, director, mentor):
    left = PersonFactory(left_on=dt.date(2026, 9, 24), left_reason="увольнение")
    order = prepare(as_user(curator), [mentor], left)

    assert "не работает 25.09.2026" in refusal(as_user(director), order)
