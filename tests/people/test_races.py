"""Two users at one card: neither loses what the other has written."""

import datetime as dt

import pytest

from mentorship.core.refusal import Refusal
from mentorship.people import services
from mentorship.people.models import MenteeEntry, MentorEntry, Person
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.regulation import regulation
from tests.threads import in_threads

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TODAY = dt.date(2026, 9, 20)
MENTOR = {"starts_on": TODAY, "experience_years": 5}


def change(person, by, **card):
    return lambda: services.edit_person(person, card=card, by=by, today=TODAY)


def test_two_changes_of_one_card_are_both_kept():
    curator, person = UserFactory(office="curator"), PersonFactory(phone="1", education="среднее")

    refused = in_threads(
        [
            change(person, curator, phone="2", education="среднее"),
            change(person, curator, phone="1", education="высшее"),
        ]
    )

    now = Person.objects.get(pk=person.pk)
    assert (refused, now.phone, now.education) == (0, "2", "высшее")


def test_of_two_who_change_one_thing_the_second_is_told():
    curator, person = UserFactory(office="curator"), PersonFactory(phone="1")

    assert in_threads([change(person, curator, phone="2"), change(person, curator, phone="3")]) == 1
    with pytest.raises(Refusal, match="поле «телефон» изменил кто-то другой"):
        change(person, curator, phone="4")()


@pytest.mark.parametrize("bank", [MentorEntry, MenteeEntry])
def test_one_entry_comes_of_two_who_put_a_person_into_a_bank(bank):
    curator, person, limits = UserFactory(office="curator"), PersonFactory(), regulation().limits()
    acts = {
        MentorEntry: lambda: services.keep_mentor(person, entry=MENTOR, competences=[], limits=limits, by=curator),
        MenteeEntry: lambda: services.keep_mentee(person, entry={}, limits=limits, by=curator, today=TODAY),
    }

    assert in_threads([acts[bank]] * 2) == 0
    assert bank.objects.filter(person=person).count() == 1


def test_two_ends_of_one_post_are_both_told_in_its_history():
    curator, post = UserFactory(office="curator"), PersonFactory().positions.get()

    assert in_threads([lambda: services.end_position(post, ends_on=TODAY, by=curator)] * 2) == 0
    assert post.history.filter(ends_on=TODAY).count() == 2
