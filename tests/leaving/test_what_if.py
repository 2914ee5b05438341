"""Before anything is recorded the page shows all that follows; afterwards the same as tasks, drafts and duties."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.desk.duties import collect, url_of
from mentorship.leaving import services
from mentorship.leaving.models import Decision
from mentorship.leaving.outcome import outcome
from mentorship.leaving.rules import ABSENCE, LEAVE, TRANSFER, StaffChange
from mentorship.orders.models import Order
from mentorship.pairs import services as pair_services
from mentorship.pairs.models import Pair, StandIn
from mentorship.people.employment import services as employment
from mentorship.people.models import Absence, Competence, Person
from mentorship.programs.models import Activity, Program
from mentorship.regulation.duties import Scope
from mentorship.regulation.queries import limits_by_edition
from tests.duties import owed_in
from tests.factories import roadmap as roadmaps
from tests.factories.pairs import PairFactory, option
from tests.factories.people import (
    MenteeEntryFactory,
    MentorEntryFactory,
    NeedFactory,
    OfficeTermFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-20")]
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


MENTOR_AWAY = ("stand_in", "replace", "carry_on", "end")
MOVED = ("carry_on", "replace", "end")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (mentor_of_a_pair, {LEAVE: [("replace", "end")], ABSENCE: [MENTOR_AWAY], TRANSFER: [MOVED]}),
        (mentor_of_a_group, {LEAVE: [("replace", "end")], ABSENCE: [MENTOR_AWAY], TRANSFER: [MOVED]}),
        (mentee, {LEAVE: [("end",)], ABSENCE: [("end",)], TRANSFER: [MOVED]}),
        (mentee_of_a_group, {LEAVE: [("end",)], ABSENCE: [()], TRANSFER: [MOVED]}),
        (both, {LEAVE: [("replace", "end"), ("end",)], ABSENCE: [MENTOR_AWAY, ("end",)], TRANSFER: [MOVED, MOVED]}),
        (proposed_mentor, {LEAVE: [("cancel",)], ABSENCE: [("cancel",)], TRANSFER: [()]}),
        (holder, {LEAVE: [], ABSENCE: [], TRANSFER: []}),
        (PersonFactory, {LEAVE: [], ABSENCE: [], TRANSFER: []}),
    ],
)
@pytest.mark.parametrize("kind", CHANGES)
def test_each_event_and_role_has_its_consequences(edition, curator, make, expected, kind):
    found = outcome(make(), CHANGES[kind], curator, edition.limits())

    assert [row.fate.acts for row in found.pairs] == expected[kind]
    assert [term.office for term, _ in found.offices] == (["clerk"] if make is holder else [])
    assert bool(found.banks) == (kind != TRANSFER and make not in (holder, PersonFactory))
    assert found.is_empty == (make is PersonFactory or (make is PersonFactory and kind == TRANSFER))


def test_the_page_shows_everything_and_writes_nothing(as_user, curator, director):
    pair = PairFactory(active=True)
    person = pair.mentor
    planned(pair, by=curator)
    UserFactory(person=person)
    OfficeTermFactory(person=person, office="clerk")
    PairFactory(ended=True, mentor=person)
    late = MenteeEntryFactory(person__hired_on=TODAY, person__admitted_on=TODAY).person
    proposed = PairFactory(mentor=person, mentees=[late])
    draft = pair_services.draft_appointment([proposed], on=TODAY, by=curator)
    roadmap = roadmaps.approved(curator, director)
    activity = roadmap.stages.first().activities.first()
    activity.responsible.all().delete()
    activity.responsible.create(post=person.main_position)
    counts = [model.objects.count() for model in (Order, Absence, Decision, Person)]

    page = as_user(curator).get(url("what_if", person, event="leave", on="30.11.2026"))

    text, found = page.content.decode(), page.context["outcome"]
    assert "не выполнено 2 мероприятия, из них отвечает" in text
    assert found.orders == [draft]
    assert [(term.office, vacant) for term, vacant in found.offices] == [("clerk", True)]
    assert [row.activity for row in found.roadmap] == [activity]
    assert {"consents", "login", "banks"} <= {name for name in ("consents", "login", "banks") if getattr(found, name)}
    assert "Само ничего не завершится" in text
    assert counts == [model.objects.count() for model in (Order, Absence, Decision, Person)]
    person.refresh_from_db()
    assert person.left_on is None


def test_reports_owed_are_told(edition, curator):
    pair = PairFactory(ended=True)

    found = outcome(pair.mentor, StaffChange(LEAVE, dt.date(2027, 6, 1)), curator, edition.limits())

    assert len(found.reports) == 1


def test_candidates_have_a_free_place_and_the_same_competences(edition, curator):
    topic = Competence.objects.create(title="Развитие речи у малышей")
    pair = PairFactory(active=True)
    NeedFactory(person=pair.mentees[0], competence=topic)
    full, fit, other = (MentorEntryFactory() for _ in range(3))
    for entry in (full, fit):
        entry.competences.add(topic)
    for _ in range(3):
        PairFactory(active=True, mentor=full.person)

    (row,) = outcome(pair.mentor, CHANGES[LEAVE], curator, edition.limits()).pairs

    ((asked, offered),) = row.candidates
    assert asked == pair.mentees[0]
    assert [found["person"] for found in offered] == [fit.person, other.person]
    assert topic.title in offered[0]["why"]


@pytest.mark.parametrize("kind", CHANGES)
def test_the_page_costs_the_same_queries_for_one_pair_and_for_three(
    as_user, curator, kind, django_assert_max_num_queries, django_assert_num_queries
):
    person, client = MentorEntryFactory().person, as_user(curator)
    address = url("what_if", person, event=kind, on="20.11.2026")
    spent = []
    for more in (1, 2):
        for _ in range(more):
            planned(PairFactory(active=True, mentor=person), by=curator)
        client.get(address)
        with django_assert_max_num_queries(70) as seen:
            assert len(client.get(address).context["outcome"].pairs) == len(spent) * 2 + 1
        spent.append(len(seen))
    assert spent[0] == spent[1]


def test_recording_leads_to_the_same_as_tasks_with_everything_filled_in(as_user, curator):
    pair = PairFactory(active=True)
    client = as_user(curator)

    page = client.post(url("what_if", pair.mentor, event="leave", on="30.11.2026"), {"reason": "переезд"}, follow=True)

    assert page.redirect_chain[-1][0] == url("next", pair.mentor, event="leave")
    (row,) = page.context["outcome"].pairs
    end = dict(row.buttons)["Завершить пару"]
    form = client.get(end).context["form"]
    assert form.initial["on"] == "30.11.2026"
    assert form.initial["reason"].startswith("увольнение: ")
    client.post(end, {"case": form.initial["case"], "on": form.initial["on"], "reason": form.initial["reason"]})
    pair.refresh_from_db()
    assert (pair.ending_on, pair.ending_case.behaviour) == (dt.date(2026, 11, 30), "curator")
    assert pair.is_active


@pytest.mark.parametrize(("on", "refused"), [("20.11.2026", False), ("21.11.2026", True)])
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_pair_ends_on_the_last_working_day_at_the_latest(as_user, curator, side, on, refused):
    pair = PairFactory(active=True)
    leaves(pair.mentor if side == "mentor" else pair.mentees[0], curator)

    page = as_user(curator).post(
        reverse("programs:end", args=[pair.pk]),
        {"case": option("completion", "curator").pk, "on": on, "reason": "увольнение"},
    )

    assert (page.status_code == 422) == refused
    if refused:
        assert "позже последнего рабочего дня 20.11.2026" in page.content.decode()


def test_a_group_goes_on_while_one_of_its_mentees_stays(curator):
    pair = PairFactory(active=True, mentees=[MenteeEntryFactory().person for _ in range(2)])
    first, second = pair.mentees
    leaves(first, curator)
    case = option("completion", "initiative")

    def end(on):
        fresh = Pair.objects.get(pk=pair.pk)
        return pair_services.request_ending(fresh, case=case, on=on, reason="увольнение", plan_left=None, by=curator)

    assert end(dt.date(2026, 12, 20)).ending_on == dt.date(2026, 12, 20)
    leaves(second, curator, dt.date(2026, 12, 10))
    with pytest.raises(RuleBroken, match=r"10\.12\.2026"):
        end(dt.date(2026, 12, 11))
    assert end(dt.date(2026, 12, 10))


def test_an_order_drafted_before_the_leaving_is_not_signed_for_a_later_day(curator, director):
    pair = PairFactory(active=True)
    pair_services.request_ending(
        pair,
        case=option("completion", "initiative"),
        on=dt.date(2026, 12, 20),
        reason="переезд",
        plan_left=None,
        by=curator,
    )
    order = pair_services.draft_closing([pair], by=curator)
    leaves(pair.mentor, curator, dt.date(2026, 12, 1))

    with pytest.raises(RuleBroken, match="позже последнего рабочего дня"):
        roadmaps.sign(order, director, TODAY)
    pair.refresh_from_db()
    assert pair.is_active


def test_one_draft_completes_all_pairs_of_a_mentee_who_leaves(as_user, curator, director):
    person = MenteeEntryFactory().person
    pairs = [PairFactory(active=True, mentees=[person]) for _ in range(2)]
    group = PairFactory(active=True, mentees=[person, MenteeEntryFactory().person])
    leaves(person, curator, dt.date(2026, 11, 30))
    client = as_user(curator)

    form = client.get(url("draft_endings", person)).context["form"]
    data = {name: getattr(form.initial[name], "pk", form.initial[name]) for name in ("case", "reason")}
    client.post(url("draft_endings", person), {**data, "on": "30.11.2026"})

    (order,) = Order.objects.drafts()
    assert {pair.pk for pair in order.closed_pairs.all()} == {pair.pk for pair in pairs}
    assert all(pair.is_active and pair.ending_on == dt.date(2026, 11, 30) for pair in order.closed_pairs.all())
    assert Pair.objects.get(pk=group.pk).ending_on is None
    assert order.heading in as_user(director).get(reverse("orders:list")).content.decode()
    roadmaps.sign(order, director, TODAY)
    assert {pair.status for pair in Pair.objects.filter(pk__in=[pair.pk for pair in pairs])} == {"ended"}


def test_a_second_draft_of_the_same_is_refused(as_user, curator):
    person = mentee()
    leaves(person, curator)
    services.draft_endings(person, case=option("completion", "curator"), on=TODAY, reason="увольнение", by=curator)

    with pytest.raises(Refusal, match="Завершать нечего"):
        services.draft_endings(person, on=TODAY, reason="увольнение", by=curator)
    client = as_user(curator)
    assert client.get(url("draft_endings", person)).status_code == 404
    assert Order.objects.count() == 2


def test_an_end_later_than_the_last_day_is_refused_in_the_draft_too(as_user, curator):
    person = mentee()
    leaves(person, curator)
    data = {"case": option("completion", "curator").pk, "on": "21.11.2026", "reason": "увольнение"}

    page = as_user(curator).post(url("draft_endings", person), data)

    assert page.status_code == 422
    assert not Order.objects.drafts().exists()


def owed(on=TODAY, **more):
    return owed_in("leaving", Scope(everything=True, on=on, **more))


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_after_a_transfer_the_curator_decides_once(as_user, edition, curator, side):
    pair = PairFactory(active=True)
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    PairFactory(active=True)
    assert owed() == []
    moved(person, curator)

    (duty,) = owed()
    assert (duty.due_on, duty.pk, duty.clause) == (TODAY, pair.pk, edition.limits().clause("replacement"))
    client = as_user(curator)
    assert "«методист»" in client.get(url_of(duty)).content.decode()
    client.post(url_of(duty), {"reason": "должность другая, группа та же"})

    assert owed() == []
    assert Decision.objects.get().reason == "должность другая, группа та же"
    again = client.post(url_of(duty), {"reason": "ещё раз"})
    assert "решать больше нечего" in again.content.decode().lower()
    assert Decision.objects.count() == 1
    with time_machine.travel("2026-12-01 12:00:00+03:00"):
        employment.transfer(
            person,
            on=dt.date(2026, 12, 1),
            position={"title": "логопед", **POST},
            by=curator,
            today=dt.date(2026, 12, 1),
        )
    assert len(owed()) == 1


def test_a_transfer_before_the_pair_began_asks_for_nothing(curator):
    person = MentorEntryFactory().person
    moved(person, curator, on=dt.date(2026, 10, 1))
    PairFactory(active=True, mentor=person, starts_on=dt.date(2026, 10, 1))

    assert owed() == []


@pytest.mark.parametrize(
    ("until", "on", "count"),
    [
        (None, TODAY, 1),
        (TODAY + dt.timedelta(days=14), TODAY, 0),
        (TODAY + dt.timedelta(days=15), TODAY, 1),
        (TODAY + dt.timedelta(days=14), TODAY + dt.timedelta(days=14), 0),
        (TODAY + dt.timedelta(days=14), TODAY + dt.timedelta(days=15), 1),
    ],
)
def test_a_long_absence_of_a_mentor_is_a_duty(curator, until, on, count):
    pair = PairFactory(active=True)
    away(pair.mentor, curator, until)
    away(PairFactory(active=True).mentees[0], curator)

    found = owed(on)

    assert len(found) == count
    assert all(duty.due_on == TODAY + dt.timedelta(days=14) for duty in found)


def test_the_duty_ends_with_the_return_a_decision_or_the_end(curator):
    pair = PairFactory(active=True)
    away(pair.mentor, curator)
    assert len(owed()) == 1

    services.carry_on(pair, reason="вернётся к экзаменам", on=TODAY, by=curator)
    assert owed() == []
    employment.record_return(pair.mentor, returned_on=dt.date(2026, 12, 1), by=curator, today=TODAY)
    away(pair.mentor, curator, starts_on=dt.date(2026, 12, 10))
    assert len(owed()) == 1
    Pair.objects.update(ending_on=TODAY, ending_reason="конец")
    assert owed() == []


def test_only_the_curator_owes_it(curator):
    away(PairFactory(active=True).mentor, curator)

    for offices, count in ((frozenset(), 0), (frozenset({"director"}), 0), (frozenset({"curator"}), 1)):
        assert len(owed_in("leaving", Scope(person=1, offices=offices, on=TODAY))) == count


def test_duties_cost_the_same_queries_however_many_pairs(curator, django_assert_num_queries):
    own = limits_by_edition()
    for _ in range(3):
        away(PairFactory(active=True).mentor, curator)
        moved(PairFactory(active=True).mentor, curator)
    with django_assert_num_queries(1):
        assert len(owed_in("leaving", Scope(everything=True, on=TODAY), own=own)) == 6


def test_every_duty_leads_to_a_page_of_the_curator(as_user, edition, curator):
    away(PairFactory(active=True).mentor, curator)
    moved(PairFactory(active=True).mentor, curator)
    keys = [duty.key for duty in collect(edition.limits(), Scope(everything=True, on=TODAY))]

    for duty in owed():
        assert as_user(curator).get(url_of(duty)).status_code == 200
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("role", "sees"), [("mentee", False), ("mentor", None), ("clerk", True), ("council", True)])
def test_the_kind_of_an_absence_is_told_only_to_whom_personal_data_is(as_user, curator, role, sees):
    pair = PairFactory(active=True)
    away(pair.mentor, curator)
    if role in ("mentee", "mentor"):
        user = UserFactory(person=pair.mentees[0] if role == "mentee" else pair.mentor)
    else:
        user = UserFactory(office=role)

    page = as_user(user).get(pair.mentor.get_absolute_url()).content.decode()

    assert "отсутствует" in page
    assert ("отпуск по уходу" in page) == (sees is not False)


@pytest.mark.parametrize(
    ("office", "opens", "records"),
    [("director", 200, 403), ("curator", 200, 302), ("clerk", 200, 302), ("admin", 200, 302), ("council", 403, 403)],
)
def test_who_looks_and_who_records(as_user, office, opens, records):
    pair = PairFactory(active=True)
    user = UserFactory(office=office)
    address = url("what_if", pair.mentor, event="leave", on="30.11.2026")

    assert as_user(user).get(address).status_code == opens
    assert as_user(user).post(address, {"reason": "переезд"}).status_code == records
    for name in ("back", "rehire", "stay"):
        assert as_user(user).get(url(name, pair.mentor)).status_code == (200 if records == 302 else 403)
    decides = as_user(user).get(reverse("leaving:decide", args=[pair.pk])).status_code
    assert decides == {"curator": 200, "admin": 403}.get(office, 403)


def test_an_administrator_is_told_that_pairs_are_not_shown(as_user):
    pair = PairFactory(active=True)

    page = as_user(UserFactory(office="admin")).get(url("what_if", pair.mentor, event="leave", on="30.11.2026"))

    assert page.context["outcome"].pairs == []
    assert "Пары и программы видит куратор" in page.content.decode()


@pytest.mark.parametrize(("who", "told"), [("mentee", False), ("mentor", True), ("clerk", True)])
def test_a_leaving_ahead_is_told_only_to_whom_personal_data_is(as_user, curator, who, told):
    pair = PairFactory(active=True)
    leaves(pair.mentor, curator, dt.date(2026, 11, 30))
    people = {"mentee": pair.mentees[0], "mentor": pair.mentor}
    user = UserFactory(person=people[who]) if who in people else UserFactory(office=who)

    page = as_user(user).get(pair.mentor.get_absolute_url()).content.decode()

    assert ("последний рабочий день" in page) == told


def stands_in(pair, person):
    days = {"starts_on": TODAY, "ends_on": dt.date(2027, 1, 31), "consented_on": TODAY}
    return StandIn.objects.create(pair=pair, person=person, reason="Отпуск", **days)


def test_where_the_leaver_stands_in_is_told(as_user, curator):
    row = stands_in(PairFactory(active=True), MentorEntryFactory().person)

    page = as_user(curator).get(url("what_if", row.person, event="leave", on="30.11.2026"))

    assert page.context["outcome"].stand_ins == [row]
    assert "замещает наставника" in page.content.decode()


@pytest.mark.parametrize("gone", [leaves, away])
def test_a_stand_in_who_is_not_at_work_covers_nobody(curator, gone):
    pair = PairFactory(active=True)
    row = stands_in(pair, MentorEntryFactory().person)
    away(pair.mentor, curator)
    assert owed() == []

    gone(row.person, curator)

    assert len(owed(TODAY + dt.timedelta(days=1))) == 1
