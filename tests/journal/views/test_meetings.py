"""Meetings by HTTP: who writes them, what is refused, marks, corrections, plans."""

import datetime as dt

import pytest

from mentorship.journal.models import Meeting, MeetingMark
from mentorship.journal.services import meetings
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory
from tests.journal.conftest import TODAY
from tests.journal.pages import typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]


def test_the_mentor_writes_a_meeting_down_and_marks_it_by_that(as_user, mentor, pair):
    answer = as_user(mentor).post(url("add", pair.pk), typed(link="https://sferum.ru/call/1", starts_at="14.30"))

    meeting = Meeting.objects.get()
    assert answer.url == url("saved", meeting.pk)
    assert (meeting.minutes, meeting.starts_at, meeting.length) == (90, dt.time(14, 30), "1\xa0ч 30\xa0мин")
    assert (meeting.led_by, meeting.recorded_by, meeting.mentor_marked_on) == (pair.mentor, pair.mentor, TODAY)
    page = as_user(mentor).get(answer.url).content.decode()
    assert "Записано" in page
    assert "1 встреча, всего 1\xa0ч 30\xa0мин" in page


def test_the_curator_writes_on_behalf_and_the_mentor_still_has_to_mark(as_user, curator, mentor, pair):
    as_user(curator).post(url("add", pair.pk), typed())

    meeting = Meeting.objects.get()
    assert (meeting.led_by, meeting.recorded_by, meeting.mentor_marked_on) == (pair.mentor, curator.person, None)
    as_user(mentor).post(url("mark", meeting.pk))
    meeting.refresh_from_db()
    assert meeting.mentor_marked_on == TODAY


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"held_on": "14.09.2026"}, "held_on", "Пара начала работать 15.09.2026"),
        ({"held_on": "21.10.2026"}, "held_on", "ещё не наступил"),
        ({"held_on": "31.02.2026"}, "held_on", "Такой даты нет"),
        ({"minutes": "0"}, "minutes", "от 1 минуты до 12 часов"),
        ({"minutes": "721"}, "minutes", "от 1 минуты до 12 часов"),
        ({"minutes": "13:00"}, "minutes", "от 1 минуты до 12 часов"),
        ({"minutes": "долго"}, "minutes", "сколько длилась"),
        ({"minutes": "-5"}, "minutes", "сколько длилась"),
        ({"topic": "я" * 10_000}, "topic", "Слишком длинно"),
        ({"topic": ""}, "topic", "Обязательное поле"),
        ({"result": "я" * 10_000}, "result", "Слишком длинно"),
        ({"link": "javascript:alert(1)"}, "link", "https://"),
        ({"link": "ftp://server/file"}, "link", "https://"),
        ({"format": "dance"}, "format", "Выберите"),
        ({"starts_at": "25:99"}, "starts_at", "14:30"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_kept(as_user, mentor, pair, change, field, said):
    answer = as_user(mentor).post(url("add", pair.pk), typed(**change))

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert answer.context["form"][field].value() == change[field]
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("day", ["15.09.2026", "20.10.2026"])
def test_the_first_day_of_the_pair_and_today_are_both_taken(as_user, mentor, pair, day):
    as_user(mentor).post(url("add", pair.pk), typed(held_on=day))

    assert Meeting.objects.get().held_on in (pair.starts_on, TODAY)


@pytest.mark.parametrize(
    ("written", "minutes"), [("45", 45), ("1:30", 90), ("2 ч", 120), ("1 час 5 минут", 65), ("720", 720)]
)
def test_minutes_as_people_write_them(as_user, mentor, pair, written, minutes):
    as_user(mentor).post(url("add", pair.pk), typed(minutes=written))

    assert Meeting.objects.get().minutes == minutes


def test_a_form_sent_twice_is_one_meeting(as_user, mentor, pair):
    client = as_user(mentor)

    answers = [client.post(url("add", pair.pk), typed(_once="abc")).url for _ in range(2)]

    assert answers[0] == answers[1] == url("saved", Meeting.objects.get().pk)


def test_the_mentee_confirms_once_and_may_say_that_they_were_not_there(as_user, mentee, pair):
    came, missed = MeetingFactory(pair=pair), MeetingFactory(pair=pair)
    client = as_user(mentee)

    for _ in range(2):
        client.post(url("mark", came.pk))
    client.post(url("mark", missed.pk), {"absent": "1"})

    marks = {mark.meeting_id: (mark.marked_on, mark.attended) for mark in MeetingMark.objects.all()}
    assert marks == {came.pk: (TODAY, True), missed.pk: (TODAY, False)}
    assert "не был(а) на встрече" in client.get(url("card", missed.pk)).content.decode()


def test_all_meetings_are_confirmed_with_one_button(as_user, mentee, pair):
    MeetingFactory.create_batch(3, pair=pair)
    MeetingFactory(pair=pair, planned=True, held_on=TODAY)
    client = as_user(mentee)
    assert "ждёт: 3 встречи" in client.get(url("pair", pair.pk)).content.decode()

    page = client.post(url("mark_all", pair.pk), follow=True).content.decode()

    assert "Отмечено: 3 встречи" in page
    assert "Отметить все" not in page
    assert MeetingMark.objects.count() == 3


def test_until_both_marks_stand_it_is_corrected_freely_then_only_with_a_reason(as_user, mentor, mentee, pair):
    meeting = MeetingFactory(pair=pair)
    client = as_user(mentor)
    client.post(url("edit", meeting.pk), typed(topic="Поправлено"))
    meetings.mark(Meeting.objects.get(), attended=True, today=TODAY, by=mentee)

    refused = client.post(url("edit", meeting.pk), typed(topic="Ещё раз"))
    assert refused.status_code == 422
    assert "reason" in refused.context["form"].errors
    meeting.refresh_from_db()
    assert meeting.topic == "Поправлено"

    client.post(url("edit", meeting.pk), typed(topic="Ещё раз", reason="Перепутала тему"))
    meeting.refresh_from_db()
    assert (meeting.topic, meeting.corrected_on, meeting.correct_reason) == ("Ещё раз", TODAY, "Перепутала тему")
    assert "Перепутала тему" in as_user(mentee).get(url("card", meeting.pk)).content.decode()
    assert meeting.history.first().history_change_reason == "Исправлена: Перепутала тему"


def test_a_meeting_is_cancelled_with_a_reason_and_stays(as_user, mentor, pair):
    meeting = MeetingFactory(pair=pair)
    client = as_user(mentor)
    assert client.post(url("cancel", meeting.pk), {"reason": ""}).status_code == 422

    page = client.post(url("cancel", meeting.pk), {"reason": "Записана дважды"}, follow=True).content.decode()

    assert "Записана дважды" in page
    again = client.post(url("cancel", meeting.pk), {"reason": "Ещё раз"})
    assert "уже отменена" in again.content.decode() or "отменена" in str(again.context["form"].errors)
    assert "0 встреч" in client.get(url("pair", pair.pk)).content.decode()


def test_a_schedule_is_planned_and_a_planned_meeting_is_held(as_user, mentor, pair):
    client = as_user(mentor)
    client.post(url("plan", pair.pk), typed(held_on="21.10.2026", times="3", every="2"))
    days = list(Meeting.objects.planned().order_by("held_on").values_list("held_on", flat=True))
    assert days == [dt.date(2026, 10, 21), dt.date(2026, 11, 4), dt.date(2026, 11, 18)]

    first = Meeting.objects.earliest("held_on")
    Meeting.objects.filter(pk=first.pk).update(held_on=TODAY)
    client.post(url("hold", first.pk), typed(held_on="20.10.2026", result="Всё удалось"))
    first.refresh_from_db()
    assert (first.status, first.result, first.mentor_marked_on) == ("held", "Всё удалось", TODAY)
    second = client.post(url("hold", first.pk), typed())
    assert "уже проведена" in second.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"held_on": "19.10.2026"}, "на сегодня или позже"),
        ({"held_on": "01.06.2027"}, "Срок пары — по 31.05.2027"),
        ({"held_on": "20.05.2027", "times": "3", "every": "1"}, "Срок пары — по 31.05.2027"),
    ],
)
def test_a_plan_outside_the_term_is_refused_whole(as_user, mentor, pair, change, said):
    answer = as_user(mentor).post(url("plan", pair.pk), typed(**{"times": "1", "every": "1", **change}))

    assert said in str(answer.context["form"].errors["held_on"])
    assert not Meeting.objects.exists()


