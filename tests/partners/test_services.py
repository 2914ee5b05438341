"""Two at one agreement or at one act: one is written, the other is told."""

import datetime as dt

import pytest

from mentorship.documents.models import KeptPaper
from mentorship.partners import services
from tests.factories.partners import CooperationFactory
from tests.factories.people import UserFactory
from tests.factories.regulation import regulation
from tests.threads import in_threads

TODAY = dt.date(2026, 10, 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_sign_once():
    regulation()
    curator, draft = UserFactory(office="curator"), CooperationFactory(number="", signed_on=None)

    refused = in_threads(
        [
            lambda number=number: services.sign_agreement(
                draft, number=number, signed_on=TODAY, today=TODAY, by=curator
            )
            for number in ("5", "6")
        ]
    )

    draft.refresh_from_db()
    assert refused == 1
    assert draft.number in ("5", "6")
    assert KeptPaper.objects.of("D55", draft.pk).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_partner_that_ends_while_an_agreement_is_drafted_gets_it_or_refuses_it():
    regulation()
    curator, partner = UserFactory(office="curator"), CooperationFactory().partner
    fields = {"starts_on": TODAY, "ends_on": TODAY + dt.timedelta(days=300)}

    refused = in_threads(
        [
            lambda: services.draft_agreement(partner, fields=fields, by=curator),
            lambda: services.end_partner(partner, ended_on=TODAY, end_reason="закрылись", by=curator),
        ]
    )

    partner.refresh_from_db()
    assert partner.ended_on == TODAY
    assert partner.agreements.count() == 2 - refused
