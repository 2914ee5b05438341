"""The gate on its page: what it shows, what is waived, what is counted together."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.orders.models import Order
from mentorship.pairs.models import Waiver
from tests.factories.pairs import PairFactory
from tests.factories.people import (
    MenteeEntryFactory,
    MentorEntryFactory,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-09-20"),
]


def test_the_gate_shows_everything_with_clause_and_link(as_user, curator):
    mentor = MentorEntryFactory(trained_on=None, data_consent=False).person
    pair = PairFactory(mentor=mentor, consents=False)
    pair.participations.update(consent=None)

    rows = as_user(curator).get(reverse("pairs:gate", args=[pair.pk])).context["rows"]

    assert [(violation.rule, violation.clause) for violation, _ in rows] == [
        ("mentor_consent", "3.2"),
        ("mentee_consent", "3.3"),
        ("data_consent", "3.4"),
        ("mentor_training", "3.8"),
    ]
    client = as_user(curator)
    assert [client.get(url).status_code for _, url in rows] == [200] * 4


def test_day_thirty_one_needs_a_written_reason_that_is_kept(as_user, curator):
    late = MenteeEntryFactory(person__admitted_on=dt.date(2026, 8, 1), person__hired_on=dt.date(2026, 8, 1)).person
    pair = PairFactory(mentees=[late])
    client = as_user(curator)
    order = reverse("pairs:draft_appointment")
    assert client.post(order, {"pair": pair.pk}).status_code == 422

    client.post(reverse("pairs:waive", args=[pair.pk, "appoint_within", late.pk]), {"reason": "Отпуск наставника"})
    client.post(order, {"pair": pair.pk})

    assert Waiver.objects.get().reason == "Отпуск наставника"
    assert Order.objects.get().status == "draft"


def test_what_forbids_cannot_be_waived(as_user, curator):
    pair = PairFactory(consents=False)

    answer = as_user(curator).post(
        reverse("pairs:waive", args=[pair.pk, "mentor_consent", pair.mentor_id]), {"reason": "Очень надо"}
    )

    assert answer.status_code == 404
    assert not Waiver.objects.exists()


def test_a_fourth_mentee_is_refused_with_words(as_user, curator):
    mentor = MentorEntryFactory().person
    for _ in range(3):
        PairFactory(mentor=mentor, active=True)
    pair = PairFactory(mentor=mentor)

    client = as_user(curator)
    page = client.post(reverse("pairs:draft_appointment"), {"pair": pair.pk}, follow=True).content.decode()

    assert "уже ведёт 3, предел — 3 (п. 3.7)" in page
    assert not Order.objects.drafts().exists()


def test_two_pairs_of_one_order_are_counted_together(as_user, curator):
    mentor = MentorEntryFactory().person
    for _ in range(2):
        PairFactory(mentor=mentor, active=True)
    pairs = [PairFactory(mentor=mentor), PairFactory(mentor=mentor)]

    as_user(curator).post(reverse("pairs:draft_appointment"), {"pair": [pair.pk for pair in pairs]})

    assert not Order.objects.drafts().exists()


def test_a_consent_given_after_the_order_day_does_not_count(edition):
    from mentorship.pairs.gate.queries import gate

    pair = PairFactory(starts_on=dt.date(2026, 9, 16))
    pair.mentor_consent.given_on = dt.date(2026, 9, 16)
    pair.mentor_consent.save()

    assert [violation.rule for violation in gate(pair, dt.date(2026, 9, 15))] == ["mentor_consent"]
    assert gate(pair, dt.date(2026, 9, 16)) == []
