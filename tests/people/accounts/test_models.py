"""The offices of a person on a day, as they are asked for on every page."""

import datetime as dt

import pytest

from mentorship.access.roles import Office
from mentorship.people.models import OfficeTerm
from mentorship.people.models.account import HELD
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def test_the_prepared_query_gives_the_rows_of_its_plain_one_on_any_day():
    user = UserFactory(office=Office.CURATOR)
    OfficeTerm.objects.create(person=user.person, office=Office.ADMIN, starts_on="2026-12-01", ends_on="2026-12-31")

    for day in (dt.date(2026, 11, 20), dt.date(2026, 12, 5), dt.date(2027, 1, 1)):
        asked = {"person": user.person_id, "day": day}
        assert list(HELD(**asked)) == list(HELD.plain(**asked))
