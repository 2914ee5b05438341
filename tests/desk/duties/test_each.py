"""Every obligation: whose it is, its clause, the day before, the day itself, the day after."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.core.calendar import workdays
from mentorship.desk.duties import collect, scope_for, url_of
from mentorship.people.models import Consent, OfficeTerm, Person, User
from mentorship.regulation.calendar import services as production
from mentorship.regulation.duty import Scope
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import Edition, Institution
from tests.desk.duties import making as do
from tests.desk.duties.cases import ALL, DATED, OFFICES, UNDATED
from tests.desk.duties.sites import sites
from tests.factories.pairs import PairFactory, option
from tests.factories.people import ConsentFactory, MenteeEntryFactory, MentorEntryFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LATER = dt.date(2027, 6, 15)


def the_duty(case):
    """The one duty of the case among everybody's."""
    found = [
        duty
        for duty in collect(limits(), Scope(everything=True, on=case.asked))
        if (duty.rule, duty.target, duty.what) == (case.rule, case.target, case.what)
        and (duty.office or _side(duty.owner)) == case.owner
    ]
    assert len({duty.key for duty in found}) == len(found) >= 1, case
    return min(found, key=lambda duty: duty.due_on or dt.date.max)


def limits():
    return Edition.objects.get().limits()


def _side(person_id):
    """A mentor is trained, also one who has been replaced."""
    return "mentor" if hasattr(Person.objects.get(pk=person_id), "mentor_entry") else "mentee"


def user_of(duty):
    if duty.office:
        held = User.objects.filter(person__office_terms__office=duty.office).first()
        return held or UserFactory(office=duty.office)
    return User.objects.filter(person=duty.owner).first() or UserFactory(person_id=duty.owner, person=None)


def noon(day):
    return time_machine.travel(f"{day} 12:00:00+03:00", tick=False)


def group_on_the_desk(as_user, user, duty, day):
    with noon(day):
        groups = as_user(user).get(reverse("desk:today")).context["groups"]
    return next((title for title, rows in groups for row in rows if row.duty.key == duty.key), None)


@pytest.fixture
def by(edition, curator, director):
    Person.objects.filter(pk__in=[curator.person_id, director.person_id]).update(hired_on=dt.date(2020, 1, 1))
    with time_machine.travel("2026-08-30 12:00:00+03:00"):
        yield curator


@pytest.mark.parametrize("case", DATED, ids=str)
def test_before_its_day_on_it_and_after_it(case, by, as_user):
    case.make(by)
    duty = the_duty(case)
    user = user_of(duty)

    assert (duty.due_on, duty.clause) == (case.due_on, case.clause)
    assert [duty.days_left(case.due_on + shift * DAY) for shift in (-1, 0, 1)] == [1, 0, -1]
    groups = [group_on_the_desk(as_user, user, duty, case.due_on + shift * DAY) for shift in (-1, 0, 1)]
    eve = None if case.begins == case.due_on else "На этой неделе"
    assert groups == [eve, "На этой неделе", "Просрочено"]


@pytest.mark.parametrize("case", [case for case in DATED if case.warned], ids=str)
def test_a_warning_begins_on_its_day(case, by, as_user):
    case.make(by)
    duty = the_duty(case)
    user = user_of(duty)

    assert [duty.presses(case.warned + shift * DAY) for shift in (-1, 0, 1)] == [False, True, True]
    assert group_on_the_desk(as_user, user, duty, case.warned) == "Скоро срок"
    assert group_on_the_desk(as_user, user, duty, case.warned - DAY) in ("Дальше", None)


@pytest.mark.parametrize("case", UNDATED, ids=str)
def test_what_has_no_day_stands_apart(case, by, as_user):
    case.make(by)
    duty = the_duty(case)

    assert (duty.due_on, duty.days_left(LATER), duty.clause) == (None, None, case.clause)
    assert group_on_the_desk(as_user, user_of(duty), duty, LATER) == "Без срока"


@pytest.mark.parametrize("case", ALL, ids=str)
def test_it_is_shown_to_its_owner_and_to_nobody_who_may_not_open_its_page(case, by, as_user):
    case.make(by)
    duty, day = the_duty(case), case.due_on or LATER
    owner = user_of(duty)

    shown = {user for user in everybody() if duty.key in keys(user, day)}

    assert owner in shown
    with noon(day):
        assert {as_user(user).get(url_of(duty), follow=True).status_code for user in shown} == {200}


def everybody():
    """A holder of each office and everybody else, but for those who are to read an order on paper."""
    for office in OFFICES:
        if not User.objects.filter(person__office_terms__office=office).exists():
            UserFactory(office=office)
    for person in Person.objects.filter(user=None, acquaintances=None):
        UserFactory(person=person)
    return User.objects.all()


def keys(user, day):
    return {duty.key for duty in collect(limits(), scope_for(user.person_id, day))}


def test_the_table_has_every_duty_that_the_code_makes():
    forgotten = [site for site in sites() if not any(site.is_of(case.rule, case.target, case.what) for case in ALL)]

    assert forgotten == []


