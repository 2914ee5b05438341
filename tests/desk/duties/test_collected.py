"""What is owed on a day, also on one that has passed; what was done in time or late."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.desk.duties import collect, fulfilled, scope_for, url_of
from mentorship.pairs import services as pairs
from mentorship.programs import services as programs
from mentorship.regulation.duty import Scope
from mentorship.regulation.models import Edition
from mentorship.reports.models import Report
from tests.factories import programs as made
from tests.factories import roadmap as roadmaps
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


def test_a_programme_is_owed_without_a_day_where_the_edition_names_none(edition, curator):
    """PRG-16: every pair has one."""
    pair = PairFactory(active=True)
    Edition.objects.update(program_due_days=None)

    assert [(duty.owner, duty.due_on) for duty in duties(pair.edition, "program_due")] == [(pair.mentor_id, None)]

    type(programs.start(pair, by=curator)).objects.update(status="submitted", submitted_on=dt.date(2026, 9, 20))
    assert duties(pair.edition, "program_due") == []


def test_a_draft_order_waits_for_the_director(edition, curator):
    pairs.draft_appointment([PairFactory()], on=dt.date(2026, 9, 15), by=curator)

    assert [duty.office for duty in duties(edition, "order_needed")] == ["director"]


def test_a_proposed_pair_is_led_to_its_gate_and_not_proposed_again(edition):
    pair = PairFactory()

    assert [url_of(duty) for duty in duties(edition, "appoint_within")] == [reverse("pairs:gate", args=[pair.pk])]


def test_reports_are_due_from_the_day_the_order_names(edition):
    pair = PairFactory(ended=True)
    pair.ended_on = dt.date(2027, 2, 1)
    pair.save()

    assert {duty.due_on for duty in duties(edition, "mentor_report")} == {dt.date(2027, 2, 11)}


TODAY = dt.date(2026, 10, 2)


@pytest.mark.today("2026-10-02", tick=False)
@pytest.mark.django_db
class TestPast:
    """A day that has passed shows what was owed then, though it is done since."""

    def test_what_was_done_since_was_owed_then(self, edition, curator):
        made.approved(PairFactory(active=True), curator, submitted_on=dt.date(2026, 9, 28))

        def owed(day):
            scope = Scope(everything=True, on=dt.date(2026, 9, day))
            return [duty.days_left(scope.on) for duty in collect(edition.limits(), scope) if duty.rule == "program_due"]

        assert [owed(day) for day in (14, 15, 27, 28)] == [[], [10], [-2], []]

    def test_nothing_is_owed_before_what_it_follows_from(self, edition):
        PairFactory(ended=True)

        def owed(on):
            return {duty.rule for duty in collect(edition.limits(), Scope(everything=True, on=on))}

        assert not owed(dt.date(2027, 5, 30)) & {"mentor_report", "mentee_report"}
        assert {"mentor_report", "mentee_report"} <= owed(dt.date(2027, 5, 31))


LATE = [
    ("appoint_within", lambda by, on: PairFactory(active=True, order__signed_on=on), dt.date(2026, 10, 1)),
    ("program_due", lambda by, on: made.approved(PairFactory(active=True), by, submitted_on=on), dt.date(2026, 9, 25)),
    (
        "activity_due",
        lambda by, on: made.activity(made.approved(PairFactory(active=True), by), dt.date(2026, 9, 30), done_on=on),
        dt.date(2026, 9, 30),
    ),
    ("mentor_report", lambda by, on: report("mentor", on), dt.date(2027, 6, 10)),
    ("mentee_report", lambda by, on: report("mentee", on), dt.date(2027, 6, 10)),
    ("report_interval", lambda by, on: interim(on), dt.date(2026, 12, 24)),
    ("publish_results", lambda by, on: results(by, on), dt.date(2027, 6, 10)),
    ("roadmap_activity", lambda by, on: carried_out(by, on), dt.date(2026, 10, 31)),
]


def report(side, on):
    part = PairFactory(ended=True).participations.get()
    author = getattr(part, side)
    Report.objects.create(participation=part, side=side, author=author, status="submitted", submitted_on=on)


def interim(on):
    pair = PairFactory(active=True)
    type(pair.edition).objects.update(report_every_months=3)
    Report.objects.create(
        participation=pair.participations.get(),
        side="mentor",
        author=pair.mentor,
        status="submitted",
        submitted_on=on,
        period_starts_on=dt.date(2026, 9, 15),
        period_ends_on=dt.date(2026, 12, 14),
    )


def results(by, on):
    pair = PairFactory(ended=True)
    type(pair.edition).objects.update(publish_results_days=10)
    made.approved(pair, by, published_on=on, published_url="https://sad.example/")


def carried_out(by, on):
    director = UserFactory(office=Office.DIRECTOR, person__position="заведующий")
    row = roadmaps.activity(roadmaps.approved(by, director), "Провести анкетирование")
    type(row).objects.filter(pk=row.pk).update(done_on=on)


@pytest.mark.today("2026-10-02", tick=False)
@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "make", "due_on"), LATE, ids=[rule for rule, *_ in LATE])
@pytest.mark.parametrize(("shift", "words"), [(-1, "в срок"), (0, "в срок"), (3, "с опозданием на 3 дня")])
def test_what_is_done_late_is_recorded_as_late(edition, curator, rule, make, due_on, shift, words):
    make(curator, due_on + dt.timedelta(days=shift))

    (done,) = [done for done in fulfilled(edition.limits(), Scope(everything=True)) if done.duty.rule == rule]
    owed = [duty for duty in collect(edition.limits(), Scope(everything=True)) if duty.key == done.duty.key]

    assert (done.duty.due_on, done.words, owed) == (due_on, words, [])


@pytest.mark.today("2026-10-02", tick=False)
@pytest.mark.django_db
def test_a_person_without_a_card_owes_nothing(edition):
    MenteeEntryFactory()

    assert collect(edition.limits(), scope_for(None, TODAY)) == []
