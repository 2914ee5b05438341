"""Whom the thirty days concern and where they stand: the bank, the papers, the desk, the gate and D42 agree (п. 3.7)."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.people.models import Absence, MenteeEntry, Person
from mentorship.regulation.duty import Scope
from mentorship.regulation.models import Option
from mentorship.reports.analytics.figures import Period
from mentorship.reports.analytics.queries import analyse
from tests.duties import owed_in
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, PersonFactory
from tests.papers import paper, rows

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-01")]

TODAY = dt.date(2026, 12, 1)
HIRED = dt.date(2026, 11, 1)  # thirty days before: the last day is today


def entry(category="beginner", *, admitted=HIRED, hired=HIRED, away=None, **more):
    person = PersonFactory(hired_on=hired, admitted_on=admitted)
    if away:
        Absence.objects.create(person=person, kind="sick", starts_on=away[0], returned_on=away[1])
    return MenteeEntryFactory(person=person, category=category, starts_on=dt.date(2012, 1, 1), **more)


DAY = dt.timedelta(days=1)
LONG_AGO = {"admitted": dt.date(2012, 11, 30), "hired": dt.date(2012, 11, 30)}
EARLY = {"admitted": HIRED - DAY, "hired": HIRED - DAY}
CASES = {
    "the last day": ({}, "день 30 из 30", "01.12.2026", False),
    "the day after": (EARLY, "день 31 из 30", "30.11.2026", True),
    "by the hiring": ({"admitted": None}, "день 30 из 30, по дню приёма", "01.12.2026", False),
    "late by the hiring": (EARLY | {"admitted": None}, "день 31 из 30, по дню приёма", "30.11.2026", True),
    "no day at all": ({"admitted": None, "hired": None}, "день допуска неизвестен", None, False),
    "long experienced": ({"category": "experienced"} | LONG_AGO, "", None, False),
    "a new post of one long here": ({"category": "new_post"} | LONG_AGO, "день 10 из 30", "21.12.2026", False),
    "back at work": (
        {"category": "returned", "returned_on": dt.date(2026, 11, 21)} | LONG_AGO,
        "день 10 из 30",
        "21.12.2026",
        False,
    ),
    "away": (
        EARLY | {"away": (dt.date(2026, 11, 10), None)},
        "срок остановлен отсутствием, день 9 из 30",
        None,
        False,
    ),
    "back since ten days": (
        EARLY | {"away": (dt.date(2026, 11, 1), dt.date(2026, 11, 11))},
        "день 21 из 30",
        "10.12.2026",
        False,
    ),
}


@pytest.mark.parametrize(("facts", "words", "due", "late"), CASES.values(), ids=CASES)
def test_every_page_and_paper_says_the_same(edition, as_user, curator, facts, words, due, late):
    found = entry(**facts)
    found.person.positions.update(starts_on=dt.date(2026, 11, 21) if found.category == "new_post" else None)
    last = due and dt.datetime.strptime(due, "%d.%m.%Y").date()

    page = as_user(curator).get(reverse("people:mentees")).content.decode()
    assert words in page
    assert (f"крайний срок {due}" in page) == (due is not None)
    assert ("status--bad" in page) == late

    (waiting,) = rows(paper("D52", on=TODAY))
    assert (due or words or "—") in waiting[3]
    (bank,) = rows(paper("D48", on=TODAY))
    assert words in bank[8]

    scope = Scope(on=TODAY, everything=True)
    duties = [duty for duty in owed_in("pairs", scope, edition.limits()) if duty.rule == "appoint_within"]
    assert [duty.due_on for duty in duties] == ([last] if last else [None] * ("неизвестен" in words))

    assert analyse(Period(dt.date(2026, 9, 1), TODAY), TODAY).banks.late == late

    pair = PairFactory(mentees=[found.person], starts_on=TODAY, ends_on=dt.date(2027, 5, 31))
    gate = as_user(curator).get(reverse("pairs:gate", args=[pair.pk])).content.decode()
    assert ("срок назначения прошёл" in gate) == late
    assert ("день допуска неизвестен" in gate) == ("неизвестен" in words)
    assert ("считается по дню приёма" in gate) == ("по дню приёма" in words)


def test_the_gate_does_not_say_that_all_limits_hold_where_it_does_not_know(edition, as_user, curator):
    """newcomer.md D1."""
    pair = PairFactory(mentees=[entry(admitted=None, hired=None).person], starts_on=TODAY)

    page = as_user(curator).get(reverse("pairs:gate", args=[pair.pk])).content.decode()

    assert "пределы соблюдены" not in page
    assert "день допуска неизвестен" in page
    assert reverse("people:admissions") in page


@pytest.mark.parametrize("behaviour", ["reverse", "speed"])
def test_reverse_and_one_time_mentoring_is_no_late_appointment(edition, as_user, curator, behaviour):
    kind = edition.options.filter(group=Option.Group.KIND, behaviour=behaviour).first()
    pair = PairFactory(mentees=[entry(**LONG_AGO).person], starts_on=TODAY, ends_on=TODAY + 60 * DAY, kind=kind)

    assert "срок назначения прошёл" not in as_user(curator).get(reverse("pairs:gate", args=[pair.pk])).content.decode()


def test_a_second_mentor_is_no_late_appointment(edition, as_user, curator):
    """requirements.md D4: the first was appointed in time."""
    person = entry(**EARLY).person
    PairFactory(mentees=[person], active=True, starts_on=HIRED + DAY, ends_on=dt.date(2027, 5, 31))
    pair = PairFactory(mentees=[person], starts_on=TODAY, ends_on=dt.date(2027, 5, 31))

    page = as_user(curator).get(reverse("pairs:gate", args=[pair.pk])).content.decode()
    assert "срок назначения прошёл" not in page
    assert "уже есть наставник" in page


class TestManyDaysOfAdmission:
    def test_one_page_fills_in_what_a_list_had_not(self, edition, as_user, curator):
        first, second = entry(admitted=None), entry(admitted=None)
        known = entry()
        client, url = as_user(curator), reverse("people:admissions")

        page = client.get(url)
        assert set(page.context["form"].fields) == {f"on_{row.person_id}" for row in (first, second)}
        assert "01.11.2026" in page.content.decode()

        client.post(url, {f"on_{first.person_id}": "05.11.2026", f"on_{second.person_id}": ""})

        days = dict(Person.objects.values_list("pk", "admitted_on"))
        assert days[first.person_id] == dt.date(2026, 11, 5)
        assert days[second.person_id] is None
        assert days[known.person_id] == HIRED
        assert MenteeEntry.objects.get(pk=first.pk).waits_since == dt.date(2026, 11, 5)
        assert "Указан день допуска" in Person.history.filter(id=first.person_id).first().history_change_reason

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            ("31.10.2026", "раньше приёма"),
            ("01.11.2062", "больше года"),
            ("завтра", "Такой даты нет"),
        ],
    )
    def test_an_impossible_day_is_refused_beside_its_field(self, edition, as_user, curator, day, words):
        good, bad = entry(admitted=None), entry(admitted=None)
        fields = {f"on_{good.person_id}": "05.11.2026", f"on_{bad.person_id}": day}

        answer = as_user(curator).post(reverse("people:admissions"), fields)

        assert answer.status_code == 422
        assert any(words in error for error in answer.context["form"].errors[f"on_{bad.person_id}"])
        assert "05.11.2026" in answer.content.decode()
        assert not Person.objects.filter(pk=good.person_id, admitted_on__isnull=False).exists()

    def test_of_two_who_fill_in_one_person_the_second_is_told(self, edition, as_user, curator):
        found = entry(admitted=None)
        Person.objects.filter(pk=found.person_id).update(admitted_on=dt.date(2026, 11, 3))

        answer = as_user(curator).post(reverse("people:admissions"), {f"on_{found.person_id}": "05.11.2026"})

        assert "уже записан, 03.11.2026" in answer.content.decode()
        assert Person.objects.get(pk=found.person_id).admitted_on == dt.date(2026, 11, 3)
