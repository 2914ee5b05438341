"""Whose needs are seen by whom: what is hard for a person is not everybody's business."""

import pytest

from mentorship.access.roles import Office
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, NeedFactory, UserFactory

pytestmark = pytest.mark.django_db
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
