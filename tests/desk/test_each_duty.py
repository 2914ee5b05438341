"""Every obligation by a table: whose it is, its clause, the day before, the day itself, the day after."""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from mentorship.desk.duties import collect, url_of
from mentorship.orders.models import Acquaintance
from mentorship.pairs import services as pairs
from mentorship.people.models import Consent, OfficeTerm, Person, User
from mentorship.programs.models import Program
from mentorship.regulation import act_services
from mentorship.regulation.clauses import Scope
from mentorship.reports.models import Report
from tests.factories import programs as made
from tests.factories import roadmap as roadmaps
from tests.factories.pairs import PairFactory, option
from tests.factories.people import (
    ConsentFactory,
    MenteeEntryFactory,
    MentorEntryFactory,
    PositionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
APPS = Path(__file__).parents[2] / "mentorship"
OURS = ("people", "orders", "pairs", "programs", "reports", "roadmap")


def active(**fields):
    return PairFactory(active=True, **fields)


def interim(curator):
    pair = active()
    type(pair.edition).objects.update(report_every_months=3)
    return pair


def planned(curator):
    return made.activity(made.approved(active(), curator), dt.date(2026, 12, 1))


def asked_to_end(curator):
    return active(ending_on=dt.date(2027, 3, 1), ending_case=option("completion", "initiative"))


def lapsing(side):
    def make(curator):
        pair = active()
        consent = pair.mentor_consent if side == "mentor" else pair.participations.get().consent
        consent.expires_on = dt.date(2027, 2, 1)
        consent.save()

    return make


def without_data_consent(curator):
    Consent.objects.filter(person=active().mentor, kind="data").update(withdrawn_on=dt.date(2026, 12, 1))


def leaving(side):
    def make(curator):
        pair = active()
        person = pair.mentor if side == "mentor" else pair.participations.get().mentee
        person.left_on, person.left_reason = dt.date(2027, 1, 20), "по собственному желанию"
        person.save()

    return make


def moved(side):
    def make(curator):
        pair = active()
        person = pair.mentor if side == "mentor" else pair.participations.get().mentee
        person.positions.update(is_main=False)
        PositionFactory(person=person, title="старший воспитатель", starts_on=dt.date(2027, 1, 11))

    return make


def untrained(curator):
    PairFactory(mentor=MentorEntryFactory(trained_on=None).person)


def unpublished(curator):
    pair = PairFactory(ended=True)
    type(pair.edition).objects.update(publish_results_days=10)
    made.approved(pair, curator)


def act(curator):
    fields, on = {"title": "Положение", "body": "# {положение}\nТекст."}, dt.date(2026, 9, 1)
    version = act_services.begin_version(fields=fields, on=on, by=curator)
    approval = {
        "basis": "приказ", "approval_number": "15", "approved_on": on, "starts_on": on,
        "publish_by": dt.date(2026, 9, 30), "publisher": "",
    }  # fmt: skip
    act_services.approve_version(version, approval=approval, confirmed=True, today=on, by=curator)


def roadmap(curator):
    roadmaps.approved(curator, User.objects.get(username="director"))


@dataclass(frozen=True)
class Case:
    """What is made, which duty follows, by when and whose: an office, «mentor» or «mentee»."""

    make: object
    rule: str
    due_on: dt.date | None
    owner: str
    clause: str
    target: str
    what: str = ""
    warned: dt.date | None = field(default=None)

    def __str__(self):
        return f"{self.rule}-{self.owner}-{self.what or self.target}"


DATED = [
    Case(lambda by: MenteeEntryFactory(), "appoint_within", dt.date(2026, 10, 1), "curator", "3.7", "pairs:propose",
         warned=dt.date(2026, 9, 21)),
    Case(lambda by: MenteeEntryFactory(), "confirm_mentees", dt.date(2027, 9, 1), "curator", "3.4",
         "people:confirm_mentee"),
    Case(lambda by: active(), "program_due", dt.date(2026, 9, 25), "mentor", "3.6", "pairs:card"),
    Case(lambda by: active(), "completion", dt.date(2027, 5, 31), "curator", "7.1", "programs:end",
         warned=dt.date(2027, 5, 1)),
    Case(planned, "completion", dt.date(2027, 5, 31), "curator", "7.1", "programs:end",
         "Решить: завершить или продлить, из плана осталось 1", dt.date(2027, 5, 1)),
    Case(planned, "activity_due", dt.date(2026, 12, 1), "mentor", "5.2", "programs:perform"),
    Case(asked_to_end, "completion", dt.date(2027, 3, 1), "curator", "7.1", "pairs:draft_closing"),
    Case(lambda by: PairFactory(ended=True), "mentor_report", dt.date(2027, 6, 10), "mentor", "3.6",
         "reports:write_mentor"),
    Case(lambda by: PairFactory(ended=True), "mentee_report", dt.date(2027, 6, 10), "mentee", "3.6",
         "reports:write_mentee"),
    Case(interim, "report_interval", dt.date(2026, 12, 24), "mentor", "", "reports:write_interim"),
    Case(lapsing("mentor"), "mentor_consent", dt.date(2027, 2, 1), "curator", "3.2", "pairs:record_mentor_consent",
         warned=dt.date(2027, 1, 2)),
    Case(lapsing("mentee"), "mentee_consent", dt.date(2027, 2, 1), "curator", "3.3", "pairs:record_mentee_consent",
         warned=dt.date(2027, 1, 2)),
    Case(without_data_consent, "data_consent", dt.date(2026, 12, 1), "curator", "3.4", "people:record_consent",
         warned=dt.date(2026, 11, 1)),
    Case(leaving("mentor"), "replacement", dt.date(2027, 1, 20), "curator", "3.8", "pairs:card",
         "Заменить наставника или завершить пару: увольнение"),
    Case(leaving("mentee"), "replacement", dt.date(2027, 1, 20), "curator", "3.8", "pairs:card",
         "Завершить пару: увольнение"),
    Case(moved("mentor"), "replacement", dt.date(2027, 1, 11), "curator", "3.8", "pairs:keep"),
    Case(moved("mentee"), "replacement", dt.date(2027, 1, 11), "curator", "3.8", "pairs:keep"),
    Case(untrained, "mentor_training", dt.date(2026, 9, 15), "curator", "3.8", "people:keep_mentor"),
    Case(unpublished, "publish_results", dt.date(2027, 6, 10), "clerk", "8.2", "programs:publish"),
    Case(act, "publication", dt.date(2026, 9, 30), "clerk", "8.1", "regulation:publish"),
    Case(roadmap, "roadmap_activity", dt.date(2026, 10, 31), "curator", "3.4", "roadmap:perform",
         warned=dt.date(2026, 10, 1)),
    Case(lambda by: roadmaps.draft(by), "roadmap_approval", dt.date(2026, 9, 1), "curator", "3.3", "roadmap:card"),
    Case(roadmap, "roadmap", dt.date(2027, 6, 30), "curator", "3.4", "roadmap:new"),
]  # fmt: skip


def with_program(status):
    def make(curator):
        pair = active()
        Program.objects.create(pair=pair, status=status, starts_on=pair.starts_on, ends_on=pair.ends_on)

    return make


def submitted_report(curator):
    part = PairFactory(ended=True).participations.get()
    Report.objects.create(
        participation=part, side="mentor", author=part.mentor, status="submitted", submitted_on=dt.date(2027, 6, 1)
    )


UNDATED = [
    Case(lambda by: PairFactory(consents=False), "consent", None, "mentor", "3.2", "pairs:card"),
    Case(lambda by: PairFactory(), "order_needed", None, "curator", "6.2", "pairs:gate"),
    Case(lambda by: pairs.draft_appointment([PairFactory()], on=dt.date(2026, 9, 15), by=by), "order_needed", None,
         "director", "", "orders:card"),
    Case(with_program("with_mentee"), "program_acquaintance", None, "mentee", "3.6", "programs:card"),
    Case(with_program("submitted"), "program_approval", None, "curator", "3.4", "programs:card"),
    Case(submitted_report, "report_acceptance", None, "curator", "", "reports:card"),
    Case(lambda by: MentorEntryFactory(trained_on=None), "mentor_training", None, "curator", "3.8", "people:keep_mentor"),
    Case(lambda by: made.approved(PairFactory(ended=True), by), "publish_results", None, "clerk", "8.2",
         "programs:publish"),
    Case(lambda by: to_read(active()), "acquaintance", None, "mentor", "", "orders:card"),
    Case(lambda by: to_read(active()), "acquaintance", None, "clerk", "", "orders:card"),
    Case(lambda by: None, "roadmap", None, "curator", "3.4", "roadmap:new"),
]  # fmt: skip


def to_read(pair):
    Acquaintance.objects.create(order=pair.order, person=pair.mentor)


def the_duty(edition, case, on=None):
    """The one duty of the case among everybody's."""
    found = [
        duty for duty in collect(edition.limits(), Scope(everything=True, on=on))
        if duty.rule == case.rule and duty.target == case.target and duty.what.startswith(case.what)
        and (duty.office == case.owner if case.owner in OFFICES else duty.owner is not None)
    ]  # fmt: skip
    if case.owner not in OFFICES:
        found = [duty for duty in found if _side(duty.owner) == case.owner]
    assert len(found) >= 1, case
    return min(found, key=lambda duty: duty.due_on or dt.date.max)


OFFICES = {"curator", "director", "clerk"}


def _side(person_id):
    return "mentor" if hasattr(Person.objects.get(pk=person_id), "mentor_entry") else "mentee"


def user_of(duty, curator, director):
    if duty.office:
        known = {"curator": curator, "director": director}
        return known.get(duty.office) or UserFactory(office=duty.office)
    return User.objects.filter(person=duty.owner).first() or UserFactory(person_id=duty.owner, person=None)


def group_on_the_desk(as_user, user, duty, day):
    with time_machine.travel(f"{day} 12:00:00+03:00", tick=False):
        groups = as_user(user).get(reverse("desk:today")).context["groups"]
    return next((title for title, rows in groups for row in rows if row.duty.key == duty.key), None)


@pytest.fixture
def by(edition, curator, director):
    with time_machine.travel("2026-08-30 12:00:00+03:00"):
        yield curator


@pytest.mark.parametrize("case", DATED, ids=str)
def test_before_its_day_on_it_and_after_it(case, edition, by, director, as_user):
    case.make(by)
    duty = the_duty(edition, case)
    user = user_of(duty, by, director)

    assert duty.due_on == case.due_on
    assert duty.clause == case.clause
    assert [duty.days_left(case.due_on + shift * DAY) for shift in (-1, 0, 1)] == [1, 0, -1]
    groups = [group_on_the_desk(as_user, user, duty, case.due_on + shift * DAY) for shift in (-1, 0, 1)]
    assert groups == ["На этой неделе", "На этой неделе", "Просрочено"]


@pytest.mark.parametrize("case", [case for case in DATED if case.warned], ids=str)
def test_a_warning_begins_on_its_day(case, edition, by, director, as_user):
    case.make(by)
    duty = the_duty(edition, case)
    user = user_of(duty, by, director)

    assert [duty.presses(case.warned + shift * DAY) for shift in (-1, 0, 1)] == [False, True, True]
    assert group_on_the_desk(as_user, user, duty, case.warned) == "Скоро срок"
    assert group_on_the_desk(as_user, user, duty, case.warned - DAY) in ("Дальше", None)


@pytest.mark.parametrize("case", UNDATED, ids=str)
def test_what_has_no_day_stands_apart(case, edition, by, director, as_user):
    case.make(by)
    duty = the_duty(edition, case)

    assert (duty.due_on, duty.days_left(dt.date(2027, 1, 1))) == (None, None)
    assert duty.clause == case.clause
    assert group_on_the_desk(as_user, user_of(duty, by, director), duty, dt.date(2027, 6, 2)) == "Без срока"


@pytest.mark.parametrize("case", [*DATED, *UNDATED], ids=str)
def test_it_leads_to_a_page_that_its_owner_may_open(case, edition, by, director, as_user):
    case.make(by)
    duty = the_duty(edition, case)

    with time_machine.travel("2027-06-15 12:00:00+03:00"):
        assert as_user(user_of(duty, by, director)).get(url_of(duty), follow=True).status_code == 200


def test_the_table_has_every_rule_of_a_duty():
    texts = [path.read_text() for app in OURS for path in (APPS / app).glob("*rules.py")]
    rules = {rule for text in texts for rule in re.findall(r"Duty\(\s*rule=\"(\w+)\"", text)}

    assert rules <= {case.rule for case in [*DATED, *UNDATED]} | {"fit"}


@pytest.mark.parametrize(
    ("day", "due_on"), [("2026-09-30", dt.date(2026, 9, 30)), ("2027-02-01", dt.date(2027, 2, 28))]
)
def test_the_search_for_a_mentor_is_owed_every_month_anew(edition, by, day, due_on):
    MenteeEntryFactory()
    PairFactory()

    duties = collect(edition.limits(), Scope(everything=True, on=dt.date.fromisoformat(day)))

    (duty,) = [duty for duty in duties if duty.rule == "fit"]
    assert (duty.due_on, duty.office, duty.about) == (due_on, "curator", "без наставника: 1 человек")


def test_nobody_without_a_mentor_is_not_searched_for(edition, by):
    active()

    assert [duty for duty in collect(edition.limits(), Scope(everything=True)) if duty.rule == "fit"] == []


class TestWhatEndsADuty:
    @staticmethod
    def rules(edition, rule, on=dt.date(2027, 1, 25)):
        return [duty for duty in collect(edition.limits(), Scope(everything=True, on=on)) if duty.rule == rule]

    def test_a_new_consent_for_the_one_that_ends(self, edition, by, as_user):
        lapsing("mentor")(by)
        (duty,) = self.rules(edition, "mentor_consent")

        with time_machine.travel("2027-01-25 12:00:00+03:00"):
            as_user(by).post(url_of(duty), {"on": "25.01.2027"})

        assert self.rules(edition, "mentor_consent") == []
        assert Consent.objects.filter(kind="mentor").count() == 2

    def test_a_new_consent_to_the_use_of_data(self, edition, by):
        without_data_consent(by)
        (duty,) = self.rules(edition, "data_consent")

        ConsentFactory(person_id=duty.pk, person=None, given_on=dt.date(2027, 1, 20))

        assert self.rules(edition, "data_consent") == []

    def test_a_consent_that_was_withdrawn_of_somebody_in_no_pair_is_nobodys_business(self, edition, by):
        Consent.objects.filter(person=MentorEntryFactory().person).update(withdrawn_on=dt.date(2026, 12, 1))

        assert self.rules(edition, "data_consent") == []

    def test_a_reason_to_go_on_after_a_new_post(self, edition, by, as_user):
        moved("mentee")(by)
        (duty,) = self.rules(edition, "replacement")

        with time_machine.travel("2027-01-25 12:00:00+03:00"):
            client = as_user(by)
            page = client.get(url_of(duty)).content.decode()
            client.post(url_of(duty), {"reason": "Работает в той же группе"})
            client.post(url_of(duty), {"reason": "Ещё раз"})

        assert "старший воспитатель, с 11.01.2027" in page
        assert self.rules(edition, "replacement") == []

    def test_a_new_post_concerns_the_running_pair_alone(self, edition, by):
        """Neither a pair that ended before nor a post held since before the pair began."""
        person = MenteeEntryFactory().person
        PairFactory(ended=True, mentees=[person])
        pair = active(mentees=[person])
        assert self.rules(edition, "replacement") == []
        person.positions.update(is_main=False)
        PositionFactory(person=person, starts_on=dt.date(2027, 1, 11))

        assert [duty.pk for duty in self.rules(edition, "replacement")] == [pair.pk]

    @pytest.mark.parametrize("post", ["", "0", "999999", "x", "9" * 30])
    def test_there_is_no_other_post(self, by, as_user, post):
        pair = active()

        assert as_user(by).get(reverse("pairs:keep", args=[pair.pk]), {"post": post}).status_code == 404

    def test_an_ending_that_is_asked_for(self, edition, by):
        leaving("mentor")(by)
        pair = PairFactory._meta.model.objects.get()
        pair.ending_on, pair.ending_case = dt.date(2027, 1, 20), option("completion", "initiative")
        pair.save()

        assert self.rules(edition, "replacement") == []

    def test_a_mark_of_the_training(self, edition, by):
        untrained(by)
        assert len(self.rules(edition, "mentor_training")) == 1

        type(MentorEntryFactory.build()).objects.update(trained_on=dt.date(2026, 9, 10))

        assert self.rules(edition, "mentor_training") == []


def test_where_the_edition_asks_for_nothing_nobody_owes_it(edition, by):
    untrained(by)
    lapsing("mentor")(by)
    lapsing("mentee")(by)
    without_data_consent(by)
    unpublished(by)
    type(edition).objects.update(
        mentor_consent=False, mentee_consent=False, data_consent=False, mentor_training=False, publish_results=False,
        confirm_months=None, appoint_within_days=None, appoint_warn_days=None,
    )  # fmt: skip
    edition.refresh_from_db()

    rules = {duty.rule for duty in collect(edition.limits(), Scope(everything=True, on=dt.date(2027, 1, 25)))}

    assert not rules & {
        "mentor_consent", "mentee_consent", "data_consent", "mentor_training", "publish_results", "confirm_mentees",
        "appoint_within",
    }  # fmt: skip


def test_an_office_is_held_on_the_day_that_is_asked_about(edition, by):
    from mentorship.desk.duties import scope_for

    MenteeEntryFactory()
    OfficeTerm.objects.filter(person=by.person).update(ends_on=dt.date(2026, 12, 31))

    on = [scope_for(by.person_id, day) for day in (dt.date(2026, 12, 31), dt.date(2027, 1, 1))]

    assert [bool(collect(edition.limits(), scope)) for scope in on] == [True, False]
