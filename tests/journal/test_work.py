"""Tasks with the mentor's check, and the help log, through their states; in a group everyone has their own."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.journal import queries
from mentorship.journal.models import HelpRequest, Task
from mentorship.journal.services import tasks as work
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory
from tests.factories.tables import read_book
from tests.journal.conftest import TODAY
from tests.papers import PAPERS, text

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 10, 27)
ANSWER = {"answered_on": "20.10.2026", "minutes": "20", "answer": "Показала, как начать"}


def url(name, pk):
    return reverse(f"journal:{name}", args=[pk])


@pytest.fixture
def task(pair, mentor):
    return work.give_task(pair, mentees=pair.mentees, text="Составить план", due_on=DUE, today=TODAY, by=mentor)[0]


@pytest.fixture
def asked(pair, mentee):
    return work.ask(pair, text="Дети не слушают", urgency="today", today=TODAY, by=mentee)


def test_a_task_is_given_done_sent_back_and_accepted(as_user, mentor, mentee, pair):
    as_user(mentor).post(url("give_task", pair.pk), {"text": "Составить план", "due_on": "27.10.2026"})
    task = Task.objects.get()
    assert (task.mentee, task.due_on, task.state) == (mentee.person, DUE, ("info", "выполняется"))

    as_user(mentee).post(url("do_task", task.pk), {"done_on": "20.10.2026", "comment": "Готово"})
    task.refresh_from_db()
    assert task.state == ("warn", "ждёт проверки")
    twice = as_user(mentee).post(url("do_task", task.pk), {"done_on": "20.10.2026"})
    assert "уже отмечено выполненным" in twice.content.decode()

    wordless = as_user(mentor).post(url("check_task", task.pk), {"verdict": "again"})
    assert "что нужно доработать" in str(wordless.context["form"].errors["comment"])
    as_user(mentor).post(
        url("check_task", task.pk), {"verdict": "again", "comment": "Нет времени", "due_on": "30.10.2026"}
    )
    task.refresh_from_db()
    assert (task.state, task.done_on, task.due_on) == (("bad", "доработать"), None, dt.date(2026, 10, 30))
    assert "Нет времени" in as_user(mentee).get(url("do_task", task.pk)).content.decode()

    as_user(mentee).post(url("do_task", task.pk), {"done_on": "20.10.2026", "comment": "Дописала"})
    as_user(mentor).post(url("check_task", task.pk), {"verdict": "accepted"})
    task.refresh_from_db()
    assert (task.state, task.checked_on) == (("ok", "принято"), TODAY)
    assert "уже принято" in as_user(mentor).post(url("check_task", task.pk), {"verdict": "accepted"}).content.decode()


def test_the_mentor_accepts_the_work_of_whoever_has_no_login(as_user, mentor, task):
    as_user(mentor).post(url("check_task", task.pk), {"verdict": "accepted"})

    task.refresh_from_db()
    assert (task.verdict, task.done_on) == ("accepted", TODAY)


def test_a_task_is_withdrawn_with_a_reason(as_user, mentor, task):
    as_user(mentor).post(url("withdraw_task", task.pk), {"reason": "Болезнь"})

    task.refresh_from_db()
    assert (task.state, task.withdrawn_on) == (("muted", "снято"), TODAY)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"text": "x", "due_on": "19.10.2026"}, "due_on"),
        ({"text": ""}, "text"),
        ({"text": "я" * 10_000}, "text"),
    ],
)
def test_a_wrong_task_is_refused_beside_its_field(as_user, mentor, pair, data, field):
    assert field in as_user(mentor).post(url("give_task", pair.pk), data).context["form"].errors
    assert not Task.objects.exists()


@pytest.mark.parametrize("day", ["19.10.2026", "21.10.2026"])
def test_a_task_is_done_between_its_day_and_today(as_user, mentee, task, day):
    assert "done_on" in as_user(mentee).post(url("do_task", task.pk), {"done_on": day}).context["form"].errors


def test_help_is_asked_for_and_given(as_user, mentor, mentee, pair):
    as_user(mentee).post(url("ask", pair.pk), {"text": "Дети не слушают", "urgency": "today"})
    asked = HelpRequest.objects.get()
    assert (asked.status, asked.mentee, asked.asked_on) == ("open", mentee.person, TODAY)

    as_user(mentor).post(url("answer", asked.pk), ANSWER)

    asked.refresh_from_db()
    assert (asked.status, asked.minutes, asked.led_by) == ("answered", 20, pair.mentor)
    assert "Показала, как начать" in as_user(mentee).get(url("pair", pair.pk)).content.decode()
    assert "Ответ уже не нужен" in as_user(mentor).post(url("answer", asked.pk), ANSWER).content.decode()


def test_help_is_withdrawn_by_whoever_asked(as_user, mentor, mentee, asked):
    assert as_user(mentor).post(url("withdraw_help", asked.pk)).status_code == 403

    as_user(mentee).post(url("withdraw_help", asked.pk))

    asked.refresh_from_db()
    assert (asked.status, asked.withdrawn_on) == ("withdrawn", TODAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"answered_on": "19.10.2026"}, "answered_on"),
        ({"answered_on": "21.10.2026"}, "answered_on"),
        ({"minutes": "0"}, "minutes"),
        ({"answer": ""}, "answer"),
    ],
)
def test_a_wrong_answer_is_refused_beside_its_field(as_user, mentor, asked, change, field):
    assert field in as_user(mentor).post(url("answer", asked.pk), {**ANSWER, **change}).context["form"].errors
    asked.refresh_from_db()
    assert asked.status == "open"


def test_help_without_a_request_counts_as_well(as_user, mentor, pair):
    MeetingFactory(pair=pair)
    person = pair.mentees[0]
    as_user(mentor).post(url("log_help", pair.pk), {"mentee": person.pk, "text": "План дня", **ANSWER})

    done = queries.hours_of(pair)
    assert (done.meetings, done.helps, done.minutes, done.length) == (1, 1, 65, "1\xa0ч 5\xa0мин")


def test_the_card_of_a_situational_pair_leads_with_help(as_user, edition):
    pair = PairFactory(active=True, kind=option("kind", "situational"))
    client = as_user(UserFactory(person=pair.mentor))

    page, card = (client.get(address).content.decode() for address in (url("pair", pair.pk), pair.get_absolute_url()))

    assert page.index("Помощь по обращениям") < page.index('<h2 id="meetings">')
    assert "Помощь и журнал встреч" in card
    assert url("log_help", pair.pk) in card


def test_in_a_group_everyone_sees_the_meetings_and_only_their_own_work(as_user, edition, group):
    mentor = UserFactory(person=group.mentor)
    first, second = (UserFactory(person=person) for person in group.mentees)
    meeting = MeetingFactory(pair=group)
    work.give_task(group, mentees=group.mentees, text="Общее", due_on=None, meeting=meeting, today=TODAY, by=mentor)
    work.give_task(group, mentees=[second.person], text="Тайное", due_on=None, today=TODAY, by=mentor)
    asked = work.ask(group, text="Стыдный вопрос", urgency="later", today=TODAY, by=second)
    as_user(second).post(url("mark", meeting.pk))
    client = as_user(first)

    pages = [
        client.get(address)
        for address in (
            reverse("journal:list"),
            url("pair", group.pk),
            url("card", meeting.pk),
            group.get_absolute_url(),
            "/",
            reverse("journal:list") + "?csv=1",
            url("pair", group.pk) + "?csv=1",
        )
    ]
    seen = " ".join(page.content.decode() for page in pages)
    assert (meeting.topic in seen, "Общее" in seen) == (True, True)
    assert [word in seen for word in ("Тайное", "Стыдный", "Вторушина", "отмечено 20.10.2026")] == [False] * 4
    theirs = Task.objects.filter(mentee=second.person).first()
    assert client.get(url("do_task", theirs.pk)).status_code == 404
    assert client.get(url("answer", asked.pk)).status_code == 404
    assert client.post(url("withdraw_help", asked.pk)).status_code == 404
    assert "Вторушина" in as_user(mentor).get(url("card", meeting.pk)).content.decode()


def test_in_a_group_the_printed_journal_hides_the_others_from_a_mentee(edition, group, as_user):
    mentor = UserFactory(person=group.mentor)
    first, second = (UserFactory(person=person) for person in group.mentees)
    meeting = MeetingFactory(pair=group)
    work.give_task(group, mentees=[second.person], text="Тайное", due_on=DUE, meeting=meeting, today=TODAY, by=mentor)
    as_user(second).post(url("mark", meeting.pk))
    paper = PAPERS["D33"]

    own, whole = (text(paper.document(paper.open(user, group.pk), TODAY)) for user in (first, mentor))

    assert [word in own for word in ("Тайное", "Вторушина", "20.10.2026")] == [False] * 3
    assert [word in whole for word in ("Задание: Тайное (до 27.10.2026)", "Вторушина", "20.10.2026")] == [True] * 3


def test_a_task_for_a_stranger_is_refused(edition, group, pair):
    mentor = UserFactory(person=group.mentor)
    with pytest.raises(work.ValidationError, match="участников этой пары"):
        work.give_task(group, mentees=pair.mentees, text="x", due_on=None, today=TODAY, by=mentor)


def test_the_journal_goes_to_excel_and_no_text_becomes_a_formula(as_user, mentor, pair):
    MeetingFactory(pair=pair, topic="=1+1", minutes=90)

    heading, row = read_book(as_user(mentor).get(url("pair", pair.pk) + "?excel=1").content)

    found = dict(zip(heading, row, strict=True))
    assert (found["Минут"], found["Тема"], found["Состояние"]) == (90, "=1+1", "проведена")
