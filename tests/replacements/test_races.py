"""Two people at once: one wins, the other reads why; no half of a replacement is left."""

import pytest
from django.db.models import Count

from mentorship.orders.models import Order
from mentorship.pairs.models import Pair, Participation
from mentorship.replacements import services
from mentorship.replacements.models import Replacement
from tests.factories import replacements as given
from tests.factories.pairs import PairFactory
from tests.factories.people import MentorEntryFactory, UserFactory
from tests.factories.regulation import regulation
from tests.threads import in_threads

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def by(db):
    regulation()
    return UserFactory(office="director")


def test_two_curators_begin_the_replacement_of_one_pair_at_once(by):
    old = given.old_pair()
    mentors = [MentorEntryFactory().person for _ in range(2)]

    refused = in_threads([lambda mentor=mentor: given.begun(by, old, mentor=mentor) for mentor in mentors])

    assert refused == 1
    assert Replacement.objects.count() == Pair.objects.filter(replaces=old).count() == 1


def test_a_replacement_and_an_end_of_one_pair_at_once(by):
    old, mentor = given.old_pair(), MentorEntryFactory().person

    refused = in_threads([lambda: given.begun(by, old, mentor=mentor), lambda: given.end(old, by)])

    old.refresh_from_db()
    assert refused == 1
    assert (old.ending_on is None) == Replacement.objects.exists()


def test_crossed_mentors_do_not_wait_for_each_other_for_ever(by):
    """Each takes over from the other at once."""
    one, two = PairFactory(active=True), PairFactory(active=True)

    refused = in_threads(
        [
            lambda: given.begun(by, one, mentor=two.mentor),
            lambda: given.begun(by, two, mentor=one.mentor),
        ]
    )

    assert refused == 0
    assert Replacement.objects.count() == 2


def test_one_order_of_replacement_signed_by_two_at_once(by):
    given.with_program(old := given.old_pair())
    order = given.drafted(by, old)

    assert in_threads([lambda: given.sign(order, by)] * 2) == 1
    assert sorted(Pair.objects.values_list("status", flat=True)) == ["active", "ended"]
    assert Participation.objects.running(given.FROM).values("mentee").annotate(all=Count("pk")).get()["all"] == 1
    assert Pair.objects.get(replaces=old).program.activities.count() == 2


def test_the_order_is_drafted_by_two_at_once(by):
    new = given.consented(given.begun(by))

    assert in_threads([lambda: services.draft_order(new, on=given.TODAY, by=by)] * 2) == 1
    assert Order.objects.filter(kind="replacement").count() == 1
