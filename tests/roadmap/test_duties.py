"""Duties about the roadmap: the day before, on and after; to whom; the next school year."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from mentorship.desk.duties import collect, scope_for, url_of
from mentorship.regulation.duty import Scope
from mentorship.regulation.queries import limits_on
from mentorship.roadmap.models import Responsible
from mentorship.roadmap.services import marks, plan, roadmaps
from mentorship.roadmap.services.roadmaps import term_fields
from mentorship.roadmap.terms import Term
from tests.factories import roadmap as made
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 2)


def duties(edition, rule, scope=None):
    return [duty for duty in collect(edition.limits(), scope or Scope(everything=True)) if duty.rule == rule]


def test_an_activity_of_a_month_is_due_on_its_last_day(edition, approved):
    (duty,) = duties(edition, "roadmap_activity")

    assert duty.what == "Выполнить: Провести анкетирование"
    assert duty.about == "дорожная карта, с 01.10.2026 по 31.10.2026"
    assert [duty.days_left(dt.date(2026, 10, 30) + dt.timedelta(days=shift)) for shift in range(3)] == [1, 0, -1]
    assert (duty.clause, duty.office) == ("3.4", "curator")
    assert url_of(duty) == reverse("roadmap:perform", args=[made.activity(approved, "Провести анкетирование").pk])


def test_what_is_done_or_cancelled_or_only_drafted_is_not_owed(edition, curator, approved):
    row = made.activity(approved, "Провести анкетирование")
    marks.perform(row, done_on=DAY, result="Да", evidence=None, today=DAY, by=curator)
    assert duties(edition, "roadmap_activity") == []

    roadmaps.copy_next(approved, on=timezone.localdate(), by=curator)
    assert duties(edition, "roadmap_activity") == []
    marks.unmark(row, by=curator)
    assert len(duties(edition, "roadmap_activity")) == 1
    marks.cancel(row, reason="не нужно", on=DAY, by=curator)
    assert duties(edition, "roadmap_activity") == []


def test_a_yearly_activity_is_owed_again_the_next_year(edition, curator, director):
    roadmap = made.draft(curator, ends_on=dt.date(2028, 8, 31))
    made.add_stage(roadmap, "Итоги", "Провести опрос", by=curator, **term_fields(Term(kind="yearly", month=5)))
    made.sign(roadmaps.draft_order(roadmap, by=curator), director, DAY)
    row = made.activity(roadmap, "Провести опрос")

    def due():
        return [duty.due_on for duty in duties(edition, "roadmap_activity") if duty.pk == row.pk]

    assert due() == [dt.date(2027, 5, 31)]
    with time_machine.travel("2027-05-20 12:00:00+03:00"):
        marks.perform(
            row, done_on=dt.date(2027, 5, 12), result="Да", evidence=None, today=dt.date(2027, 5, 20), by=curator
        )
    assert due() == [dt.date(2028, 5, 31)]


def test_each_responsible_person_and_office_is_reminded_of_their_own(edition, curator, director, draft):
    user = UserFactory()
    stage = draft.stages.get(title="Банк наставников")
    changes = {"title": stage.title, **term_fields(stage.term)}
    people = {"posts": list(user.person.positions.all()), "offices": ["director"]}
    plan.edit_stage(stage, fields=made.fields(**changes, **people), by=curator)
    made.sign(roadmaps.draft_order(draft, by=curator), director, DAY)

    def owed(**scope):
        return [(duty.owner, duty.office) for duty in duties(edition, "roadmap_activity", Scope(**scope))]

    assert owed(everything=True) == [(user.person_id, None), (None, "director")]
    assert owed(person=user.person_id) == [(user.person_id, None)]
    assert owed(person=director.person_id, offices=frozenset({"director"})) == [(None, "director")]
    assert owed(person=curator.person_id, offices=frozenset({"curator"})) == []


def test_the_director_opens_the_duty_of_the_office(as_user, curator, director, draft):
    stage = draft.stages.get(title="Банк наставников")
    plan.edit_stage(stage, fields=made.fields(title=stage.title, offices=["director"]), by=curator)
    made.sign(roadmaps.draft_order(draft, by=curator), director, DAY)

    page = as_user(director).get(reverse("roadmap:perform", args=[made.activity(draft, "Провести анкетирование").pk]))
    assert page.status_code == 200


def test_an_unapproved_roadmap_is_owed_by_its_first_day(edition, curator, director, draft):
    (duty,) = duties(edition, "roadmap_approval")
    assert (duty.due_on, duty.clause, duty.office) == (dt.date(2026, 9, 1), "3.3", "curator")

    roadmaps.draft_order(draft, by=curator)
    assert duties(edition, "roadmap_approval") == []


def test_without_a_roadmap_one_is_owed_and_after_it_the_next_by_the_end_of_june(edition, curator, director):
    (first,) = duties(edition, "roadmap")
    assert (first.due_on, first.what) == (None, "Составить дорожную карту")
    assert url_of(first) == reverse("roadmap:new")

    roadmap = made.approved(curator, director)
    (following,) = duties(edition, "roadmap")
    assert [following.days_left(dt.date(2027, 6, 29) + dt.timedelta(days=shift)) for shift in range(3)] == [1, 0, -1]

    roadmaps.copy_next(roadmap, on=timezone.localdate(), by=curator)
    assert duties(edition, "roadmap")[0].due_on == dt.date(2028, 6, 30)


@pytest.mark.parametrize(("day", "seen"), [("2027-04-29", False), ("2027-05-02", True)])
def test_the_curator_sees_the_next_year_in_may_and_june(as_user, curator, approved, day, seen):
    with time_machine.travel(f"{day} 12:00:00+03:00"):
        page = as_user(curator).get(reverse("desk:today")).content.decode()

    assert ("Составить дорожную карту на следующий учебный год" in page) == seen


@pytest.mark.parametrize(("days", "owed"), [(-1, False), (0, True), (1, True)])
def test_no_roadmap_is_owed_before_the_first_edition_was_in_force(edition, days, owed):
    on = edition.starts_on + dt.timedelta(days=days)

    for limits in (limits_on(on, or_first=True), edition.limits()):
        found = collect(limits, Scope(everything=True, on=on))
        assert ("Составить дорожную карту" in [duty.what for duty in found]) == owed


def test_whoever_is_named_and_holds_the_office_named_beside_owes_once(edition, curator, approved):
    row = made.activity(approved, "Провести анкетирование")
    other = UserFactory(person__position="методист")
    Responsible.objects.filter(activity=row).delete()
    for named in (curator, other):
        Responsible.objects.create(activity=row, post=named.person.positions.get())
    Responsible.objects.create(activity=row, office="curator")

    def owners(scope):
        return [(duty.owner, duty.office) for duty in duties(edition, "roadmap_activity", scope) if duty.pk == row.pk]

    assert owners(scope_for(curator.person_id, DAY)) == [(curator.person_id, None)]
    assert owners(Scope(everything=True, on=DAY)) == [(curator.person_id, None), (other.person_id, None)]
