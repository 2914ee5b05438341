"""What is seen of a petition from the facts."""

import pytest

from mentorship.petitions.models import Petition
from tests.factories.petitions import FILED, decided, petition

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]


def test_a_granted_petition_is_done_when_the_pair_has_ended(pair, people):
    row = decided(petition("replacement", pair), by=people["director"])
    pair.status, pair.ended_on = "ended", FILED
    pair.save()

    assert Petition.objects.get().state == "done"
    assert list(Petition.objects.in_state("done")) == [row]
    assert not Petition.objects.in_state("granted").exists()
