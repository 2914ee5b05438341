"""Whose needs are seen by whom: what is hard for a person is not everybody's business."""

import datetime as dt

import pytest
import time_machine

from mentorship.access.roles import Office
from mentorship.pairs.models import Participation
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, NeedFactory, UserFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)
HARD = "Родительские собрания"


def sees(as_user, user, person):
    page = as_user(user).get(person.get_absolute_url())
    assert page.status_code == 200
    return HARD in page.content.decode()


@pytest.mark.parametrize(
    ("office", "seen"),
    [
        (Office.DIRECTOR, True), (Office.CURATOR, True), (Office.COUNCIL, True), (Office.CLERK, False),
        (Office.ADMIN, False),
    ],
)  # fmt: skip
def test_the_needs_on_the_card_by_office(as_user, edition, office, seen):
    person = NeedFactory(person=MenteeEntryFactory().person, text=HARD).person

    assert sees(as_user, UserFactory(office=office), person) is seen


def test_the_needs_on_the_card_by_relation(as_user, edition):
    """The mentor and the person see them; whoever is only the person's mentee opens the card without them."""
    person, mentor = MenteeEntryFactory().person, MentorEntryFactory().person
    PairFactory(active=True, mentor=mentor, mentees=[person])
    for owner in (person, mentor):
        NeedFactory(person=owner, text=HARD)
    of_person, of_mentor = UserFactory(person=person), UserFactory(person=mentor)

    assert sees(as_user, of_mentor, person)
    assert sees(as_user, of_mentor, mentor)
    assert sees(as_user, of_person, person)
    assert not sees(as_user, of_person, mentor)


LAST = dt.date(2026, 12, 15)


@pytest.mark.parametrize(
    ("noted_on", "asked_on", "seen"),
    [
        (LAST, LAST, True),
        (LAST + ONE, LAST + ONE, False),
        (LAST, LAST + ONE, True),
        (LAST + ONE, dt.date(2027, 3, 1), False),
    ],
)
def test_a_former_mentor_reads_what_was_known_on_the_last_day_and_nothing_later(
    as_user, edition, noted_on, asked_on, seen
):
    pair = PairFactory(active=True)
    part = pair.participations.get()
    with time_machine.travel(f"{noted_on} 12:00+03:00"):
        NeedFactory(person=part.mentee, text=HARD)
    Participation.objects.filter(pk=part.pk).update(closed_on=LAST)

    with time_machine.travel(f"{asked_on} 12:00+03:00"):
        assert sees(as_user, UserFactory(person=pair.mentor), part.mentee) is seen


def test_the_mentor_of_another_pair_that_goes_on_reads_them_all(as_user, edition):
    before = PairFactory(active=True)
    part = before.participations.get()
    Participation.objects.filter(pk=part.pk).update(closed_on=dt.date(2026, 9, 30))
    PairFactory(active=True, mentor=before.mentor, mentees=[part.mentee], starts_on=dt.date(2026, 10, 1))
    NeedFactory(person=part.mentee, text=HARD)

    assert sees(as_user, UserFactory(person=before.mentor), part.mentee)