def test_a_planned_meeting_is_not_marked(as_user, mentee, pair):
    meeting = MeetingFactory(pair=pair, planned=True, held_on=TODAY)

    page = as_user(mentee).post(url("mark", meeting.pk), follow=True).content.decode()

    assert "Отметить можно проведённую встречу" in page
    assert not MeetingMark.objects.exists()


def test_the_journal_of_an_ended_pair_is_mended_only_by_the_curator_with_a_reason(as_user, curator, edition):
    pair = PairFactory(ended=True, ended_on=dt.date(2026, 10, 10))
    mentor = UserFactory(person=pair.mentor)
    day = typed(held_on="05.10.2026", reason="Забыли записать")
    assert "закрыт" in as_user(mentor).post(url("add", pair.pk), day).content.decode()
    client = as_user(curator)
    assert "reason" in client.post(url("add", pair.pk), typed(held_on="05.10.2026")).context["form"].errors
    late = client.post(url("add", pair.pk), typed(held_on="11.10.2026", reason="x"))
    assert "Пара завершена 10.10.2026" in str(late.context["form"].errors["held_on"])
    assert not Meeting.objects.exists()

    client.post(url("add", pair.pk), day)

    meeting = Meeting.objects.get()
    assert "Забыли записать" in meeting.history.first().history_change_reason
    assert "закрыт" in as_user(mentor).post(url("cancel", meeting.pk), {"reason": "x"}).content.decode()