class TestTheCalendarOfTheNextYear:
    @staticmethod
    def years(day, **rules):
        duties = collect(Limits(**rules), Scope(offices=frozenset({"curator"}), on=day))
        return [duty.pk for duty in duties if duty.rule == "workdays"]

    @pytest.mark.parametrize(
        ("day", "years"),
        [
            (dt.date(2023, 12, 31), []),
            (dt.date(2026, 9, 30), []),
            (dt.date(2026, 10, 1), [2027]),
            (dt.date(2027, 9, 30), [2027]),
            (dt.date(2027, 10, 1), [2027, 2028]),
            (dt.date(2028, 1, 1), [2028]),
        ],
    )
    def test_it_is_owed_from_october_until_the_year_is_over(self, edition, day, years):
        assert self.years(day, due_rolls=True) == years

    @pytest.mark.parametrize(
        ("rules", "owed"),
        [
            ({}, False),
            ({"petition_days": 3}, False),
            ({"appoint_working": True}, True),
            ({"program_due_working": True}, True),
            ({"report_working": True}, True),
            ({"petition_working": True}, True),
            ({"employer_notice_days": 3}, True),
            ({"employee_notice_days": 3}, True),
        ],
    )
    def test_it_is_owed_where_any_term_is_in_working_days(self, edition, rules, owed):
        assert bool(self.years(dt.date(2026, 12, 1), **rules)) == owed

    def test_a_year_that_is_entered_is_owed_no_more(self, by):
        assert self.years(dt.date(2026, 12, 1), due_rolls=True) == [2027]

        production.set_year(Institution.objects.get(), year=2027, act="постановление № 1", moved=[], by=by)

        workdays.use(None)
        assert self.years(dt.date(2026, 12, 1), due_rolls=True) == []

    @pytest.mark.parametrize("scope", [Scope(offices=frozenset({"clerk", "director"})), Scope(person=1)])
    def test_it_is_the_curators_alone(self, edition, scope):
        asked = Scope(person=scope.person, offices=scope.offices, on=dt.date(2026, 12, 1))

        assert "workdays" not in {duty.rule for duty in collect(edition.limits(), asked)}


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
    do.active()

    assert [duty for duty in collect(edition.limits(), Scope(everything=True)) if duty.rule == "fit"] == []


class TestWhatEndsADuty:
    @staticmethod
    def rules(edition, rule, on=dt.date(2027, 1, 25)):
        return [duty for duty in collect(edition.limits(), Scope(everything=True, on=on)) if duty.rule == rule]

    def test_a_new_consent_for_the_one_that_ends(self, edition, by, as_user):
        do.lapsing("mentor")(by)
        (duty,) = self.rules(edition, "mentor_consent")

        with time_machine.travel("2027-01-25 12:00:00+03:00"):
            as_user(by).post(url_of(duty), {"on": "25.01.2027"})

        assert self.rules(edition, "mentor_consent") == []
        assert Consent.objects.filter(kind="mentor").count() == 2

    def test_a_new_consent_to_the_use_of_data(self, edition, by):
        do.without_data_consent(by)
        (duty,) = self.rules(edition, "data_consent")

        ConsentFactory(person_id=duty.pk, person=None, given_on=dt.date(2027, 1, 20))

        assert self.rules(edition, "data_consent") == []

    def test_a_consent_that_was_withdrawn_of_somebody_in_no_pair_is_nobodys_business(self, edition, by):
        Consent.objects.filter(person=MentorEntryFactory().person).update(withdrawn_on=dt.date(2026, 12, 1))

        assert self.rules(edition, "data_consent") == []

    @pytest.mark.parametrize(
        "make", [do.moved("mentor"), do.moved("mentee"), do.away], ids=["mentor", "mentee", "away"]
    )
    def test_a_reason_to_go_on_after_a_new_post_or_while_the_mentor_is_away(self, edition, by, as_user, make):
        make(by)
        (duty,) = self.rules(edition, "replacement")

        with noon("2027-01-25"):
            client = as_user(by)
            page = client.get(url_of(duty)).content.decode()
            client.post(url_of(duty), {"reason": "Работает в той же группе"})
            again = client.post(url_of(duty), {"reason": "Ещё раз"})

        assert "11.01.2027" in page
        assert again.status_code == 422
        assert self.rules(edition, "replacement") == []

    def test_an_ending_that_is_asked_for(self, edition, by):
        do.leaving("mentor")(by)
        pair = PairFactory._meta.model.objects.get()
        pair.ending_on, pair.ending_case = dt.date(2027, 1, 20), option("completion", "initiative")
        pair.save()

        assert self.rules(edition, "replacement") == []

    def test_a_mark_of_the_training(self, edition, by):
        do.untrained(by)
        assert len(self.rules(edition, "mentor_training")) == 1

        type(MentorEntryFactory.build()).objects.update(trained_on=dt.date(2026, 9, 10))

        assert self.rules(edition, "mentor_training") == []


def test_where_the_edition_asks_for_nothing_nobody_owes_it(edition, by):
    do.untrained(by)
    do.lapsing("mentor")(by)
    do.lapsing("mentee")(by)
    do.without_data_consent(by)
    do.unpublished(by)
    Edition.objects.update(
        mentor_consent=False,
        mentee_consent=False,
        data_consent=False,
        mentor_training=False,
        publish_results=False,
        confirm_months=None,
        appoint_within_days=None,
        appoint_warn_days=None,
    )
    edition.refresh_from_db()

    rules = {duty.rule for duty in collect(edition.limits(), Scope(everything=True, on=dt.date(2027, 1, 25)))}

    assert not rules & {
        "mentor_consent",
        "mentee_consent",
        "data_consent",
        "mentor_training",
        "publish_results",
        "confirm_mentees",
        "appoint_within",
    }


def test_an_office_is_held_on_the_day_that_is_asked_about(edition, by):
    MenteeEntryFactory()
    OfficeTerm.objects.filter(person=by.person).update(ends_on=dt.date(2026, 12, 31))

    on = [scope_for(by.person_id, day) for day in (dt.date(2026, 12, 31), dt.date(2027, 1, 1))]

    assert [bool(collect(edition.limits(), scope)) for scope in on] == [True, False]
