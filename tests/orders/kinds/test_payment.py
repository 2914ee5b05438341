"""D11 counts mentees by its own period, parted where a pair begins or ends within it."""

import datetime as dt

import pytest

from mentorship.orders import services
from mentorship.orders.kinds.worded import payment_words
from mentorship.orders.papers import items_by_kind
from mentorship.pairs.models import Participation
from mentorship.regulation.models import Edition
from tests.factories.pairs import PairFactory
from tests.factories.people import MentorEntryFactory

D = dt.date
pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
ONE = "1\xa0000\xa0рублей в месяц за наставляемого"
TWO = "1\xa0000\xa0рублей в месяц за каждого из 2\xa0наставляемых, всего 2\xa0000\xa0рублей в месяц"


@pytest.fixture
def mentor(edition):
    Edition.objects.update(pay_kind="amount", pay_value=1000)
    return MentorEntryFactory().person


def pair(mentor, starts_on, ends_on, closed_on=None):
    made = PairFactory(active=True, mentor=mentor, starts_on=starts_on, ends_on=ends_on)
    Participation.objects.filter(pair=made).update(closed_on=closed_on)
    return made


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (D(2026, 10, 1), D(2026, 11, 30), ONE),
        (D(2026, 10, 1), D(2026, 12, 1), f"{ONE} — с 01.10.2026 по 30.11.2026; {TWO} — с 01.12.2026 по 01.12.2026"),
        (D(2026, 12, 1), D(2027, 2, 28), TWO),
        (D(2027, 2, 1), D(2027, 3, 1), f"{TWO} — с 01.02.2027 по 28.02.2027; {ONE} — с 01.03.2027 по 01.03.2027"),
        (D(2027, 3, 1), D(2027, 5, 31), ONE),
        (D(2027, 5, 31), D(2027, 6, 30), f"{ONE} — с 31.05.2027 по 31.05.2027"),
        (D(2026, 8, 1), D(2026, 8, 31), None),
        (D(2026, 12, 1), None, TWO),
    ],
)
def test_the_amount_is_told_for_each_part_of_the_period(mentor, first, last, words):
    pair(mentor, D(2026, 9, 15), D(2027, 8, 31), closed_on=D(2027, 2, 28))
    pair(mentor, D(2026, 12, 1), D(2027, 5, 31))

    assert payment_words([mentor], first, last) == words


@pytest.mark.parametrize(
    ("last", "said", "unsaid"),
    [
        ("30.11.2026", f"{ONE}, с 01.10.2026 по 30.11.2026.", " — с "),
        ("31.12.2026", "с 01.12.2026 по 31.12.2026.", ", с 01.10.2026"),
    ],
)
def test_the_order_names_one_period_or_that_of_each_part(mentor, curator, last, said, unsaid):
    pair(mentor, D(2026, 9, 15), D(2027, 8, 31))
    pair(mentor, D(2026, 12, 1), D(2027, 5, 31))
    values = {"начало": "01.10.2026", "окончание": last, "акт об оплате": "Положением", "соглашение": "от 01.09.2026"}
    order = services.draft_worded("payment", values=values, people={"работник": [mentor]}, by=curator)

    words = items_by_kind(order, D(2026, 9, 20))

    assert said in words
    assert unsaid not in words.split("\n")[0]
