"""A dated stand-in: from the bank, on those days only, without ending the pair and without counting to the limit."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorship.access.grants import can
from mentorship.access.roles import Relation
from mentorship.desk.duties import scope_for
from mentorship.journal import queries as journal
from mentorship.journal.services import help
from mentorship.pairs.models import Pair, Participation, StandIn
from mentorship.people.models import Person
from mentorship.programs.models import Program
from tests.duties import owed_in
from tests.factories import replacements as given
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory
from tests.factories.people import MentorEntryFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-12-01")]
TYPED = {"starts_on": "07.12.2026", "ends_on": "20.12.2026", "reason": "Отпуск", "consented_on": "01.12.2026"}


@pytest.fixture
def pair(edition):
    return given.old_pair()


def ask(client, pair, person, /, **change):
    typed = {**TYPED, "person": person.pk, **change}
    return client.post(reverse("replacements:stand_in", args=[pair.pk]), typed)


def on(day):
    return time_machine.travel(f"{day} 12:00:00+03:00")


def test_on_those_days_the_stand_in_sees_the_pair_and_marks_and_not_before_or_after(as_user, curator, pair):
    program, person = given.with_program(pair), given.new_mentor()
    assert ask(as_user(curator), pair, person).status_code == 302
    user = UserFactory(person=person)
    activity = program.activities.get(title="Открытый урок")
    mark = reverse("programs:perform", args=[activity.pk])

    for day, status in (("2026-12-06", 404), ("2026-12-07", 200), ("2026-12-20", 200), ("2026-12-21", 404)):
        with on(day):
            for address in (pair.get_absolute_url(), program.get_absolute_url(), mark):
                assert as_user(user).get(address).status_code == status, (day, address)
    with on("2026-12-10"):
        assert as_user(user).post(mark, {"done_on": "10.12.2026", "result": "Провели"}).status_code == 302
    activity.refresh_from_db()
    assert activity.done_on == dt.date(2026, 12, 10)


def test_a_stand_in_is_not_the_mentor(curator, as_user, pair):
    person = given.new_mentor()
    ask(as_user(curator), pair, person, starts_on="01.12.2026")
    user = UserFactory(person=person)

    assert pair.relations_of(person.pk) == {Relation.STAND_IN}
    assert [
        name
        for name in ("program.edit", "pair.consent", "paper.mentor", "replacement.note", "report.view")
        if can(user, name, pair)
    ] == []
    assert Participation.objects.running(given.TODAY).filter(mentor=person).count() == 0
    pair.refresh_from_db()
    assert pair.is_appointed


def test_the_card_names_the_stand_in(as_user, curator, pair):
    ask(as_user(curator), pair, given.new_mentor())

    shown = as_user(curator).get(pair.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Замещает Сидоров П. П.: 07.12.2026–20.12.2026, Отпуск" in shown


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends_on": "06.12.2026"}, "раньше начала"),
        ({"starts_on": "14.09.2026", "consented_on": "01.09.2026"}, "вне срока пары: 15.09.2026–31.05.2027"),
        ({"ends_on": "01.06.2027"}, "вне срока пары"),
        ({"consented_on": "02.12.2026"}, "не позже 01.12.2026"),
        ({"starts_on": "20.11.2026", "consented_on": "21.11.2026"}, "не позже 20.11.2026"),
        ({"consented_on": ""}, "Обязательное поле"),
        ({"reason": ""}, "Обязательное поле"),
        ({"person": "999999"}, "Выберите из банка"),
        ({"starts_on": "вчера"}, "Такой даты нет"),
    ],
)
def test_bad_answers_are_named_and_nothing_is_written(as_user, curator, pair, change, words):
    answer = ask(as_user(curator), pair, given.new_mentor(), **change)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Отпуск"' in answer.content.decode() or change.get("reason") == ""
    assert not StandIn.objects.exists()


@pytest.mark.parametrize("who", ["mentor", "mentee", "outsider"])
def test_not_the_mentor_not_a_mentee_not_from_outside_the_bank(as_user, curator, pair, who):
    mentee = pair.mentees[0]
    MentorEntryFactory(person=mentee)
    person = {"mentor": pair.mentor, "mentee": mentee, "outsider": PersonFactory()}[who]

    assert ask(as_user(curator), pair, person).status_code == 422
    assert not StandIn.objects.exists()


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        (("01.12.2026", "06.12.2026"), False),
        (("21.12.2026", "22.12.2026"), False),
        (("01.12.2026", "07.12.2026"), True),
        (("20.12.2026", "22.12.2026"), True),
        (("10.12.2026", "11.12.2026"), True),
        (("01.12.2026", "31.12.2026"), True),
    ],
)
def test_one_stand_in_at_a_time(as_user, curator, pair, days, refused):
    client = as_user(curator)
    ask(client, pair, given.new_mentor())
    answer = ask(client, pair, MentorEntryFactory().person, starts_on=days[0], ends_on=days[1])

    assert (answer.status_code == 422) == refused
    assert ("уже замещают" in answer.content.decode()) == refused


def test_a_heavy_load_is_warned_of_and_taken_when_meant(as_user, curator, pair):
    person, client = given.new_mentor(), as_user(curator)
    for _ in range(3):
        PairFactory(active=True, mentor=person)

    answer = ask(client, pair, person)
    assert "ведёт 3, с замещением будет 4, предел — 3" in answer.content.decode()
    assert ask(client, pair, person, confirmed="on").status_code == 302


def test_ended_earlier_the_days_are_free_again_and_no_longer_seen(as_user, curator, pair):
    person, client = given.new_mentor(), as_user(curator)
    ask(client, pair, person)
    row = StandIn.objects.get()
    end = reverse("replacements:end_stand_in", args=[row.pk])
    for day, words in (("20.12.2026", "не раньше срока"), ("05.12.2026", "не раньше срока"), ("", "Обязательное")):
        answer = client.post(end, {"ends_on": day, "reason": "Вышла"})
        assert answer.status_code == 422
        assert words in answer.content.decode()

    assert client.post(end, {"ends_on": "10.12.2026", "reason": "Вышла раньше"}).status_code == 302
    assert "уже закончено" in client.post(end, {"ends_on": "09.12.2026", "reason": "Ещё раз"}).content.decode()

    with on("2026-12-11"):
        assert as_user(UserFactory(person=person)).get(pair.get_absolute_url()).status_code == 404
    client = as_user(curator)
    assert ask(client, pair, MentorEntryFactory().person, starts_on="11.12.2026").status_code == 302


def test_a_stand_in_that_did_not_come_about_holds_no_day(as_user, curator, pair):
    client = as_user(curator)
    ask(client, pair, given.new_mentor())
    end = reverse("replacements:end_stand_in", args=[StandIn.objects.get().pk])

    client.post(end, {"ends_on": "06.12.2026", "reason": "Не понадобилось"})

    assert "Замещает" not in client.get(pair.get_absolute_url()).content.decode()
    assert ask(client, pair, MentorEntryFactory().person).status_code == 302


def test_only_a_working_pair_has_a_stand_in(as_user, curator):
    answer = ask(as_user(curator), PairFactory(), given.new_mentor())

    assert "в действующей паре" in answer.content.decode()


def test_the_database_refuses_what_no_stand_in_can_be(pair):
    good = {
        "pair": pair,
        "person": given.new_mentor(),
        "starts_on": dt.date(2026, 12, 7),
        "ends_on": dt.date(2026, 12, 20),
        "consented_on": dt.date(2026, 12, 1),
        "reason": "Отпуск",
    }
    for change in (
        {"ends_on": dt.date(2026, 12, 6)},
        {"consented_on": dt.date(2026, 12, 8)},
        {"end_reason": "Вышла"},
        {"ended_on": dt.date(2026, 12, 20), "end_reason": "Вышла"},
        {"ended_on": dt.date(2026, 12, 10)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StandIn.objects.create(**{**good, **change})


def test_lists_show_the_stand_in_the_pair_and_the_programme_on_the_day(as_user, curator, pair):
    program = given.with_program(pair)
    person = given.new_mentor()
    ask(as_user(curator), pair, person)
    user = UserFactory(person=person)

    assert list(Pair.objects.visible_to(user)) == []
    with on("2026-12-08"):
        assert list(Pair.objects.visible_to(user)) == [pair]
        assert list(Program.objects.visible_to(user)) == [program]
        client = as_user(user)
        assert client.get(reverse("pairs:list")).status_code == 200
        assert "Иванов" in client.get(reverse("pairs:list")).content.decode()


def test_why_the_mentor_is_away_is_told_only_to_whoever_arranges_it(as_user, curator, pair):
    ask(as_user(curator), pair, given.new_mentor(), reason="Операция")

    for user, told in ((curator, True), (UserFactory(person=pair.mentees[0]), False)):
        page = as_user(user).get(pair.get_absolute_url()).content.decode()
        assert "Замещает" in page
        assert ("Операция" in page) == told


def test_an_ended_pair_is_not_seen_by_whoever_stood_in(as_user, curator, pair):
    person = given.new_mentor()
    ask(as_user(curator), pair, person, starts_on="01.12.2026")
    user = UserFactory(person=person)
    assert as_user(user).get(pair.get_absolute_url()).status_code == 200

    Pair.objects.update(status="ended", ending_on="2026-12-01", ended_on="2026-12-01", ending_reason="Переезд")

    assert as_user(user).get(pair.get_absolute_url()).status_code == 200  # the last day is a day of the pair
    with on("2026-12-02"):
        assert as_user(user).get(pair.get_absolute_url()).status_code == 404
        assert not Participation.objects.visible_to(user).exists()


@pytest.mark.parametrize(
    ("day", "said"), [("2026-12-15", False), ("2026-12-16", True), ("2026-12-20", True), ("2026-12-21", False)]
)
def test_whoever_stood_in_until_the_pair_ended_reads_why_it_is_closed(as_user, curator, pair, day, said):
    person = given.new_mentor()
    ask(as_user(curator), pair, person)
    user, last = UserFactory(person=person), dt.date(2026, 12, 15)
    Pair.objects.update(status="ended", ending_on=last, ended_on=last, ending_reason="Переезд")

    for address in (pair.get_absolute_url(), reverse("journal:pair", args=[pair.pk])):
        with on(day):
            page = as_user(user).get(address)
        words = "Последний день работы этой пары — 15.12.2026, вместе с ней закончилось и ваше замещение"
        assert (words in page.content.decode()) == said
        assert page.status_code == (200 if day == "2026-12-15" else 404)
    with on(day):
        assert words not in as_user(UserFactory()).get(pair.get_absolute_url()).content.decode()


def test_a_meeting_of_the_own_is_not_left_outside_the_days(as_user, curator, pair):
    person = given.new_mentor()
    ask(as_user(curator), pair, person)
    MeetingFactory(pair=pair, held_on=dt.date(2026, 12, 10), led_by=person)
    stand_in = StandIn.objects.get()
    address = reverse("replacements:end_stand_in", args=[stand_in.pk])

    with on("2026-12-12"):
        page = as_user(curator).post(address, {"ends_on": "09.12.2026", "reason": "Вышла"})
        assert page.status_code == 422
        assert "провёл встречу 10.12.2026" in page.content.decode()
        assert as_user(curator).post(address, {"ends_on": "10.12.2026", "reason": "Вышла"}).status_code == 302


def test_a_stand_in_is_over_with_the_pair_or_with_the_own_work(as_user, curator, pair):
    """N7: the card tells the days that somebody leads, and nothing of one who leaves before."""
    person = given.new_mentor()
    ask(as_user(curator), pair, person)

    for change, told in (
        ({"ended_on": dt.date(2026, 12, 15)}, "07.12.2026–15.12.2026"),
        ({"left_on": dt.date(2026, 12, 10)}, "07.12.2026–10.12.2026"),
        ({"left_on": dt.date(2026, 11, 30)}, ""),
    ):
        ended, left = change.get("ended_on"), change.get("left_on")
        ending = {"ending_on": ended, "ending_reason": "-" if ended else "", "status": "ended" if ended else "active"}
        Pair.objects.filter(pk=pair.pk).update(ended_on=ended, **ending)
        Person.objects.filter(pk=person.pk).update(left_on=left, left_reason="переезд" if left else "")
        shown = as_user(curator).get(pair.get_absolute_url()).content.decode()
        assert ("Замещает" in shown) == bool(told)
        assert told in shown
        last = ended or left
        days = [last, last + dt.timedelta(days=1)]
        assert [StandIn.objects.on(day).exists() for day in days] == [last >= dt.date(2026, 12, 7), False]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"starts_on": "01.02.2027", "ends_on": "20.02.2027"}, ""),
        ({"starts_on": "01.02.2027", "ends_on": "28.02.2027"}, ""),
        ({"starts_on": "31.01.2027", "ends_on": "20.02.2027"}, "вне срока пары: 01.02.2027–28.02.2027"),
        ({"starts_on": "01.02.2027", "ends_on": "01.03.2027"}, "вне срока пары: 01.02.2027–28.02.2027"),
    ],
)
def test_a_pair_that_has_not_begun_is_stood_in_for_on_its_days(as_user, curator, edition, days, words):
    """And the last day by the order counts, not the one by the plan."""
    last = dt.date(2027, 2, 28)
    pair = PairFactory(active=True, starts_on=dt.date(2027, 2, 1))
    Pair.objects.filter(pk=pair.pk).update(status="ended", ended_on=last, ending_on=last, ending_reason="-")

    answer = ask(as_user(curator), pair, given.new_mentor(), **days)

    assert answer.status_code == (422 if words else 302)
    assert words in answer.content.decode()


def test_the_page_begins_with_what_its_address_says(as_user, curator, pair):
    address = reverse("replacements:stand_in", args=[pair.pk]) + "?reason=отпуск&from=10.12.2026"

    initial = as_user(curator).get(address).context["form"].initial
    assert (initial["reason"], initial["starts_on"]) == ("отпуск", dt.date(2026, 12, 10))


def test_on_those_days_the_stand_in_owes_help_and_meetings_and_has_the_quick_entry(as_user, curator, pair):
    person = given.new_mentor()
    ask(as_user(curator), pair, person)
    user = UserFactory(person=person)
    help.ask(pair, text="Не слушают", urgency="today", today=given.TODAY, by=UserFactory(person=pair.mentees[0]))
    MeetingFactory(pair=pair, planned=True, held_on=dt.date(2026, 12, 9))

    # the meetings of those days may be written down a week longer
    for day, count, writes in (
        (6, 0, False),
        (7, 2, True),
        (20, 2, True),
        (21, 0, True),
        (27, 0, True),
        (28, 0, False),
    ):
        with on(f"2026-12-{day:02}"):
            scope = scope_for(person.pk, dt.date(2026, 12, day))
            assert len(owed_in("journal", scope)) == count
            assert journal.leads_now(user) == writes
