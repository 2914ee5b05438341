"""The payment for mentoring by the edition: never above the cap, in words, into the papers that name it."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentorship.documents.catalogue import PAPERS
from mentorship.orders.models import Order
from mentorship.regulation.limits import Limits
from mentorship.regulation.payment import payment, rate
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory
from tests.papers import DAY, text

NBSP = "\N{NO-BREAK SPACE}"
TWO_THOUSAND = {"pay_kind": "amount", "pay_value": Decimal("2000")}
sizes = st.decimals("0.01", 10**6, places=2)
kinds = st.sampled_from(["amount", "percent", "coefficient"])


@given(kind=kinds, value=sizes, cap=st.none() | sizes, mentees=st.integers(1, 50))
def test_never_above_the_cap_and_never_less_for_more_people(kind, value, cap, mentees):
    limits = Limits(pay_kind=kind, pay_value=value, pay_cap=cap)
    now, more = payment(limits, mentees), payment(limits, mentees + 1)

    assert now.amount <= more.amount
    assert now.amount == value * mentees or now.amount == cap < value * mentees
    assert " 000" not in now.words + rate(limits)


@given(mentees=st.integers(-3, 50))
def test_without_a_rule_there_is_no_size(mentees):
    assert payment(Limits(), mentees) is None
    assert rate(Limits()) == ""


@pytest.mark.parametrize("mentees", [0, -1])
def test_nobody_to_mentor_nothing_to_pay(mentees):
    assert payment(Limits(**TWO_THOUSAND), mentees) is None


@pytest.mark.parametrize(
    ("rule", "mentees", "words"),
    [
        (TWO_THOUSAND, 1, "2 000 рублей в месяц за наставляемого"),
        (TWO_THOUSAND, 2, "2 000 рублей в месяц за каждого из 2 наставляемых, всего 4 000 рублей в месяц"),
        (TWO_THOUSAND, 21, "2 000 рублей в месяц за каждого из 21 наставляемого, всего 42 000 рублей в месяц"),
        (
            {**TWO_THOUSAND, "pay_cap": Decimal("5000")},
            3,
            "2 000 рублей в месяц за каждого из 3 наставляемых, но всего не больше 5 000 рублей в месяц",
        ),
        (
            {"pay_kind": "percent", "pay_value": Decimal("7.50")},
            2,
            "7,5 % оклада за каждого из 2 наставляемых, всего 15 % оклада",
        ),
        (
            {"pay_kind": "coefficient", "pay_value": Decimal("0.15")},
            2,
            "коэффициент 0,15 к окладу за каждого из 2 наставляемых, всего коэффициент 0,3 к окладу",
        ),
    ],
)
def test_the_size_in_words(rule, mentees, words):
    assert payment(Limits(**rule), mentees).words.replace(NBSP, " ") == words


@pytest.mark.django_db
class TestPapers:
    @pytest.fixture
    def paid(self, edition):
        edition.pay_kind, edition.pay_value, edition.pay_cap = "amount", Decimal("2000"), Decimal("5000")
        edition.save()

    @pytest.fixture
    def pair(self, edition):
        return PairFactory(active=True, mentees=[MenteeEntryFactory().person, MenteeEntryFactory().person])

    def order(self, client, mentor, **answers):
        client.post(reverse("orders:new_worded", args=["payment"]), {"f0": mentor.pk, **answers})
        page = client.get(Order.objects.get(kind="payment").get_absolute_url()).content.decode()
        return page.replace(NBSP, " ")

    def test_the_order_counts_the_size_for_the_mentor_who_was_chosen(self, as_user, curator, paid, pair):
        page = as_user(curator).get(reverse("orders:new_worded", args=["payment"])).content.decode()
        assert "Оставьте пустым, и размер посчитается по Положению: 2 000 рублей" in page.replace(NBSP, " ")

        assert "в размере: 2 000 рублей в месяц за каждого из 2 наставляемых, всего 4 000 рублей в месяц" in self.order(
            as_user(curator), pair.mentor
        )

    def test_what_was_typed_stands(self, as_user, curator, paid, pair):
        assert "в размере: 300 рублей в месяц," in self.order(as_user(curator), pair.mentor, f3="300 рублей в месяц")

    def test_without_a_rule_or_without_mentees_there_is_a_line_to_write_on(self, as_user, curator, pair):
        assert "в размере: ____" in self.order(as_user(curator), pair.mentor)

    def test_the_agreement_and_the_consent_name_the_size(self, paid, pair):
        words = "2 000 рублей в месяц за каждого наставляемого, всего не больше 5 000 рублей в месяц"

        assert words in text(PAPERS["D23"].document(pair, DAY))
        assert f"и условия оплаты ({words}) мне известны" in text(PAPERS["D18"].document(pair, DAY))

    def test_without_a_rule_they_say_what_they_said(self, pair):
        assert "и условия оплаты мне известны" in text(PAPERS["D18"].document(pair, DAY))
        assert "рублей в месяц" not in text(PAPERS["D23"].document(pair, DAY))
