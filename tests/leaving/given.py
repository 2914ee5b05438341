"""Whoever the person is, made ready, and what happens to them."""

import datetime as dt

from django.urls import reverse

from mentorship.leaving.rules import ABSENCE, LEAVE, TRANSFER, StaffChange
from mentorship.pairs.models import StandIn
from mentorship.people.employment import services as employment
from mentorship.programs.models import Activity, Program
from tests.factories.pairs import PairFactory, option
from tests.factories.people import (
    MenteeEntryFactory,
    OfficeTermFactory,
    PersonFactory,
)

TODAY = dt.date(2026, 11, 20)


CHANGES = {
    LEAVE: StaffChange(LEAVE, TODAY),
    ABSENCE: StaffChange(ABSENCE, TODAY),
    TRANSFER: StaffChange(TRANSFER, TODAY),
}


POST = {"unit": "", "is_teaching": True, "is_deputy": False, "is_administrative": False}


def url(name, person, **query):
    address = reverse(f"leaving:{name}", args=[person.pk])
    return address + "?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else address


def planned(pair, *, status="approved", by=None, count=2):
    dates = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    more = {"approved_on": pair.starts_on, "approved_by": by} if status == "approved" else {}
    program = Program.objects.create(pair=pair, status=status, **dates, **more)
    for number in range(count):
        Activity.objects.create(
            program=program,
            section=option("section", "study"),
            title=f"Занятие {number}",
            due_on=pair.ends_on,
            responsible=pair.mentor,
        )
    return program


def leaves(person, curator, on=TODAY):
    return employment.record_leaving(person, left_on=on, reason="переезд", by=curator, today=TODAY)


def away(person, curator, until=None, starts_on=TODAY):
    return employment.record_absence(
        person, kind="childcare", starts_on=starts_on, expected_return_on=until, note="", by=curator, today=TODAY
    )


def moved(person, curator, on=TODAY, title="методист"):
    return employment.transfer(person, on=on, position={"title": title, **POST}, by=curator, today=TODAY)


# Whoever the person is, made ready; «both» mentors in one pair and is mentored in another.
def mentor_of_a_pair():
    return PairFactory(active=True).mentor


def mentor_of_a_group():
    return PairFactory(active=True, mentees=[MenteeEntryFactory().person for _ in range(2)]).mentor


def mentee():
    return PairFactory(active=True).mentees[0]


def mentee_of_a_group():
    return PairFactory(active=True, mentees=[MenteeEntryFactory().person for _ in range(2)]).mentees[0]


def both():
    person = mentor_of_a_pair()
    PairFactory(active=True, mentees=[person])
    return person


def proposed_mentor():
    return PairFactory().mentor


def holder():
    return OfficeTermFactory(person=PersonFactory(), office="clerk").person


def stands_in(pair, person):
    days = {"starts_on": TODAY, "ends_on": dt.date(2027, 1, 31), "consented_on": TODAY}
    return StandIn.objects.create(pair=pair, person=person, reason="Отпуск", **days)
