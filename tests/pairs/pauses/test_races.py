"""Two pauses of one pair at once: whoever comes second is refused."""

import pytest

from mentorship.pairs.models import Pause
from mentorship.pairs.pauses import services
from tests.factories.people import UserFactory
from tests.factories.regulation import regulation
from tests.pairs.pauses.making import DAY, FIRST, LAST, SIGNED, asked_for, fresh, running_pair, sign
from tests.threads import in_threads

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True), pytest.mark.today("2026-11-20", tick=False)]


def draft(pair, by, first, last):
    return services.draft_pause(pair, starts_on=first, ends_on=last, basis="листок", today=SIGNED, by=by)


def test_two_curators_prepare_one_pause():
    regulation()
    pair, curator = running_pair(), UserFactory(office="curator")

    refused = in_threads(
        [lambda: draft(pair, curator, FIRST, LAST), lambda: draft(pair, curator, LAST, LAST + 9 * DAY)]
    )

    assert (refused, Pause.objects.count()) == (1, 1)


def test_one_order_signed_twice_at_once_moves_the_terms_once():
    regulation()
    pair, curator, director = running_pair(), UserFactory(office="curator"), UserFactory(office="director")
    order, end = asked_for(pair, curator), pair.ends_on

    assert in_threads([lambda: sign(order, director)] * 2) == 1

    assert (fresh(pair).ends_on, len(fresh(pair).paused)) == (end + 31 * DAY, 1)
