"""D14: the appointment of a pair that has worked is revoked. Its days stay in the year, on every paper alike."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from mentorship.orders import services as orders
from mentorship.pairs.models import Pair
from mentorship.programs.models import Program
from mentorship.regulation.duty import Scope
from mentorship.reports.analytics.figures import school_year
from mentorship.reports.analytics.queries import analyse
from tests.duties import owed_in
from tests.factories.pairs import PairFactory, SignedOrderFactory
from tests.factories.people import MenteeEntryFactory, PersonFactory
from tests.papers import figures, paper, rows

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SIGNED = dt.date(2026, 9, 30)
BEGAN, LAST = dt.date(2026, 10, 2), dt.date(2026, 12, 14)
LATER = dt.date(2027, 8, 31)


def noon(day):
    return timezone.make_aware(dt.datetime(day.year, day.month, day.day, 12))


def appointed(starts_on, by):
    hired = SIGNED - 5 * DAY
    person = MenteeEntryFactory(person=PersonFactory(hired_on=hired, admitted_on=hired)).person
    order = SignedOrderFactory(signed_on=SIGNED, created_by=by)
    return PairFactory(mentees=[person], active=True, order=order, starts_on=starts_on, ends_on=LATER)


def revoke(pair, curator, director, on=LAST):
    with time_machine.travel(noon(on)):
        draft = orders.draft_revocation(pair.order, reason="Ошибка", by=curator)
        orders.sign(draft, signed_on=on, number="", proposed="", by=director, now=noon(on), confirmed=True)


@pytest.fixture
def pair(edition, curator, director):
    """Worked from 02.10 by an approved programme until an order of 14.12 revoked the one that began it."""
    pair = appointed(BEGAN, curator)
    term = {"starts_on": BEGAN, "ends_on": LATER}
    Program.objects.create(pair=pair, status="approved", approved_by=curator, approved_on=BEGAN, **term)
    revoke(pair, curator, director)
    return Pair.objects.get(pk=pair.pk)


def told(pair, on):
    """What every paper and «Сроки» say on the day: the pair works, its mentee waits."""
    person, found = pair.mentees[0], analyse(school_year(on), on)
    name = person.full_name
    banks = found.banks
    states = [row[-2] for row in rows(paper("D48", on=on)) if row[1] == name]
    owed = owed_in("pairs", Scope(on=on, everything=True), pair.edition.limits())
    return {
        "works": {
            found.day.pairs == 1,
            banks.with_mentor == 1,
            figures(paper("D43", on=on))["Наставнические пары"][0] == "1",
            "есть наставник" in states,
            [row[8][:1] for row in rows(paper("D47", on=on)) if row[1] == pair.mentor.full_name] == ["1"],
        },
        "waits": {
            banks.waiting == 1,
            figures(paper("D42", on=on))["Из них ждут наставника"][0] == "1",
            any("без наставника" in state or "день" in state for state in states),
            any(row[1].startswith(name) for row in rows(paper("D52", on=on))),
            any(duty.what == "Назначить наставника" for duty in owed),
        },
    }


@pytest.mark.parametrize(
    ("on", "works"), [(BEGAN, True), (LAST - DAY, True), (LAST, True), (LAST + DAY, False), (LATER, False)]
)
@pytest.mark.parametrize("asked_on", ["the day", "later"])
def test_every_paper_says_the_same_of_the_day(pair, on, works, asked_on):
    with time_machine.travel(noon(on if asked_on == "the day" else LATER)):
        assert told(pair, on) == {"works": {works}, "waits": {not works}}


@pytest.mark.parametrize("on", [LAST, LAST + DAY, LATER])
def test_it_counts_in_the_year_with_its_programme(pair, on):
    with time_machine.travel(noon(on)):
        found = analyse(school_year(on), on)

    assert (found.whole.pairs, found.whole.mentors.total, found.whole.mentees.total) == (1, 1, 1)
    assert (found.whole.programs, found.plans.begun, found.plans.approved) == (1, 1, 1)
    assert [ending.ended_on for ending in found.endings] == [LAST]
    assert found.cohorts[0].came == 1


def test_one_that_did_not_come_about_is_struck_out(edition, curator, director):
    pair = appointed(LAST + 10 * DAY, curator)
    revoke(pair, curator, director)

    for on in (LAST, LAST + DAY, LATER):
        with time_machine.travel(noon(on)):
            found = analyse(school_year(on), on)
            assert (found.whole.pairs, found.endings, found.banks.waiting) == (0, (), 1)
            assert told(pair, on) == {"works": {False}, "waits": {True}}
