"""Several signatures at once: the limit of a mentor, numbers of orders, one signature, the edition (п. 3.7)."""

from functools import partial

import pytest

from mentorship.orders.models import Order
from mentorship.pairs import services as pairs
from mentorship.pairs.models import Participation
from mentorship.regulation.edition.services import begin_edition
from mentorship.regulation.models import Edition
from tests.factories.pairs import PairFactory
from tests.factories.people import MentorEntryFactory, UserFactory
from tests.factories.regulation import regulation
from tests.pairs.test_limit import DAY, LIMIT, sign
from tests.papers import kept_of
from tests.threads import in_threads


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_signatures_at_once_open_three_pairs_and_refuse_five():
    regulation()
    director = UserFactory(office="director")
    mentor = MentorEntryFactory().person
    drafts = [pairs.draft_appointment([PairFactory(mentor=mentor)], on=DAY, by=director) for _ in range(8)]

    refused = in_threads([lambda order=order: sign(order, director) for order in drafts])

    assert refused == 5
    assert Participation.objects.running(DAY).filter(mentor=mentor).count() == LIMIT


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_signatures_at_once_take_eight_numbers():
    regulation()
    director = UserFactory(office="director")
    drafts = [pairs.draft_appointment([PairFactory()], on=DAY, by=director) for _ in range(8)]

    refused = in_threads([lambda order=order: sign(order, director) for order in drafts])

    assert refused == 0
    assert sorted(int(number) for number in Order.objects.signed().values_list("number", flat=True)) == list(
        range(1, 9)
    )


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_order_signed_by_two_at_once_is_signed_once():
    regulation()
    director = UserFactory(office="director")
    order = pairs.draft_appointment([PairFactory()], on=DAY, by=director)

    assert in_threads([lambda: sign(order, director)] * 2) == 1
    assert kept_of(Order.objects.get())


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_signature_and_a_new_edition_at_once_never_leave_a_pair_under_the_old_one():
    """Either the edition is refused because of the order, or the order is signed under the new edition."""
    regulation()
    director = UserFactory(office="director")
    pair = PairFactory()
    order = pairs.draft_appointment([pair], on=DAY, by=director)
    begin = partial(begin_edition, title="Новое", approved_by="", starts_on=DAY, by=director)

    in_threads([lambda: sign(order, director), begin])

    pair.refresh_from_db()
    assert pair.edition == Edition.objects.in_force_on(DAY).get()
