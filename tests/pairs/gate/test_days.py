"""The gate asks about both days: that of the order, and every day of the pair (C4)."""

import datetime as dt

import pytest

from mentorship.pairs.gate.queries import gate
from mentorship.pairs.models import Pair
from mentorship.people.models import MentorEntry, Person
from mentorship.regulation.edition import services as editions
from mentorship.regulation.models import Edition
from tests.factories.pairs import PairFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-30")]
TODAY = dt.date(2026, 11, 30)


def rules_of(pair, on=TODAY):
    return {violation.rule for violation in gate(Pair.objects.get(pk=pair.pk), on)}


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize(("starts_on", "refused"), [("2026-12-09", True), ("2026-12-10", False), ("2026-12-11", False)])
def test_a_pair_begins_when_its_people_are_hired(side, starts_on, refused):
    pair = PairFactory(starts_on=dt.date.fromisoformat(starts_on), ends_on=dt.date(2027, 5, 31))
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    Person.objects.filter(pk=person.pk).update(hired_on="2026-12-10", admitted_on="2026-12-10")

    assert ("works_term" in rules_of(pair)) == refused


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize(("left_on", "refused"), [("2027-05-30", True), ("2027-05-31", False), ("2027-06-01", False)])
def test_nobody_of_a_pair_leaves_before_its_end(side, left_on, refused):
    pair = PairFactory(starts_on=dt.date(2026, 12, 1), ends_on=dt.date(2027, 5, 31))
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    Person.objects.filter(pk=person.pk).update(left_on=left_on, left_reason="переезд")

    assert ("works_term" in rules_of(pair)) == refused


@pytest.mark.parametrize(
    ("days", "stands"),
    [
        ({"starts_on": "2027-09-01"}, False),
        ({"starts_on": "2026-12-01"}, False),
        ({"starts_on": "2026-11-30"}, True),
        ({"ends_on": "2026-11-29"}, False),
        ({"ends_on": "2026-11-30"}, True),
    ],
)
def test_who_comes_into_the_bank_later_or_has_left_is_not_in_it(days, stands):
    pair = PairFactory(starts_on=dt.date(2026, 12, 1), ends_on=dt.date(2027, 5, 31))
    MentorEntry.objects.update(**days)

    assert ("mentor_bank" not in rules_of(pair)) == stands


@pytest.mark.parametrize(
    ("admitted_on", "on", "late"),
    [
        ("2026-11-12", "2026-12-01", False),
        ("2026-11-12", "2026-12-12", False),
        ("2026-11-12", "2026-12-13", True),
        ("2026-12-01", "2026-12-16", False),
        ("2026-12-01", "2026-12-17", True),
    ],
)
def test_a_new_edition_makes_nobody_late_by_its_first_day(edition, curator, admitted_on, on, late):
    """C17: fifteen days instead of thirty from 01.12.2026; whoever was admitted before keeps the thirty."""
    new = editions.begin_edition(title="Новая", approved_by="приказ № 9", starts_on=dt.date(2026, 12, 1), by=curator)
    Edition.objects.filter(pk=new.pk).update(appoint_within_days=15, appoint_warn_days=10)
    pair = PairFactory(starts_on=dt.date(2026, 12, 20), ends_on=dt.date(2027, 5, 31))
    Person.objects.filter(pk=pair.mentees[0].pk).update(hired_on=admitted_on, admitted_on=admitted_on)

    assert ("appoint_within" in rules_of(pair, dt.date.fromisoformat(on))) == late