def test_a_pair_without_an_order_has_no_journal_yet(as_user, curator, edition):
    pair = PairFactory()

    answer = as_user(curator).post(url("add", pair.pk), typed(reason="x"))

    assert "закреплена приказом" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_the_curator_records_the_marks_that_stand_on_paper(as_user, curator, pair):
    meeting = MeetingFactory(pair=pair, mentor_marked_on=None)
    client, address = as_user(curator), url("mark_paper", meeting.pk)
    person = pair.mentees[0]
    early = client.post(address, {"on": "14.10.2026", "mentor": "on"})
    assert "с 15.10.2026 по сегодняшний" in str(early.context["form"].errors["on"])
    assert "чья подпись" in client.post(address, {"on": "16.10.2026"}).content.decode()

    client.post(address, {"on": "16.10.2026", "mentor": "on", "mentees": [person.pk]})

    meeting.refresh_from_db()
    assert meeting.mentor_marked_on == dt.date(2026, 10, 16)
    mark = meeting.marks.get()
    assert (mark.on_paper, mark.recorded_by, meeting.mark_recorded_by) == (True, curator, curator)
    assert client.get(meeting.get_absolute_url()).content.decode().count(f"с бумаги, внёс(ла) {curator}") == 2


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_curator_of_the_pair_marks_for_nobody_else(as_user, curator, edition, side):
    pair = PairFactory(
        active=True, **({"mentor": curator.person} if side == "mentor" else {"mentees": [curator.person]})
    )
    meeting = MeetingFactory(pair=pair, mentor_marked_on=None)
    theirs = {"mentees": [pair.mentees[0].pk]} if side == "mentor" else {"mentor": "on"}

    answer = as_user(curator).post(url("mark_paper", meeting.pk), {"on": "16.10.2026", **theirs})

    assert "сами участник этой пары" in answer.content.decode()
    meeting.refresh_from_db()
    assert (meeting.mentor_marked_on, meeting.marks.count()) == (None, 0)


def test_speed_mentoring_is_one_meeting(as_user, edition):
    pair = PairFactory(active=True, kind=option("kind", "speed"))
    client = as_user(UserFactory(person=pair.mentor))
    client.post(url("add", pair.pk), typed())

    assert "одна встреча" in client.post(url("add", pair.pk), typed()).content.decode()
    assert Meeting.objects.count() == 1
