"""Pairs end on the last working day at the latest; one draft completes all of a leaver's."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.leaving import services
from mentorship.leaving.outcome import outcome
from mentorship.leaving.queries import to_end
from mentorship.leaving.rules import LEAVE, StaffChange
from mentorship.orders.models import Order
from mentorship.pairs.ending import services as ending
from mentorship.pairs.models import Pair
from mentorship.people.models import Person
from tests.factories import roadmap as roadmaps
from tests.factories.pairs import PairFactory, option
from tests.factories.people import (
    MenteeEntryFactory,
)
from tests.leaving.given import TODAY, leaves, mentee, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-20")]


@pytest.mark.parametrize(("on", "refused"), [("20.11.2026", False), ("21.11.2026", True)])
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_pair_ends_on_the_last_working_day_at_the_latest(as_user, curator, side, on, refused):
    pair = PairFactory(active=True)
    leaves(pair.mentor if side == "mentor" else pair.mentees[0], curator)

    page = as_user(curator).post(
        reverse("programs:end", args=[pair.pk]),
        {"case": option("completion", "curator").pk, "on": on, "reason": "увольнение"},
    )

    assert (page.status_code == 422) == refused
    if refused:
        assert "позже последнего рабочего дня 20.11.2026" in page.content.decode()


def test_a_group_goes_on_while_one_of_its_mentees_stays(curator):
    pair = PairFactory(active=True, mentees=[MenteeEntryFactory().person for _ in range(2)])
    first, second = pair.mentees
    leaves(first, curator)
    case = option("completion", "initiative")

    def end(on):
        fresh = Pair.objects.get(pk=pair.pk)
        return ending.request_ending(fresh, case=case, on=on, reason="увольнение", plan_left=None, by=curator)

    assert end(dt.date(2026, 12, 20)).ending_on == dt.date(2026, 12, 20)
    leaves(second, curator, dt.date(2026, 12, 10))
    with pytest.raises(RuleBroken, match=r"10\.12\.2026"):
        end(dt.date(2026, 12, 11))
    assert end(dt.date(2026, 12, 10))


def test_an_order_drafted_before_the_leaving_is_not_signed_for_a_later_day(curator, director):
    pair = PairFactory(active=True)
    ending.request_ending(
        pair,
        case=option("completion", "initiative"),
        on=dt.date(2026, 12, 20),
        reason="переезд",
        plan_left=None,
        by=curator,
    )
    order = ending.draft_closing([pair], by=curator)
    leaves(pair.mentor, curator, dt.date(2026, 12, 1))

    with pytest.raises(RuleBroken, match="позже последнего рабочего дня"):
        roadmaps.sign(order, director, TODAY)
    pair.refresh_from_db()
    assert pair.is_appointed


def test_one_draft_completes_all_pairs_of_a_mentee_who_leaves(as_user, curator, director):
    person = MenteeEntryFactory().person
    pairs = [PairFactory(active=True, mentees=[person]) for _ in range(2)]
    group = PairFactory(active=True, mentees=[person, MenteeEntryFactory().person])
    leaves(person, curator, dt.date(2026, 11, 30))
    client = as_user(curator)

    form = client.get(url("draft_endings", person)).context["form"]
    data = {name: getattr(form.initial[name], "pk", form.initial[name]) for name in ("case", "reason")}
    client.post(url("draft_endings", person), {**data, "on": "30.11.2026"})

    (order,) = Order.objects.drafts()
    assert {pair.pk for pair in order.closed_pairs.all()} == {pair.pk for pair in pairs}
    assert all(pair.is_appointed and pair.ending_on == dt.date(2026, 11, 30) for pair in order.closed_pairs.all())
    assert Pair.objects.get(pk=group.pk).ending_on is None
    assert order.heading in as_user(director).get(reverse("orders:list")).content.decode()
    roadmaps.sign(order, director, TODAY)
    assert {pair.status for pair in Pair.objects.filter(pk__in=[pair.pk for pair in pairs])} == {"ended"}


def test_a_second_draft_of_the_same_is_refused(as_user, curator):
    person = mentee()
    leaves(person, curator)
    services.draft_endings(
        person, case=option("completion", "curator"), on=TODAY, reason="увольнение", today=TODAY, by=curator
    )

    with pytest.raises(Refusal, match="Завершать нечего"):
        services.draft_endings(person, on=TODAY, reason="увольнение", today=TODAY, by=curator)
    client = as_user(curator)
    assert client.get(url("draft_endings", person)).status_code == 404
    assert Order.objects.count() == 2


def test_an_end_later_than_the_last_day_is_refused_in_the_draft_too(as_user, curator):
    person = mentee()
    leaves(person, curator)
    data = {"case": option("completion", "curator").pk, "on": "21.11.2026", "reason": "увольнение"}

    page = as_user(curator).post(url("draft_endings", person), data)

    assert page.status_code == 422
    assert not Order.objects.drafts().exists()


@pytest.mark.parametrize(
    ("left_on", "words"),
    [
        ("2026-12-14", "Пара завершается приказом 15.12.2026, это позже последнего рабочего дня"),
        ("2026-12-15", ""),
        ("2026-12-16", ""),
    ],
)
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_pair_whose_end_is_signed_still_works_until_then(curator, director, side, left_on, words):
    """C2, C11: whoever leaves before the last day of the order leaves the pair without a side."""
    pair, last = PairFactory(active=True), dt.date(2026, 12, 15)
    ending.request_ending(
        pair, case=option("completion", "initiative"), on=last, reason="переезд", plan_left=None, by=curator
    )
    ending.complete(Pair.objects.filter(pk=pair.pk), by=director)
    person = pair.mentor if side == "mentor" else pair.mentees[0]

    found = outcome(person, StaffChange(LEAVE, dt.date.fromisoformat(left_on)), curator, pair.edition.limits())

    assert [words in row.fate.words for row in found.pairs] == [True] * bool(words)
    assert [button.label for row in found.pairs for button in row.buttons] == ["Открыть приказ"] * bool(words)


def test_a_group_is_ended_by_whoever_of_it_leaves_last(curator):
    pair = PairFactory(active=True, mentees=[MenteeEntryFactory().person for _ in range(2)])
    first, last = pair.mentees
    leaves(first, curator, dt.date(2026, 11, 30))
    leaves(last, curator, dt.date(2026, 12, 31))

    assert [to_end(Person.objects.get(pk=person.pk), TODAY) for person in (first, last)] == [[], [pair]]
