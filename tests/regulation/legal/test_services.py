"""Two who end an act of the legal base at once: one is written, the other is told."""

import datetime as dt

import pytest

from mentorship.regulation.legal import services
from tests.factories.people import UserFactory
from tests.factories.regulation import LegalActFactory, regulation
from tests.threads import in_threads

TODAY = dt.date(2026, 10, 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_end_an_act_at_once_end_it_once():
    regulation()
    curator, act = UserFactory(office="curator"), LegalActFactory()

    refused = in_threads(
        [
            lambda reason=reason: services.end_act(act, ends_on=TODAY, end_reason=reason, replaced_by=None, by=curator)
            for reason in ("первый", "второй")
        ]
    )

    act.refresh_from_db()
    assert refused == 1
    assert act.ends_on == TODAY
