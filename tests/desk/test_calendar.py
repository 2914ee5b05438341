"""The calendar and the feed tell of a coming day by the edition of that day (C18)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.desk.calendar import coming
from mentorship.desk.duties import scope_of
from mentorship.regulation.duty import Scope
from mentorship.regulation.edition import services as editions
from mentorship.regulation.models import Edition
from mentorship.regulation.queries import coming_edition
from mentorship.reminders import feed
from tests.factories.people import MenteeEntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-20")]
TODAY, FIRST = dt.date(2026, 11, 20), dt.date(2026, 12, 1)
YEAR = dt.date(2027, 12, 31)


@pytest.fixture
def new(edition, curator):
    """An edition from 01.12.2026."""
    return editions.begin_edition(title="Новая", approved_by="приказ № 9", starts_on=FIRST, by=curator)


@pytest.mark.parametrize(
    ("months", "due_on"),
    [
        (12, dt.date(2027, 9, 1)),
        (3, dt.date(2026, 12, 1)),
        (4, dt.date(2027, 1, 1)),
        (1, FIRST),  # a term that would be over before the edition begins is over with its first day
        (None, None),
    ],
)
def test_a_duty_is_due_by_the_edition_of_its_day(new, months, due_on):
    """Confirmed on 01.09.2026: by the edition of today due on 01.09.2027."""
    MenteeEntryFactory()
    Edition.objects.filter(pk=new.pk).update(confirm_months=months)

    found = coming(Scope(everything=True, on=TODAY, until=YEAR), TODAY)

    assert [duty.due_on for duty in found if duty.rule == "confirm_mentees"] == [due_on] * (due_on is not None)
    assert len({duty.key for duty in found}) == len(found)


def test_the_month_and_the_feed_tell_it(as_user, curator, new):
    entry = MenteeEntryFactory(person__last_name="Белых")
    Edition.objects.filter(pk=new.pk).update(confirm_months=3)

    page = as_user(curator).get(reverse("desk:calendar"), {"month": "2026-12"}).content.decode()

    assert f"Подтвердить сведения о наставляемом: {entry.person.short_name}" in page
    told = [row for row in feed.duties(curator, TODAY) if row.title.startswith("Подтвердить")]
    assert [row.starts for row in told] == [FIRST]
    assert scope_of(curator, TODAY).on == TODAY


@pytest.mark.parametrize(
    ("on", "starts_on", "told"),
    [
        (TODAY, dt.date(2026, 11, 30), False),
        (TODAY, FIRST, True),
        (TODAY, YEAR, True),
        (dt.date(2026, 11, 30), FIRST, True),
        (FIRST, YEAR, False),
    ],
)
def test_what_begins_under_another_edition_is_known_before(new, on, starts_on, told):
    assert coming_edition(on, starts_on) == (new if told else None)
