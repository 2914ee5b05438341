"""What somebody who has left should have done goes to the curator, who has a page to do it on."""

import datetime as dt

import pytest
import time_machine

from mentorship.desk.duties import collect, scope_for, url_of
from mentorship.people.models import Person
from mentorship.regulation.duty import Scope
from tests.factories import programs as made
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-20")]
LAST = dt.date(2026, 11, 20)
DAY = dt.timedelta(days=1)


def program(side, by):
    pair = PairFactory(active=True)
    return pair.mentor, "program_due"


def item(side, by):
    pair = PairFactory(active=True)
    made.activity(made.approved(pair, by), dt.date(2026, 12, 1), responsible=pair.mentor)
    return pair.mentor, "activity_due"


def said_done(side, by):
    pair = PairFactory(active=True)
    row = made.activity(made.approved(pair, by), dt.date(2026, 12, 1), responsible=pair.mentees[0])
    row.reported_on = LAST - DAY
    row.save()
    return pair.mentor, "activity_due"


def report(side, by):
    pair = PairFactory(ended=True, ended_on=LAST, ending_on=LAST)
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    return person, f"{side}_report"


@pytest.mark.parametrize(
    ("make", "side"),
    [
        (program, "mentor"),
        (item, "mentor"),
        (said_done, "mentor"),
        (report, "mentor"),
        (report, "mentee"),
    ],
)
def test_it_is_the_owners_until_the_last_working_day_and_then_the_curators(as_user, edition, curator, make, side):
    person, rule = make(side, curator)
    UserFactory(person=person)
    Person.objects.filter(pk=person.pk).update(left_on=LAST, left_reason="переезд")

    def owners(on):
        everything = [duty for duty in collect(edition.limits(), Scope(everything=True, on=on)) if duty.rule == rule]
        own, office = (
            [duty for duty in collect(edition.limits(), scope_for(pk, on)) if duty.rule == rule]
            for pk in (person.pk, curator.person_id)
        )
        return {duty.owner or duty.office for duty in everything if duty in own + office}, len(own), len(office)

    for asked in ("2026-11-21", "2027-01-20"):
        with time_machine.travel(f"{asked} 12:00:00+03:00"):
            assert owners(LAST) == ({person.pk}, 1, 0)
            assert owners(LAST + DAY) == ({"curator"}, 0, 1)
    with time_machine.travel("2026-11-21 12:00:00+03:00"):
        (duty,) = [
            duty for duty in collect(edition.limits(), scope_for(curator.person_id, LAST + DAY)) if duty.rule == rule
        ]
        assert as_user(curator).get(url_of(duty), follow=True).status_code == 200


def test_nobody_is_asked_for_an_interim_report_of_a_mentor_who_has_left(edition, curator):
    type(edition).objects.update(report_every_months=1)
    pair = PairFactory(active=True)
    Person.objects.filter(pk=pair.mentor_id).update(left_on=LAST, left_reason="переезд")

    def asked(on):
        return {duty.rule for duty in collect(edition.limits(), Scope(everything=True, on=on))}

    assert ["report_interval" in asked(on) for on in (LAST, LAST + DAY)] == [True, False]
