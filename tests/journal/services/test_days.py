"""The journal is kept on the days on which the pair works; whoever stood in on a day has led its meeting."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import Refusal
from mentorship.journal import acts, queries
from mentorship.journal.models import Meeting
from mentorship.journal.services import help, meetings, tasks
from mentorship.pairs.models import StandIn
from mentorship.pairs.signals import records_of
from mentorship.people.models import Absence
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.replacements import new_mentor
from tests.journal.pages import typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]
BEGINS, LAST = dt.date(2026, 9, 15), dt.date(2026, 12, 15)
AHEAD = {"ended": True, "ended_on": LAST}
FIELDS = {"minutes": 45, "format": "in_person", "topic": "Планирование"}


def day(month, number, year=2026):
    return dt.date(year, month, number)


def on(today):
    return time_machine.travel(dt.datetime.combine(today, dt.time(12), dt.timezone(dt.timedelta(hours=3))))


def write(pair, held_on, today, by=None, **fields):
    with on(today):
        by = by or UserFactory(person=pair.mentor)
        return meetings.write_down(pair, fields={**FIELDS, "held_on": held_on, **fields}, today=today, by=by)


@pytest.mark.parametrize(
    ("trait", "today", "held_on", "refused"),
    [
        ({"active": True}, day(9, 14), day(9, 14), "Пара начнёт работать 15.09.2026"),
        ({"active": True}, BEGINS, BEGINS, ""),
        ({"active": True}, day(9, 16), day(9, 14), "Пара начала работать 15.09.2026"),
        (AHEAD, day(9, 14), day(9, 14), "Пара начнёт работать 15.09.2026"),
        (AHEAD, day(12, 10), day(12, 10), ""),
        (AHEAD, LAST, LAST, ""),
        (AHEAD, day(12, 16), LAST, "Пара завершена 15.12.2026, её журнал закрыт"),
        (AHEAD, day(1, 16, 2027), LAST, "Пара завершена 15.12.2026, её журнал закрыт"),
    ],
)
def test_a_meeting_is_written_down_while_the_pair_works_whatever_is_signed(edition, trait, today, held_on, refused):
    pair = PairFactory(**trait)

    if refused:
        with pytest.raises((Refusal, ValidationError), match=refused):
            write(pair, held_on, today)
    else:
        write(pair, held_on, today)
    assert Meeting.objects.exists() != bool(refused)


@pytest.mark.parametrize(
    ("today", "runs"), [(day(9, 14), False), (BEGINS, True), (day(12, 10), True), (LAST, True), (day(12, 16), False)]
)
def test_tasks_help_and_plans_too(edition, today, runs):
    pair = PairFactory(**AHEAD)
    mentor, mentee = UserFactory(person=pair.mentor), UserFactory(person=pair.mentees[0])
    plan = {**FIELDS, "held_on": max(today, BEGINS)}
    with on(today):
        done = []
        for act in (
            lambda: tasks.give(pair, mentees=pair.mentees, text="План", due_on=None, today=today, by=mentor),
            lambda: help.ask(pair, text="Не слушают", urgency="soon", today=today, by=mentee),
            lambda: meetings.plan(pair, fields=plan, today=today, by=mentor),
        ):
            try:
                act()
            except Refusal:
                done.append(False)
            else:
                done.append(True)
        assert done == [runs] * 3
        assert [act.open_to(pair, mentor) for act in (acts.PLAN, acts.GIVE_TASK, acts.LOG_HELP)] == [runs] * 3
        assert queries.leads_now(mentor) == runs


def test_nothing_is_planned_past_the_last_day_that_is_signed(edition):
    pair = PairFactory(**AHEAD)

    with pytest.raises(ValidationError, match=r"Срок пары — по 15\.12\.2026"):
        meetings.plan(
            pair, fields={**FIELDS, "held_on": day(12, 16)}, today=day(10, 20), by=UserFactory(person=pair.mentor)
        )


def test_the_old_mentor_writes_through_the_last_day_and_the_new_one_from_the_first(edition):
    old = PairFactory(ended=True, ended_on=day(12, 14))
    new = PairFactory(active=True, mentees=old.mentees, starts_on=LAST, replaces=old)

    logins = [UserFactory(person=pair.mentor) for pair in (old, new)]
    for today, writes in ((day(12, 5), (True, False)), (day(12, 14), (True, False)), (LAST, (False, True))):
        for pair, by, may in zip((old, new), logins, writes, strict=True):
            before = Meeting.objects.filter(pair=pair).count()
            try:
                write(pair, today, today, by)
            except Refusal:
                assert not may, (today, pair)
            assert Meeting.objects.filter(pair=pair).count() == before + may


def stand_in(pair, **changes):
    days = {"starts_on": day(10, 5), "ends_on": day(10, 18), "consented_on": day(10, 1), **changes}
    return StandIn.objects.create(pair=pair, person=new_mentor(), reason="Отпуск", **days)


@pytest.mark.parametrize("who", ["mentor", "curator", "stand-in"])
@pytest.mark.parametrize(
    ("held_on", "instead"), [(day(10, 4), False), (day(10, 5), True), (day(10, 18), True), (day(10, 19), False)]
)
def test_whoever_stood_in_on_the_day_has_led_it_whoever_writes(pair, mentor, curator, who, held_on, instead):
    row = stand_in(pair)
    by = {"mentor": mentor, "curator": curator, "stand-in": UserFactory(person=row.person)}[who]
    if who == "stand-in" and not instead:
        with pytest.raises(ValidationError, match=r"не замещали наставника: 05\.10\.2026–18\.10\.2026"):
            write(pair, held_on, day(10, 19), by)
        return

    meeting = write(pair, held_on, day(10, 19), by)

    assert meeting.led_by == (row.person if instead else pair.mentor)
    assert bool(meeting.mentor_marked_on) == (who != "curator")
    assert queries.month_of(row.person_id, day(10, 1), day(10, 31)).meetings == instead


def test_a_moved_meeting_and_help_are_led_by_whoever_was_there(pair, mentor, mentee):
    row = stand_in(pair)
    meeting = MeetingFactory(pair=pair, held_on=day(10, 19), led_by=pair.mentor)

    meetings.edit(meeting, fields={**FIELDS, "held_on": day(10, 15)}, today=day(10, 20), by=mentor)
    given = {"text": "Помощь", "answered_on": day(10, 15), "minutes": 15, "answer": "Показали"}
    logged = help.log(pair, mentee=mentee.person, fields=given, today=day(10, 20), by=mentor)

    meeting.refresh_from_db()
    assert (meeting.led_by, logged.led_by) == (row.person, row.person)


@pytest.mark.parametrize(
    ("ended_on", "today", "status"),
    [
        (None, day(10, 18), 200),
        (None, day(10, 19), 200),
        (None, day(10, 25), 200),
        (None, day(10, 26), 403),
        (day(10, 10), day(10, 17), 200),
        (day(10, 10), day(10, 18), 403),
        (day(10, 4), day(10, 6), 403),  # it did not come about
    ],
)
def test_a_week_long_the_quick_entry_stays_open_and_nothing_else(as_user, pair, ended_on, today, status):
    row = stand_in(pair, ended_on=ended_on, end_reason="Вышла раньше" if ended_on else "")
    user = UserFactory(person=row.person)
    with on(today):
        client = as_user(user)
        page = client.get(reverse("journal:quick"))
        assert page.status_code == status
        closed = {client.get(address).status_code for address in (pair.get_absolute_url(), url("pair", pair.pk))}
        assert closed == ({200} if today <= row.last_on else {404})
        assert queries.leads_now(user) == (status == 200)
        if status == 200 and today > row.last_on:
            assert page.context["form"].initial["held_on"] == row.last_on
            assert url("add", pair.pk) not in page.content.decode()


def test_the_meeting_of_the_last_day_is_written_the_day_after(as_user, pair):
    user = UserFactory(person=stand_in(pair).person)
    with on(day(10, 19)):
        fields = {"pair": pair.pk, **typed(held_on="18.10.2026", minutes="45")}
        answer = as_user(user).post(reverse("journal:quick"), fields, follow=True)

    meeting = Meeting.objects.get()
    assert "Встреча записана" in answer.content.decode()
    assert (meeting.led_by, meeting.mentor_marked_on) == (user.person, day(10, 19))


@pytest.mark.parametrize(("today", "status"), [(day(10, 18), 200), (day(10, 25), 200), (day(10, 26), 404)])
def test_the_address_of_the_meeting_form_works_as_long(as_user, pair, today, status):
    MeetingFactory(pair=pair, place="Кабинет 12")
    row = stand_in(pair)
    with on(today):
        client = as_user(UserFactory(person=row.person))
        page = client.get(url("add", pair.pk))

        assert page.status_code == status
        if today > row.last_on and status == 200:
            assert page.context["form"].initial["held_on"] == row.last_on
            text = page.content.decode()
            assert "Кабинет 12" not in text
            assert url("pair", pair.pk) not in text
            refused = client.post(url("add", pair.pk), typed(held_on="19.10.2026"))
            assert "не замещали наставника" in str(refused.context["form"].errors["held_on"])
            answer = client.post(url("add", pair.pk), typed(held_on="18.10.2026"))
            assert answer.url == reverse("desk:today")
            assert Meeting.objects.latest("pk").led_by == row.person


def test_a_stranger_and_a_clerk_who_stood_in_write_no_other_days(pair):
    clerk = UserFactory(office=Office.CLERK, person=stand_in(pair).person)
    for by in (UserFactory(person=PersonFactory()), clerk):
        with pytest.raises(ValidationError, match="не замещали наставника"):
            write(pair, day(10, 19), day(10, 20), by)


@pytest.mark.parametrize(
    ("held_on", "stood_in", "asks"),
    [
        (day(10, 9), False, False),
        (day(10, 10), False, True),
        (day(10, 16), False, True),
        (day(10, 17), False, False),  # the day of the return
        (day(10, 12), True, False),
    ],
)
def test_a_meeting_of_a_mentor_who_was_away_asks_for_words_and_keeps_them(
    as_user, pair, mentor, held_on, stood_in, asks
):
    Absence.objects.create(person=pair.mentor, kind="sick", starts_on=day(10, 10), returned_on=day(10, 17))
    if stood_in:
        stand_in(pair)
    client, typing = as_user(mentor), typed(held_on=f"{held_on:%d.%m.%Y}")
    assert "reason" not in client.get(url("add", pair.pk)).context["form"].fields

    answer = client.post(url("add", pair.pk), typing)

    assert (answer.status_code == 422) == asks
    if asks:
        assert "отсутствует на работе с 10.10.2026" in str(answer.context["form"].errors["reason"])
        client.post(url("add", pair.pk), {**typing, "reason": "Созвонились"})
        assert Meeting.objects.get().history.first().history_change_reason == "Записана встреча. Созвонились"
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(("held_on", "asks"), [(day(5, 31, 2027), False), (day(6, 1, 2027), True)])
@pytest.mark.parametrize("page", ["add", "quick"])
def test_a_meeting_after_a_term_that_has_run_out_asks_for_words(as_user, pair, mentor, page, held_on, asks):
    with on(day(6, 2, 2027)):
        client = as_user(mentor)
        address = reverse("journal:quick") if page == "quick" else url("add", pair.pk)
        typing = {"pair": pair.pk, **typed(held_on=f"{held_on:%d.%m.%Y}", minutes="45")}

        answer = client.post(address, typing)

        assert (answer.status_code == 422) == asks
        if asks:
            assert "Срок пары истёк 31.05.2027" in str(answer.context["form"].errors["reason"])
            assert 'name="reason"' in answer.content.decode()
            assert client.post(address, {**typing, "reason": "Доделали"}).status_code == 302


def test_a_planned_series_says_which_days_are_off(as_user, pair, mentor):
    client = as_user(mentor)
    client.post(url("plan", pair.pk), typed(held_on="24.12.2026", times="3", every="1"))

    page = client.get(url("pair", pair.pk)).content.decode()

    off = {meeting.held_on for meeting in Meeting.objects.planned() if meeting.is_on_day_off}
    assert off == {day(12, 31), day(1, 7, 2027)}
    assert page.count("нерабочий день") == 2


def test_a_held_meeting_is_what_a_pair_is_known_by(pair):
    assert list(records_of(pair)) == []
    for held_on in (day(10, 9), day(10, 16), day(10, 12)):
        MeetingFactory(pair=pair, held_on=held_on)
    MeetingFactory(pair=pair, planned=True, held_on=day(11, 1))

    assert (day(10, 16), "встреча") in list(records_of(pair))
