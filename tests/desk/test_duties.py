"""Each duty the day before, on the day and after; the desk shows one's own, overdue first."""

import datetime as dt
import json
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from mentorship.desk.duties import collect, url_of
from mentorship.pairs import services as pairs
from mentorship.people.models import Person, User
from mentorship.programs import services as programs
from mentorship.regulation.duties import Scope
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, UserFactory

pytestmark = pytest.mark.django_db


def duties(edition, rule):
    return [duty for duty in collect(edition.limits(), Scope(everything=True)) if duty.rule == rule]


@pytest.mark.parametrize(
    ("make", "rule", "due_on"),
    [
        (lambda: MenteeEntryFactory(), "appoint_within", dt.date(2026, 10, 1)),
        (lambda: MenteeEntryFactory(), "confirm_mentees", dt.date(2027, 9, 1)),
        (lambda: PairFactory(active=True), "program_due", dt.date(2026, 9, 25)),
        (lambda: PairFactory(active=True), "completion", dt.date(2027, 5, 31)),
        (lambda: PairFactory(ended=True), "mentor_report", dt.date(2027, 6, 10)),
        (lambda: PairFactory(ended=True), "mentee_report", dt.date(2027, 6, 10)),
    ],
)
def test_each_obligation_has_its_day_and_clause(edition, make, rule, due_on):
    make()

    (duty,) = duties(edition, rule)

    assert duty.due_on == due_on
    assert duty.clause == edition.limits().clause(rule)
    assert [duty.days_left(due_on + dt.timedelta(days=shift)) for shift in (-1, 0, 1)] == [1, 0, -1]


@pytest.mark.parametrize("make", [lambda: PairFactory(active=True), lambda: PairFactory(ended=True)])
def test_who_has_or_had_a_mentor_is_no_longer_waiting(edition, make):
    make()

    assert duties(edition, "appoint_within") == []


def test_a_submitted_programme_moves_from_the_mentor_to_the_curator(edition, curator):
    pair = PairFactory(active=True)
    program = programs.start(pair, by=curator)
    assert [duty.owner for duty in duties(edition, "program_due")] == [pair.mentor_id]

    type(program).objects.update(status="submitted")

    assert duties(edition, "program_due") == []
    assert [duty.office for duty in duties(edition, "program_approval")] == ["curator"]


def test_a_draft_order_waits_for_the_director(edition, curator):
    pairs.draft_appointment([PairFactory()], on=dt.date(2026, 9, 15), by=curator)

    assert [duty.office for duty in duties(edition, "order_needed")] == ["director"]


def test_a_proposed_pair_is_led_to_its_gate_and_not_proposed_again(edition):
    pair = PairFactory()

    assert [url_of(duty) for duty in duties(edition, "appoint_within")] == [reverse("pairs:gate", args=[pair.pk])]


@time_machine.travel("2026-10-02 12:00:00+03:00", tick=False)
def test_the_desk_shows_overdue_first_and_links_to_the_form(as_user, curator):
    late = MenteeEntryFactory(person__last_name="Поздняя").person
    MenteeEntryFactory(person__last_name="Ранняя", person__admitted_on=dt.date(2026, 9, 8))
    client = as_user(curator)

    groups = dict(client.get(reverse("desk:today")).context["groups"])

    assert [row.duty.about.split("\N{NO-BREAK SPACE}")[0] for row in groups["Просрочено"]] == ["Поздняя"]
    assert [row.days_left for row in groups["На этой неделе"]] == [6]
    assert client.get(groups["Просрочено"][0].url).context["mentees"] == [late]


def test_everybody_sees_only_their_own(as_user, edition):
    own, other = PairFactory(active=True), PairFactory(active=True)

    page = as_user(UserFactory(person=own.mentor)).get(reverse("desk:today"))

    assert [row.duty.pk for _, rows in page.context["groups"] for row in rows] == [own.pk]
    assert other.mentor.last_name not in page.content.decode()


def test_a_participant_is_asked_for_consent(as_user, edition):
    pair = PairFactory(consents=False)
    client = as_user(UserFactory(person=pair.mentor))

    ((_, rows),) = client.get(reverse("desk:today")).context["groups"]

    assert [(row.duty.what, row.url) for row in rows] == [("Дать согласие на участие в паре", pair.get_absolute_url())]


def test_an_empty_desk_says_so(as_user, edition):
    assert "На сегодня всё сделано" in as_user(UserFactory()).get(reverse("desk:today")).content.decode()


def test_every_duty_leads_to_a_page_its_owner_may_open(as_user, edition, curator, director):
    PairFactory(active=True)
    PairFactory(ended=True)
    PairFactory(consents=False)
    pairs.draft_appointment([PairFactory()], on=dt.date(2026, 9, 15), by=curator)
    MenteeEntryFactory()
    offices = {"curator": curator, "director": director}
    for duty in collect(edition.limits(), Scope(everything=True)):
        user = offices[duty.office] if duty.office else _login_of(duty.owner)
        assert as_user(user).get(url_of(duty)).status_code == 200, duty


def _login_of(person_id):
    person = Person.objects.get(pk=person_id)
    return User.objects.filter(person=person).first() or UserFactory(person=person)


def test_the_command_tells_who_owes_what(edition):
    PairFactory(active=True)
    output = StringIO()

    call_command("duties", "--on", "26.09.2026", "--json", stdout=output)

    (row,) = [row for row in json.loads(output.getvalue()) if row["what"].startswith("Составить программу")]
    assert (row["due_on"], row["days_left"], row["clause"]) == ("2026-09-25", -1, "3.6")


def test_the_command_refuses_a_day_that_does_not_exist(edition):
    with pytest.raises(SystemExit):
        call_command("duties", "--on", "31.02.2026", stderr=StringIO())


def test_reports_are_due_from_the_day_the_order_names(edition):
    pair = PairFactory(ended=True)
    pair.ended_on = dt.date(2027, 2, 1)
    pair.save()

    assert {duty.due_on for duty in duties(edition, "mentor_report")} == {dt.date(2027, 2, 11)}
