"""Every row of the difference matrix is seen in what the program does."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.core.words import titles
from mentorship.desk.duties import collect
from mentorship.documents.wording import fill
from mentorship.pairs.gate.queries import gate
from mentorship.pairs.models import Pair
from mentorship.people.accounts import services as accounts
from mentorship.people.admissions.rules import Admission, countdown
from mentorship.people.models import Consent, MentorEntry
from mentorship.people.values import place_values
from mentorship.regulation.duty import Scope
from mentorship.regulation.edition.presets import read_preset
from mentorship.regulation.edition.services import keep_option
from mentorship.regulation.models import Institution, Option, Wording
from mentorship.regulation.wording.texts import shipped, wrong_text
from tests.factories.pairs import PairFactory
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, PersonFactory, UserFactory
from tests.presets.matrix import ADMITTED, ORDERED

pytestmark = pytest.mark.django_db
EVERYTHING = Scope(offices=frozenset({"curator", "director"}), everything=True)


def a_pair(edition, **facts):
    """A pair of this edition, whatever lists it has; everybody in it is ready."""
    lists = {
        name: edition.options.of(group).first()
        for name, group in (("form", Option.Group.FORM), ("kind", Option.Group.KIND))
    }
    return PairFactory(edition=edition, **lists, **facts)


def stopped_by(pair, on=ORDERED):
    """The rules that stand in the way, with the words of their clauses."""
    return {violation.rule: violation for violation in gate(pair, on)}


def test_limits_are_those_of_the_document_and_nobody_elses(edition, place):
    limits = edition.limits()

    assert (limits.max_mentees, limits.appoint_within_days, limits.group_min) == (
        place.max_mentees,
        place.appoint_days,
        place.group_min,
    )
    assert (limits.mentoring_min_months, limits.mentoring_max_months) == place.mentoring
    assert (limits.program_min_months, limits.program_max_months) == place.program
    assert limits.program_due_days == place.program_days
    assert (limits.mentor_report_days, limits.mentee_report_days) == (place.report_days, place.report_days)
    assert limits.confirm_months == place.confirm
    assert (limits.mentor_training, limits.mentor_readiness) == (place.training, place.training)
    assert limits.program_acquaintance == place.acquaintance
    assert (limits.mentor_staff, limits.mentee_staff) == (place.staff, place.staff)
    assert limits.report_every_months is None
    assert (limits.pay_kind, limits.mentor_min_years, limits.mentor_min_category) == ("", None, "")
    assert (limits.agreement_required, limits.employer_notice_days, limits.employee_notice_days) == (True, 3, 3)


def test_a_clause_has_the_number_that_the_document_gives_it(edition, place):
    numbers = dict.fromkeys(("mentor_consent", "mentee_consent", "data_consent"), "") | edition.limits().clauses
    shifted = place.code == "vorkuta"

    assert numbers["mentor_consent"] == place.mentor_consent
    assert numbers["mentee_consent"] == place.mentee_consent
    assert numbers["data_consent"] == place.data_consent
    if place.code != "alenushka":
        assert numbers["forms"] == ("3.2" if shifted else "2.3")
        assert numbers["confirm_mentees"] == numbers["curator_pool"] == ("3.3" if shifted else "3.4")
        assert numbers["council"] == ("3.4" if shifted else "3.5")
    assert numbers.get("completion", "") == ("7.1" if place.completion else "")


def test_the_lists_are_those_of_the_document(edition, place):
    counted = {
        group: edition.options.of(group).count()
        for group in (Option.Group.KIND, Option.Group.REPLACEMENT, Option.Group.COMPLETION, Option.Group.SECTION)
    }

    assert tuple(edition.options.of(Option.Group.FORM).values_list("title", flat=True)) == place.forms
    assert tuple(counted.values()) == (place.kinds, place.replacement, place.completion, place.sections)
    assert edition.options.of(Option.Group.DIRECTION).count() == place.directions


def test_a_form_is_added_only_where_the_list_is_open(edition, place, curator):
    one_more = {"group": Option.Group.FORM, "title": "педагог – родитель", "by": curator}

    if place.forms_open:
        assert keep_option(edition, None, **one_more).title == "педагог – родитель"
    else:
        with pytest.raises(RuleBroken, match=r"закрыт \(п\. 3\.2\)"):
            keep_option(edition, None, **one_more)


def test_a_fourth_mentee_is_refused_only_where_three_are_the_limit(edition, place):
    mentor = MentorEntryFactory().person
    for _ in range(3):
        a_pair(edition, mentor=mentor, active=True)

    stopped = stopped_by(a_pair(edition, mentor=mentor))

    assert ("max_mentees" in stopped) == (place.max_mentees == 3)
    if place.max_mentees:
        assert "предел — 3 (п. 3.7)" in stopped["max_mentees"].sentence


def test_the_countdown_to_an_appointment_runs_only_where_there_is_a_term(edition, place):
    entry = MenteeEntryFactory()
    late = stopped_by(a_pair(edition, mentees=[entry.person]), ADMITTED + dt.timedelta(days=31))
    shown = countdown(Admission(category="young", admitted_on=ADMITTED), edition.limits(), ORDERED)

    assert ("appoint_within" in late) == bool(place.appoint_days)
    assert (shown is not None) == bool(place.appoint_days)
    if shown:
        assert (shown.day, shown.of) == (14, 30)


def test_consents_are_asked_for_by_the_clause_of_the_document(edition, place):
    pair = a_pair(edition, consents=False)
    pair.participations.update(consent=None)
    Consent.objects.filter(kind=Consent.Kind.DATA).delete()

    stopped = stopped_by(Pair.objects.get(pk=pair.pk))

    asked = {
        rule: stopped[rule].clause if rule in stopped else ""
        for rule in ("mentor_consent", "mentee_consent", "data_consent")
    }
    assert asked == {
        "mentor_consent": place.mentor_consent,
        "mentee_consent": place.mentee_consent,
        "data_consent": place.data_consent,
    }


def test_a_mentor_is_trained_and_ready_only_where_it_is_required(edition, place):
    pair = a_pair(edition)
    MentorEntry.objects.update(trained_on=None, psychological_ready=False)
    stopped = stopped_by(Pair.objects.get(pk=pair.pk))

    assert ({"mentor_training", "mentor_readiness"} <= set(stopped)) == place.training


@pytest.mark.parametrize("administrative", [True, False])
def test_who_may_mentor_and_be_mentored(edition, place, administrative):
    post = {"is_teaching": False, "is_administrative": administrative}
    mentor = MentorEntryFactory(
        person__position="работник", **{f"person__position__{key}": value for key, value in post.items()}
    )
    mentee = MenteeEntryFactory(
        person__position="работник", **{f"person__position__{key}": value for key, value in post.items()}
    )

    stopped = stopped_by(a_pair(edition, mentor=mentor.person, mentees=[mentee.person]))

    assert ({"mentor_teaches", "mentee_staff"} <= set(stopped)) == (place.staff == "teaching" or not administrative)


def test_the_curator_is_a_deputy_where_the_document_says_so(edition, place):
    methodist = PersonFactory(position="старший методист")
    wanted = {"office": Office.CURATOR, "starts_on": ADMITTED, "limits": edition.limits(), "by": None}

    if place.deputies:
        with pytest.raises(RuleBroken, match=r"из числа заместителей .* \(п\. 3\.4\)"):
            accounts.grant_office(methodist, basis="", **wanted)
    assert accounts.grant_office(methodist, basis="приказ" if place.deputies else "", **wanted)


def test_the_council_has_its_own_name_or_is_not_there(edition, place):
    member = PersonFactory()
    wanted = {"office": Office.COUNCIL, "starts_on": ADMITTED, "basis": "", "limits": edition.limits(), "by": None}

    if not place.council:
        with pytest.raises(RuleBroken, match="такого органа нет"):
            accounts.grant_office(member, **wanted)
        return
    assert accounts.grant_office(member, **wanted)
    assert titles.council("gen") == place.council


def test_the_administrator_keeps_the_banks_together_with_the_curator(edition, place, as_user):
    person = PersonFactory()

    answer = as_user(UserFactory(office=Office.ADMIN)).get(reverse("people:keep_mentor", args=[person.pk]))

    assert answer.status_code == (200 if place.admin else 403)


def test_terms_of_the_programme_and_the_reports_are_counted_only_where_there_are_any(edition, place):
    running, ended = a_pair(edition, active=True), a_pair(edition, active=True)
    case = edition.options.of(Option.Group.COMPLETION).first()
    how = {"ending_case": case, "ending_on": ORDERED, "ending_reason": "план выполнен"}
    Pair.objects.filter(pk=ended.pk).update(status=Pair.Status.CLOSED, ended_on=ORDERED, **how)
    ended.participations.update(closed_on=ORDERED)

    duties = collect(edition.limits(), EVERYTHING)

    due = {duty.rule: duty.due_on for duty in duties if duty.pk in (running.pk, ended.participations.get().pk)}
    ten_days = (ORDERED + dt.timedelta(days=10)) if place.report_days else None
    assert due.get("program_due") == ten_days
    assert due.get("mentor_report") == due.get("mentee_report") == ten_days


def test_the_programme_term_is_the_documents(edition, place):
    short = a_pair(edition, ends_on=ORDERED + dt.timedelta(days=45))

    stopped = stopped_by(short)

    assert ("program_term" in stopped) == (place.program == (3, 12))
    assert "mentoring_term" not in stopped


def test_the_own_words_of_papers_name_nothing_unknown(edition, place):
    for words in Wording.objects.all():
        text = shipped()[words.code]
        parts = ("heading", "preamble", "body", "control")
        changed = {name: getattr(words, name) for name in parts if getattr(words, name)}
        assert wrong_text(replace(text, **changed), ORDERED) == []
    own = Institution.objects.get()
    assert "{" not in fill(own.preamble + own.control, place_values(ORDERED))


def test_the_institution_is_named_as_the_document_names_it(edition, place):
    own = Institution.objects.get()

    assert (own.short_name, own.text_name, own.act_title, own.head_title) == (
        place.short,
        place.text_name,
        place.act,
        place.head,
    )
    assert len(read_preset(place.code)["people"]["competences"]) >= 10
