"""What is refused, and what of two at once is kept; nothing changes by a refusal."""

import datetime as dt
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from mentorship.core.refusal import RuleBroken
from mentorship.petitions import services
from mentorship.petitions.models import Petition
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.factories.petitions import TODAY, decided, petition
from tests.factories.regulation import regulation
from tests.threads import in_threads

pytestmark = pytest.mark.today("2026-10-20")
LONG_AGO, TOMORROW = dt.date(2026, 9, 1), TODAY + dt.timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"filed_on": TOMORROW}, "ещё не наступил"),
        ({"filed_on": LONG_AGO}, "раньше начала пары"),
        ({"wanted_on": dt.date(2026, 10, 1)}, "раньше дня подачи"),
    ],
)
def test_a_day_that_makes_no_sense_is_named(pair, fields, words):
    with pytest.raises(RuleBroken, match=words):
        petition("ending", pair, **fields)
    assert not Petition.objects.exists()


@pytest.mark.django_db
def test_only_about_an_active_pair_and_only_by_its_own_people(pair):
    stranger = PairFactory(active=True).mentor
    for wrong in (PairFactory(), PairFactory(ended=True, ended_on=dt.date(2026, 10, 4))):
        with pytest.raises(RuleBroken, match="о действующей паре"):
            petition("ending", wrong)
    with pytest.raises(RuleBroken, match="подать не может"):
        petition("ending", pair, author=stranger)
    with pytest.raises(RuleBroken, match="в этой паре нет"):
        petition("representation", pair, about=stranger)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("filed_on", "today", "words"),
    [
        (dt.date(2026, 9, 19), dt.date(2026, 9, 19), "раньше начала пары и её приказа"),
        (dt.date(2026, 9, 20), dt.date(2026, 9, 20), ""),  # the order is signed, the pair begins later
        (dt.date(2026, 10, 10), dt.date(2026, 10, 10), ""),  # the order that ends it is signed
        (dt.date(2026, 10, 15), dt.date(2026, 10, 15), ""),
        (dt.date(2026, 10, 15), TODAY, ""),  # brought on paper after the last day
        (dt.date(2026, 10, 16), TODAY, "о действующей паре"),
    ],
)
def test_filed_from_the_order_of_the_pair_until_its_last_day(edition, filed_on, today, words):
    order = SignedOrderFactory(signed_on=dt.date(2026, 9, 20))
    last = dt.date(2026, 10, 15)
    pair = PairFactory(ended=True, order=order, starts_on=dt.date(2026, 10, 1), ended_on=last)

    if words:
        with pytest.raises(RuleBroken, match=words):
            petition("ending", pair, filed_on=filed_on, today=today)
    else:
        assert petition("ending", pair, filed_on=filed_on, today=today).filed_on == filed_on


@pytest.mark.django_db
def test_two_representations_about_two_people_of_a_group(edition):
    group = PairFactory(active=True, mentees=[MenteeEntryFactory().person for _ in range(2)])
    for part in group.participations.all():
        petition("representation", group, about=part.mentee)

    assert Petition.objects.count() == 2


@pytest.mark.django_db
def test_what_is_decided_is_neither_taken_back_nor_done_before_it_is_granted(pair, people):
    by, row = people["curator"], petition("ending", pair)
    with pytest.raises(RuleBroken, match="Отметить исполнение нельзя"):
        services.execute(row, executed_on=TODAY, execution="Сделано", today=TODAY, by=by)
    decided(row, by=by)
    with pytest.raises(RuleBroken, match="уже удовлетворено"):
        services.withdraw(row, reason="", on=TODAY, by=by)
    with pytest.raises(ValidationError, match="не подходит"):
        services.execute(row, executed_on=TOMORROW, execution="Сделано", today=TODAY, by=by)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_wins():
    regulation()
    row, users = petition("ending"), [UserFactory(office="curator"), UserFactory(office="director")]

    refused = in_threads([partial(decided, row, granted=number == 0, by=user) for number, user in enumerate(users)])

    assert refused == 1
    row.refresh_from_db()
    assert row.status == ("granted" if row.decided_by == users[0] else "refused")
    assert row.history.filter(decided_on__isnull=False).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_same_petitions_at_once_one_is_kept():
    regulation()
    pair = PairFactory(active=True)

    assert in_threads([lambda: petition("ending", pair)] * 2) == 1
    assert Petition.objects.count() == 1
