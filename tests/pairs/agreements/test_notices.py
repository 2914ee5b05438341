"""The employer's term is kept; nobody else's initiative needs a notice."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.orders import services as orders
from mentorship.pairs.agreements import services
from mentorship.pairs.agreements.queries import ending_notice
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Notice
from mentorship.people.employment.services import record_leaving
from tests.factories.pairs import PairFactory, option
from tests.factories.people import MentorEntryFactory
from tests.pairs.agreements.given import TODAY, ask_to_end, warned
from tests.threads import in_threads

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-11-20", tick=False),
]


@pytest.mark.parametrize("day", [dt.date(2026, 11, 19), dt.date(2026, 11, 21)])
def test_a_notice_is_received_between_its_day_and_today(curator, pair, day):
    with pytest.raises(ValidationError, match="по сегодняшний"):
        services.receive(warned(pair, curator), received_on=day, method="handed", on=TODAY, by=curator)


def test_the_curator_ends_a_pair_early_only_after_a_notice(as_user, curator, pair):
    client, url = as_user(curator), reverse("programs:end", args=[pair.pk])
    asked = {"case": option("completion", "curator").pk, "on": "25.11.2026", "reason": "Сокращение"}
    before = client.get(url).content.decode()
    assert "не раньше 25.11.2026" in before
    assert reverse("pairs:give_notice", args=[pair.pk]) in before

    answer = client.post(url, asked)
    assert (answer.status_code, "уведомления нет" in answer.content.decode()) == (422, True)

    warned(pair, curator)
    assert client.post(url, asked).status_code == 302
    pair.refresh_from_db()
    assert pair.ending_on == dt.date(2026, 11, 25)


def test_a_day_before_the_notices_last_one_is_refused(curator, pair):
    warned(pair, curator, last_day=dt.date(2026, 11, 30))

    with pytest.raises(RuleBroken, match="не раньше 30.11.2026"):
        ask_to_end(pair, curator, "curator", dt.date(2026, 11, 27))


def test_a_participants_initiative_needs_no_notice(curator, pair):
    assert ask_to_end(pair, curator, "initiative", TODAY).ending_on == TODAY


@pytest.mark.parametrize(
    "entry",
    [
        {"in_job": True, "in_job_basis": "п. 3"},
        {"engagement": "outside", "outside_basis": "сетевой договор"},
    ],
)
def test_whom_the_article_does_not_concern_needs_no_notice(curator, entry):
    pair = PairFactory(active=True, mentor=MentorEntryFactory(**entry).person)

    assert ending_notice(pair, TODAY) == ""
    assert ask_to_end(pair, curator, "curator", TODAY).ending_on == TODAY


def test_the_signature_asks_whether_the_mentor_has_got_the_notice(curator, director, pair):
    notice = warned(pair, curator)
    ask_to_end(pair, curator, "curator", dt.date(2026, 11, 25))
    order = ending.draft_closing([pair], by=curator)

    def sign():
        now = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
        return orders.sign(order, signed_on=dt.date(2026, 11, 25), number="", proposed="", by=director, now=now)

    with pytest.raises(RuleBroken, match="нет отметки, что наставник получил"):
        sign()
    services.receive(notice, received_on=TODAY, method="refused", on=TODAY, by=curator)
    sign()

    pair.refresh_from_db()
    assert pair.status == "ended"


def test_a_withdrawn_notice_does_not_stand(curator, pair):
    services.withdraw(warned(pair, curator), reason="Передумали", on=TODAY, by=curator)

    with pytest.raises(RuleBroken, match="уведомления нет"):
        ask_to_end(pair, curator, "curator", dt.date(2026, 11, 25))
    assert warned(pair, curator)


def test_a_second_notice_of_the_same_side_is_refused(curator, pair):
    warned(pair, curator)

    with pytest.raises(Refusal, match="сначала отзовите"):
        warned(pair, curator)
    assert warned(pair, curator, side="employee")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_notices_at_once_one_stands(curator):
    pair = PairFactory(active=True)

    assert in_threads([lambda: warned(pair, curator)] * 2) == 1
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_whoever_leaves_ends_the_pair_without_a_notice(curator, director, pair, side):
    """Recorded on the very last working day: no notice could be in time, and nobody cancels the assignment."""
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    record_leaving(person, left_on=TODAY, reason="переезд", by=curator, today=TODAY)

    asked = ask_to_end(pair, curator, "curator", TODAY)

    assert asked.ending_on == TODAY
    order = ending.draft_closing([asked], by=curator)
    now = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    orders.sign(order, signed_on=TODAY, number="", proposed="", by=director, now=now)
    pair.refresh_from_db()
    assert pair.ended_on == TODAY


def test_a_withdrawn_notice_prints_as_it_was_given(as_user, curator, pair):
    notice = warned(pair, curator)
    page = reverse("archive:paper", args=["D27", pair.pk, "pdf"])
    given = as_user(curator).get(page).content

    services.withdraw(notice, reason="Передумали", on=TODAY, by=curator)

    assert as_user(curator).get(page).content == given
    assert f"{page}?issue={notice.pk}" in as_user(curator).get(pair.get_absolute_url()).text
