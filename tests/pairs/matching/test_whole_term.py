"""Absences and last working days within the whole term are said at the first step, and at every one after it."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.pairs.gate.queries import gate
from mentorship.people.models import Absence, Person
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory
from tests.pairs.agreements.given import form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-09-20")]

TODAY = dt.date(2026, 9, 20)
FIRST, LAST = dt.date(2026, 10, 1), dt.date(2027, 5, 31)
DAY = dt.timedelta(days=1)
WORDS = "отсутствует с 10.01.2027, выход 01.03.2027"


def away(person, first=dt.date(2027, 1, 10), back=dt.date(2027, 3, 1)):
    return Absence.objects.create(person=person, kind="long_leave", starts_on=first, expected_return_on=back)


def leaves(person, on):
    Person.objects.filter(pk=person.pk).update(left_on=on, left_reason="переезд")


def test_the_first_step_says_who_will_not_be_at_work(as_user, curator):
    goes, leaver, stays = (MenteeEntryFactory().person for _ in range(3))
    away(goes), leaves(leaver, dt.date(2026, 12, 15))

    page = as_user(curator).get(reverse("pairs:propose")).content.decode()

    assert f"{goes.short_name}: {WORDS}" in page
    assert f"{leaver.short_name}: последний рабочий день 15.12.2026" in page
    assert f"{stays.short_name}: " not in page


def test_candidates_who_will_be_away_stand_below_those_who_will_not(as_user, curator):
    mentee = MenteeEntryFactory().person
    goes = MentorEntryFactory(experience_years=9).person
    stays = MentorEntryFactory(experience_years=0).person
    away(goes)

    answer = as_user(curator).get(reverse("pairs:propose"), {"mentee": mentee.pk})

    assert [row["person"] for row in answer.context["candidates"]] == [stays, goes]
    assert answer.context["candidates"][1]["why"].startswith(WORDS)


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_the_page_of_conditions_says_it_of_both_sides(as_user, curator, side):
    people = {"mentor": MentorEntryFactory().person, "mentee": MenteeEntryFactory().person}
    away(people[side])

    page = as_user(curator).get(reverse("pairs:propose"), {name: one.pk for name, one in people.items()})

    assert f"{people[side].short_name}: {WORDS}" in page.content.decode()


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize(
    ("first", "found"),
    [
        (FIRST - DAY, {"works"}),
        (FIRST, {"works"}),  # refused outright: nobody is there on the first day
        (FIRST + DAY, {"works_away"}),
        (LAST, {"works_away"}),
        (LAST + DAY, set()),
    ],
)
def test_the_gate_looks_at_every_day_of_the_term(side, first, found):
    pair = PairFactory(starts_on=FIRST, ends_on=LAST)
    away(pair.mentor if side == "mentor" else pair.mentees[0], first, LAST + 60 * DAY)

    violations = {violation.rule: violation for violation in gate(pair, TODAY)}

    assert violations.keys() & {"works", "works_away"} == found
    if "works_away" in found:
        assert violations["works_away"].overridable
        assert f"{first - DAY:%d.%m.%Y}" in violations["works_away"].fix


def test_a_recorded_return_before_the_pair_keeps_nobody(as_user, curator):
    pair = PairFactory(starts_on=FIRST, ends_on=LAST)
    back = away(pair.mentor, TODAY - DAY, FIRST)
    back.returned_on = FIRST
    back.save()

    assert not {"works", "works_away"} & {violation.rule for violation in gate(pair, TODAY)}


@pytest.mark.today("2026-11-01")
def test_a_replacement_says_it_before_anything_is_answered(as_user, curator):
    pair = PairFactory(active=True, starts_on=FIRST, ends_on=LAST)
    away(pair.mentees[0])
    goes, stays = MentorEntryFactory(experience_years=9).person, MentorEntryFactory(experience_years=0).person
    leaves(goes, LAST - DAY)
    client, url = as_user(curator), reverse("replacements:replace", args=[pair.pk])

    assert WORDS in client.get(url).content.decode()
    ground = pair.edition.options.filter(group="replacement").first()
    answer = client.post(url, {"page": "1", "ground": ground.pk, "reason": "Переезд", "from_on": "15.11.2026"})
    rows = answer.context["wizard"].form.candidates
    assert [row["person"] for row in rows][-1] == goes
    assert "последний рабочий день 30.05.2027" in rows[-1]["why"]
    assert stays in [row["person"] for row in rows]


@pytest.mark.parametrize(("left_on", "refused"), [(LAST - DAY, True), (LAST, False), (LAST + DAY, False)])
def test_an_agreement_does_not_outlast_the_mentors_work(as_user, curator, left_on, refused):
    pair = PairFactory(active=True, starts_on=FIRST, ends_on=LAST)
    leaves(pair.mentor, left_on)
    client = as_user(curator)
    url = reverse("pairs:new_agreement", args=[pair.pk])

    assert ("последний рабочий день" in client.get(url).content.decode()) == refused
    answer = client.post(url, form(starts_on="01.10.2026"))
    assert (answer.status_code == 422) == refused
    assert pair.agreements.exists() != refused
