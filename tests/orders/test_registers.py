"""The journal of orders."""

import datetime as dt

import pytest
from django.utils import timezone

from mentorship.orders import services as orders
from mentorship.orders.models import Acquaintance, Order
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import PersonFactory
from tests.papers import paper, rows, tables, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def test_an_order_with_everything(curator):
    signer = PersonFactory(last_name="Лебедева")
    order = SignedOrderFactory(number="5/1-п", signed_by=signer, created_by=curator)
    for day in (dt.date(2026, 9, 16), dt.date(2026, 9, 17), None):
        Acquaintance.objects.create(
            order=order, person=PersonFactory(), acknowledged_on=day, method="paper" if day else ""
        )

    executor = f"А.П.\N{NO-BREAK SPACE}{curator.person.last_name}"
    assert rows(paper("D50")) == (
        (
            "1",
            "5/1-п",
            "15.09.2026",
            "О закреплении наставнической пары",
            "А.П.\N{NO-BREAK SPACE}Лебедева",
            executor,
            "основная деятельность",
            "2 из 3",
        ),
    )


def test_the_newest_is_last_and_drafts_are_not_there():
    for number, day in (("2", 20), ("3", 25), ("1", 10)):
        SignedOrderFactory(number=number, signed_on=dt.date(2026, 9, day))
    SignedOrderFactory(number="9", signed_on=dt.date(2026, 11, 22))
    Order.objects.create(kind="appointment", heading="Проект")
    Order.objects.create(kind="appointment", heading="Отклонён", status="discarded")

    found = rows(paper("D50"))

    assert [row[1] for row in found] == ["1", "2", "3"]
    assert found[0][5:] == ("—", "основная деятельность", "—")


def test_a_revoked_order_names_the_one_that_revoked_it(director):
    order = PairFactory(active=True, order=SignedOrderFactory(number="7", created_by=director)).order
    draft = orders.draft_revocation(order, reason="Ошибка в фамилии", by=director)
    day = dt.date(2026, 9, 20)
    orders.sign(
        draft, signed_on=day, number="8", proposed="", by=director, now=timezone.make_aware(dt.datetime(2026, 9, 20, 9))
    )

    revoked, revoking = rows(paper("D50"))

    assert revoked[3] == "О закреплении наставнической пары\n(отменён приказом от 20.09.2026 №\N{NO-BREAK SPACE}8)"
    assert revoking[1] == "8"


def test_a_draft_of_a_revocation_revokes_nothing(director):
    order = PairFactory(active=True).order
    orders.draft_revocation(order, reason="Ошибка", by=director)

    (row,) = rows(paper("D50"))

    assert row[3] == "О закреплении наставнической пары"


def test_no_orders_no_table_and_a_blank_has_fifteen_rows():
    assert tables(paper("D50")) == []
    assert "Записей на эту дату нет." in text(paper("D50"))
    assert len(rows(paper("D50", blank=True))) == 15


@pytest.mark.parametrize("count", [3, 30])
def test_the_journal_costs_five_queries_however_long_it_is(count, curator, django_assert_num_queries):
    for _ in range(count):
        order = SignedOrderFactory(created_by=curator)
        Acquaintance.objects.create(order=order, person=PersonFactory())

    with django_assert_num_queries(5):
        document = paper("D50")

    assert len(rows(document)) == count
