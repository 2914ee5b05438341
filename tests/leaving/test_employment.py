"""Leaving, absences, coming back, transfers: what is on file afterwards, and what is refused."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal, RuleBroken
from mentorship.leaving.queries import undecided
from mentorship.pairs.gate.queries import gate
from mentorship.pairs.matching.queries import candidates, ready_to_propose
from mentorship.pairs.models import Pair, StandIn
from mentorship.pairs.waiting.queries import waiting
from mentorship.people.accounts import services as accounts
from mentorship.people.employment import services as employment
from mentorship.people.models import Absence, MenteeEntry, Person
from mentorship.people.services import refresh_waiting
from tests.factories.pairs import PairFactory
from tests.factories.people import (
    MenteeEntryFactory,
    MentorEntryFactory,
    OfficeTermFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-11-20")]
TODAY = dt.date(2026, 11, 20)


def url(name, person, **query):
    address = reverse(f"leaving:{name}", args=[person.pk])
    return address + "?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else address


def away(person, curator, starts_on=TODAY, until=None):
    return employment.record_absence(
        person, kind="sick", starts_on=starts_on, expected_return_on=until, note="", by=curator, today=TODAY
    )


def test_leaving_ends_the_offices_on_the_last_day(as_user, curator):
    keeper = OfficeTermFactory(person=PersonFactory(), office="clerk")
    over = OfficeTermFactory(person=keeper.person, office="council", ends_on=dt.date(2026, 10, 1))

    as_user(curator).post(url("what_if", keeper.person, event="leave", on="30.11.2026"), {"reason": "переезд"})

    keeper.refresh_from_db()
    over.refresh_from_db()
    assert (keeper.ends_on, over.ends_on) == (dt.date(2026, 11, 30), dt.date(2026, 10, 1))


def test_a_leaver_gets_in_on_the_last_day_and_not_after_it(client, curator):
    user = UserFactory(username="belova")
    user.set_password("dve vorony 7")
    user.save()
    employment.record_leaving(user.person, left_on=TODAY, reason="переезд", by=curator, today=TODAY)
    door, desk = reverse("people:login"), reverse("desk:today")

    assert client.post(door, {"username": "belova", "password": "dve vorony 7"}).status_code == 302
    assert client.get(desk).status_code == 200
    with time_machine.travel("2026-11-21 00:30:00+03:00"):
        assert client.get(desk).status_code == 302
        assert client.post(door, {"username": "belova", "password": "dve vorony 7"}).status_code == 200


def test_a_code_that_was_not_used_ends_with_the_last_day(client, curator):
    person = PersonFactory()
    code = accounts.invite(person, username="belova", by=None, now=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))
    employment.record_leaving(person, left_on=TODAY, reason="переезд", by=curator, today=TODAY)

    with pytest.raises(accounts.ValidationError):
        accounts.use_invitation(code, password="dve vorony 7", now=dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC))
    person.refresh_from_db()
    with pytest.raises(Refusal):
        accounts.invite(person, username="belova", by=None, now=dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC))


def test_somebody_who_never_left_is_not_hired_again(as_user, curator):
    person = PersonFactory()
    client = as_user(curator)

    for name, data in (("rehire", {"hired_on": "01.12.2026", "reason": "приказ"}), ("stay", {"reason": "ошибка"})):
        page = client.post(url(name, person), data)
        assert page.status_code == 422
        assert "увольнение не записано" in page.content.decode()
    assert not any("Снова" in row.history_change_reason for row in person.history.all() if row.history_change_reason)


def test_who_left_is_hired_again_on_the_same_card(as_user, curator):
    entry = MenteeEntryFactory(person__hired_on=dt.date(2020, 9, 1), person__admitted_on=dt.date(2020, 9, 1))
    person = entry.person
    absence = away(person, curator, dt.date(2026, 9, 1))
    employment.record_leaving(person, left_on=dt.date(2026, 10, 1), reason="переезд", by=curator, today=TODAY)

    answer = as_user(curator).post(
        url("rehire", person), {"hired_on": "16.11.2026", "admitted_on": "17.11.2026", "reason": "приказ № 4-к"}
    )

    assert answer.url == person.get_absolute_url()
    person, entry = Person.objects.get(pk=person.pk), type(entry).objects.get(pk=entry.pk)
    absence.refresh_from_db()
    assert (person.left_on, person.left_reason) == (None, "")
    assert (person.hired_on, person.admitted_on) == (dt.date(2026, 11, 16), dt.date(2026, 11, 17))
    assert person.experience_years == 6
    assert entry.waits_since == person.admitted_on
    assert absence.returned_on == dt.date(2026, 10, 2)
    assert any(row.left_on == dt.date(2026, 10, 1) for row in person.history.all())
    assert Person.objects.filter(search_key=person.search_key).count() == 1


@pytest.fixture(params=[Office.ADMIN, Office.DIRECTOR])
def last(request, curator):
    """The only administrator, or the head."""
    return UserFactory(office=request.param).person


@pytest.fixture
def admin(last):
    """An administrator who records the leaving: the last one records the own."""
    found = last.office_terms.filter(office=Office.ADMIN)
    return last.user if found.exists() else UserFactory(office=Office.ADMIN)


def test_the_last_administrator_or_head_leaves_only_with_a_word(as_user, admin, last):
    client, address = as_user(admin), url("what_if", last, event="leave", on="30.11.2026")

    refused = client.post(address, {"reason": "переезд"})

    assert refused.status_code == 422
    assert "После 30.11.2026 этой роли не будет ни у кого" in refused.content.decode()
    last.refresh_from_db()
    assert last.left_on is None
    assert client.post(address, {"reason": "переезд", "emptied": "on"}).status_code == 302


@pytest.mark.parametrize("office", [Office.CLERK, Office.CURATOR])
def test_nobody_else_shuts_out_the_last_of_them_whatever_is_ticked(as_user, last, office):
    client, address = as_user(UserFactory(office=office)), url("what_if", last, event="leave", on="19.11.2026")

    refused = client.post(address, {"reason": "переезд", "emptied": "on", "confirmed": "on"})

    assert refused.status_code == 422
    assert "Такое увольнение записывает администратор, а роль тому, кто сменит" in refused.content.decode()
    last.refresh_from_db()
    assert last.left_on is None


@pytest.mark.parametrize(("office", "asked"), [(Office.COUNCIL, True), (None, False)])
def test_before_the_leaving_of_whoever_holds_an_office_it_is_asked_who_is_there(as_user, curator, office, asked):
    person = UserFactory(office=office).person
    client, address = as_user(curator), url("what_if", person, event="leave", on="30.11.2026")
    session = client.session
    session["confirmed_at"] = 0
    session.save()

    assert client.get(address).status_code == 200  # what would follow may be looked at
    assert client.post(address, {"reason": "переезд"}).url.startswith("/confirm/?next=") == asked
    person.refresh_from_db()
    assert (person.left_on is None) == asked


def test_an_administrator_followed_by_one_who_has_opened_the_login_leaves_at_once(curator):
    last, other = UserFactory(office=Office.ADMIN).person, UserFactory(office=Office.ADMIN, password="!unopened")
    with pytest.raises(RuleBroken, match="не будет ни у кого"):
        employment.record_leaving(last, left_on=TODAY, reason="переезд", by=curator, today=TODAY)
    other.password = "opened"
    other.save()

    employment.record_leaving(last, left_on=TODAY, reason="переезд", by=curator, today=TODAY)

    assert last.office_terms.get().ends_on == TODAY


def test_of_somebody_without_these_offices_nothing_more_is_asked(as_user, curator):
    page = as_user(curator).get(url("what_if", PersonFactory(), event="leave", on="30.11.2026"))

    assert "emptied" not in page.context["form"].fields


def test_a_leaving_taken_back_says_which_offices_are_given_anew(as_user, curator, admin, last):
    title = last.office_terms.get().title
    employment.record_leaving(last, left_on=TODAY, reason="переезд", by=admin, today=TODAY, emptied=True)
    client = as_user(curator)

    page = client.get(url("stay", last)).content.decode()
    done = client.post(url("stay", last), {"reason": "записано по ошибке"}, follow=True).content.decode()

    assert f"С увольнением закончилось: роль «{title}»" in page
    assert f"Увольнение отменено. Назначьте снова: роль «{title}»." in done


def test_a_leaving_is_taken_back(as_user, curator):
    person = PersonFactory()
    employment.record_leaving(person, left_on=dt.date(2026, 12, 1), reason="переезд", by=curator, today=TODAY)

    as_user(curator).post(url("stay", person), {"reason": "заявление отозвано"})

    person.refresh_from_db()
    assert person.left_on is None
    assert person.history.first().history_change_reason == "Увольнение отменено: заявление отозвано"


@pytest.mark.parametrize(
    ("event", "query", "data", "words"),
    [
        ("leave", {"on": "31.08.2026"}, {"reason": "переезд"}, "раньше приёма на работу 01.09.2026"),
        ("leave", {"on": "01.12.2027"}, {"reason": "переезд"}, "до этого дня больше года"),
        ("leave", {"on": "01.12.2026"}, {"reason": ""}, "Обязательное поле"),
        ("absence", {"on": "01.12.2027"}, {"kind": "sick"}, "до этого дня больше года"),
        ("absence", {"on": "31.08.2026"}, {"kind": "sick"}, "раньше приёма на работу"),
        ("transfer", {"on": "20.11.2026"}, {"title": "Воспитатель", "is_teaching": "on"}, "те же, что сейчас"),
        ("transfer", {"on": "21.11.2026"}, {"title": "методист"}, "ещё не наступил"),
        ("transfer", {"on": "01.09.2026"}, {"title": "методист"}, "не позже начала нынешней должности"),
    ],
)
def test_what_cannot_be_true_is_refused_in_words_and_nothing_changes(as_user, curator, event, query, data, words):
    person = PersonFactory()
    before = person.history.count()

    page = as_user(curator).post(url("what_if", person, event=event, **query), data)

    assert page.status_code == 422
    assert words in page.content.decode()
    person.refresh_from_db()
    assert (person.left_on, person.absences.count(), person.positions.count()) == (None, 0, 1)
    assert person.history.count() == before


@pytest.mark.parametrize("query", [{"event": "absence", "on": "01.12.2026", "until": "01.12.2026"}, {"event": "x"}])
def test_a_question_that_makes_no_sense_is_answered_beside_its_field(as_user, curator, query):
    assert as_user(curator).get(url("what_if", PersonFactory(), **query)).status_code == 422


def test_an_unusual_day_is_taken_when_confirmed(as_user, curator):
    person = PersonFactory()

    as_user(curator).post(
        url("what_if", person, event="leave", on="01.12.2027"), {"reason": "переезд", "confirmed": "on"}
    )

    person.refresh_from_db()
    assert person.left_on == dt.date(2027, 12, 1)


def test_an_absence_and_the_return_keep_the_person_in_the_bank(as_user, curator):
    person = MentorEntryFactory().person
    client = as_user(curator)

    answer = client.post(
        url("what_if", person, event="absence", on="20.11.2026", until="20.12.2026"), {"kind": "sick", "note": "№ 5"}
    )
    assert answer.url == url("next", person, event="absence")
    absence = Absence.objects.get()
    assert (absence.starts_on, absence.expected_return_on, absence.kind) == (TODAY, dt.date(2026, 12, 20), "sick")
    client.post(url("back", person), {"returned_on": "20.11.2026"})

    absence.refresh_from_db()
    person.refresh_from_db()
    assert absence.returned_on == TODAY
    assert person.mentor_entry.ends_on is None
    assert person.left_on is None
    page = client.post(url("back", person), {"returned_on": "21.11.2026"})
    assert "возвращение уже есть" in page.content.decode()


def test_nobody_comes_back_before_leaving(as_user, curator):
    person = PersonFactory()
    away(person, curator)

    page = as_user(curator).post(url("back", person), {"returned_on": "19.11.2026"})

    assert "отсутствие началось 20.11.2026" in page.content.decode()


def test_who_is_away_is_offered_neither_as_mentor_nor_as_mentee(edition, curator):
    mentor, mentee, other = MentorEntryFactory().person, MenteeEntryFactory().person, MenteeEntryFactory().person
    back = TODAY + dt.timedelta(days=30)
    for person in (mentor, mentee):
        away(person, curator)
        employment.record_return(person, returned_on=back, by=curator, today=TODAY)

    def offered(on):
        mentors = {row["person"].pk for row in candidates([other], edition.limits(), on)}
        return mentors, {entry.person_id for entry in ready_to_propose(on)}

    assert offered(TODAY - dt.timedelta(days=1)) == ({mentor.pk}, {mentee.pk, other.pk})
    assert offered(TODAY) == (set(), {other.pk})
    assert offered(back - dt.timedelta(days=1)) == (set(), {other.pk})
    assert offered(back) == ({mentor.pk}, {mentee.pk, other.pk})


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_the_gate_stops_an_order_on_a_day_of_absence(curator, side):
    pair = PairFactory()
    person = pair.mentor if side == "mentor" else pair.mentees[0]
    away(person, curator)

    def stopped(on):
        return [v.subject for v in gate(type(pair).objects.get(pk=pair.pk), on) if v.rule == "works"]

    assert stopped(TODAY - dt.timedelta(days=1)) == []
    assert stopped(TODAY) == [person.pk]


def test_a_transfer_ends_the_old_post_the_day_before(as_user, curator):
    person = PersonFactory()
    (old,) = person.positions.all()

    as_user(curator).post(
        url("what_if", person, event="transfer", on="20.11.2026"), {"title": "методист", "is_teaching": "on"}
    )

    old.refresh_from_db()
    new = person.positions.exclude(pk=old.pk).get()
    assert old.ends_on == TODAY - dt.timedelta(days=1)
    assert (new.title, new.starts_on, new.is_main) == ("методист", TODAY, True)
    assert Person.objects.get(pk=person.pk).position == "методист"


def test_the_database_keeps_absences_straight(curator):
    person = PersonFactory()
    wrong = [
        {"expected_return_on": TODAY},
        {"returned_on": TODAY - dt.timedelta(days=1)},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Absence.objects.create(person=person, kind="sick", starts_on=TODAY, **fields)
    Absence.objects.create(person=person, kind="sick", starts_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(person=person, kind="sick", starts_on=TODAY)
    with pytest.raises(RuleBroken):
        away(person, curator, TODAY + dt.timedelta(days=40))


def test_the_list_of_people_tells_who_is_away(as_user, curator):
    person = PersonFactory(last_name="Белова")
    PersonFactory(last_name="Серова")
    away(person, curator)
    client = as_user(curator)

    page = client.get(reverse("people:list"), {"state": "away"})

    assert [row.last_name for row in page.context["listing"].page] == ["Белова"]
    assert "отсутствует" in client.get(reverse("people:list")).content.decode()


def test_who_is_hired_again_waits_for_a_mentor_anew(as_user, curator):
    """C14: the thirty days run from the new admission, and the years before stay on the card."""
    pair = PairFactory(active=True)
    person, first, back = pair.mentees[0], dt.date(2026, 9, 1), dt.date(2026, 12, 10)
    Pair.objects.update(status="ended", ending_on=TODAY, ended_on=TODAY, ending_reason="увольнение")
    pair.participations.update(closed_on=TODAY)
    refresh_waiting([person.pk])
    employment.record_leaving(person, left_on=TODAY, reason="переезд", by=curator, today=TODAY)
    assert not waiting(MenteeEntry.objects.on(TODAY), TODAY).exists()

    employment.rehire(person, hired_on=back, admitted_on=None, reason="приказ № 5", by=curator, today=TODAY)

    person = Person.objects.get(pk=person.pk)
    days = (first, TODAY, TODAY + dt.timedelta(days=1), back - dt.timedelta(days=1), back)
    for asked in ("2026-12-10", "2027-01-10"):
        with time_machine.travel(f"{asked} 12:00:00+03:00"):
            assert [person.employed_on(day) for day in days] == [True, True, False, False, True]
            assert [
                waiting(MenteeEntry.objects.on(day), day).exists() for day in (back - dt.timedelta(days=1), back)
            ] == [False, True]
            page = as_user(curator).get(person.get_absolute_url()).content.decode()
            assert "01.09.2026–20.11.2026, переезд" in page
            assert "крайний срок 09.01.2027" in as_user(curator).get(reverse("people:mentees")).content.decode()


def test_a_return_recorded_ahead_acts_on_its_day(as_user, curator):
    """C15: until then somebody has to lead, and the card says both days."""
    pair = PairFactory(active=True)
    back = TODAY + dt.timedelta(days=30)
    away(pair.mentor, curator, until=back)

    employment.record_return(pair.mentor, returned_on=back, by=curator, today=TODAY)

    for asked, waits in (("2026-11-20", True), ("2026-12-19", True), ("2026-12-20", False), ("2027-01-20", False)):
        with time_machine.travel(f"{asked} 12:00:00+03:00"):
            assert bool(undecided(pair, dt.date.fromisoformat(asked))) == waits
            page = as_user(curator).get(pair.mentor.get_absolute_url()).content.decode()
            assert ("отсутствует" in page) == waits
            assert ("на работе с 20.12.2026" in page) == waits
            assert "Записать возвращение" not in page


@pytest.mark.parametrize(("asked", "late"), [("2026-12-19", False), ("2026-12-20", True), ("2027-03-01", True)])
def test_who_has_not_come_back_in_time_is_shown(as_user, curator, asked, late):
    person = PersonFactory()
    away(person, curator, until=dt.date(2026, 12, 20))

    with time_machine.travel(f"{asked} 12:00:00+03:00"):
        page = as_user(curator).get(person.get_absolute_url()).content.decode()

    assert ("возвращение не записано" in page) == late
    assert "Записать возвращение на работу" in page


@pytest.mark.parametrize(
    ("covered", "until", "asked", "waits"),
    [
        ("2026-12-20", "2027-01-06", "2026-12-05", False),
        ("2026-12-20", "2027-01-06", "2026-12-06", True),  # two weeks before the stand-in ends
        ("2027-01-05", "2027-01-06", "2026-12-30", False),
        ("2027-01-04", "2027-01-06", "2026-12-30", True),
        ("2026-12-20", "", "2026-12-05", False),
        ("2026-12-20", "", "2026-12-06", True),
    ],
)
def test_a_stand_in_shorter_than_the_absence_is_told_ahead(curator, covered, until, asked, waits):
    pair = PairFactory(active=True)
    away(pair.mentor, curator, until=dt.date.fromisoformat(until) if until else None)
    StandIn.objects.create(
        pair=pair,
        person=MentorEntryFactory().person,
        starts_on=TODAY,
        ends_on=dt.date.fromisoformat(covered),
        consented_on=TODAY,
        reason="Отпуск",
    )

    assert bool(undecided(pair, dt.date.fromisoformat(asked))) == waits
