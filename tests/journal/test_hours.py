"""Hours by month, the printed journal, duties, the calendar."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorship.desk.duties import collect, url_of
from mentorship.documents.catalogue import PAPERS
from mentorship.journal import duties as sources
from mentorship.journal import queries, rules
from mentorship.journal.models import HelpRequest, Meeting
from mentorship.journal.models.meeting import minutes_words
from mentorship.journal.services import meetings as services
from mentorship.journal.services import tasks as work
from mentorship.regulation.duties import Scope
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.factories.tables import read_book
from tests.journal.conftest import TODAY
from tests.papers import rows, tables, text

pytestmark = pytest.mark.django_db


def helped(pair, on, minutes):
    return HelpRequest.objects.create(
        pair=pair,
        mentee=pair.mentees[0],
        asked_on=on,
        text="Вопрос",
        status="answered",
        answered_on=on,
        minutes=minutes,
        answer="Ответ",
        led_by=pair.mentor,
    )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.booleans(), st.dates(dt.date(2026, 8, 25), dt.date(2027, 9, 5)), st.integers(1, 720), st.booleans()
        ),
        max_size=12,
    )
)
def test_the_months_add_up_to_the_work_of_the_year(edition, django_db_blocker, records):
    Meeting.objects.all().delete()
    HelpRequest.objects.all().delete()
    curator = UserFactory(office="curator")
    pairs = {side: PairFactory(active=True) for side in (True, False)}
    for side, day, minutes, is_help in records:
        if is_help:
            helped(pairs[side], day, minutes)
        else:
            MeetingFactory(pair=pairs[side], held_on=day, minutes=minutes)
    MeetingFactory(pair=pairs[True], planned=True, held_on=dt.date(2026, 12, 1))
    first, last = dt.date(2026, 9, 1), dt.date(2027, 8, 31)

    table = dict(queries.hours(curator, 2026))

    inside = [(side, day, minutes) for side, day, minutes, _ in records if first <= day <= last]
    assert sum(map(sum, table.values())) == sum(minutes for _, _, minutes in inside)
    for side, pair in pairs.items():
        months = table.get(pair.mentor, [0] * 12)
        for number, month in enumerate([*range(9, 13), *range(1, 9)]):
            assert months[number] == sum(m for s, day, m in inside if s == side and day.month == month)
        assert sum(months) == queries.hours_of(pair, first, last).minutes


def test_the_page_of_hours_and_its_file(as_user, curator, pair):
    MeetingFactory(pair=pair, minutes=90)
    MeetingFactory(pair=pair, minutes=30, held_on=dt.date(2026, 9, 30))
    MeetingFactory(minutes=45)
    helped(pair, dt.date(2026, 10, 1), 15)
    client = as_user(curator)

    page = client.get(reverse("journal:hours")).content.decode()
    heading, *lines = read_book(client.get(reverse("journal:hours") + "?excel=1").content)

    assert "3\xa0ч" in page
    (own,) = [line for line in lines if line[0] == pair.mentor.full_name]
    assert (own[1], own[2], own[-2], own[-1]) == (30, 105, 135, "2 ч 15 мин")
    assert heading[1] == "сентябрь 2026, мин"
    mine = as_user(UserFactory(person=pair.mentor)).get(reverse("journal:hours"))
    assert [person for person, _, _ in mine.context["rows"]] == [pair.mentor]
    mentee = as_user(UserFactory(person=pair.mentees[0])).get(reverse("journal:hours"))
    assert mentee.context["rows"] == []


@pytest.mark.parametrize("year", ["", "2025", "1", "9" * 30, "²", "нет"])
def test_any_year_in_the_address_is_survived(as_user, curator, year):
    assert as_user(curator).get(reverse("journal:hours"), {"year": year}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_hours_cost_the_same_queries_however_many_mentors(as_user, curator, count, django_assert_num_queries):
    MeetingFactory.create_batch(count)
    with django_assert_num_queries(3):
        queries.hours(curator, 2026)  # the offices of the user, the figures, the names


def test_minutes_in_words():
    assert [minutes_words(number).replace("\xa0", " ") for number in (0, 5, 60, 90)] == [
        "0 мин",
        "5 мин",
        "1 ч",
        "1 ч 30 мин",
    ]


def test_the_blank_journal_has_rows_to_write_in_and_the_filled_one_what_was_recorded(mentee, mentor, pair):
    paper = PAPERS["D33"]
    assert len(rows(paper.document(None, TODAY))) == len(rows(paper.document(pair, TODAY))) == 14
    later, first = (
        MeetingFactory(pair=pair, minutes=90),
        MeetingFactory(pair=pair, held_on=dt.date(2026, 9, 20), format="remote", place="Сферум", aim="Познакомиться"),
    )
    services.mark(later, attended=True, today=TODAY, by=mentee)
    work.give_task(pair, mentees=[mentee.person], text="План", due_on=None, meeting=later, today=TODAY, by=mentor)
    MeetingFactory(pair=pair, planned=True, held_on=TODAY)
    helped(pair, dt.date(2026, 10, 1), 15)

    document = paper.document(pair, TODAY)

    assert document.landscape
    assert [(row[0], row[1], row[2].replace("\xa0", " ")) for row in rows(document)] == [
        ("1", "20.09.2026", "45 мин"),
        ("2", "15.10.2026", "1 ч 30 мин"),
    ]
    assert rows(document)[0][3:6] == ("дистанционно, Сферум", first.topic, "Познакомиться")
    assert rows(document)[1][5] == "Задание: План"
    assert [row[8:] for row in rows(document)] == [("20.09.2026", ""), ("15.10.2026", "20.10.2026")]
    assert "Всего 2 встречи, 2 ч 15 мин." in text(document)
    assert tables(document)[1].rows[0][1:4] == ("01.10.2026", pair.mentees[0].short_name, "Вопрос")


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_journal_downloads_for_both_sides_and_not_for_a_stranger(as_user, mentee, pair, format):
    MeetingFactory(pair=pair)
    address = reverse("archive:paper", args=["D33", pair.pk, format])

    assert as_user(mentee).get(address).status_code == 200
    assert as_user(UserFactory()).get(address).status_code == 404


def owed(edition, rule, **scope):
    return [duty for duty in collect(edition.limits(), Scope(**(scope or {"everything": True}))) if duty.rule == rule]


def days_left(duty, around):
    return [duty.days_left(around + dt.timedelta(days=shift)) for shift in (-1, 0, 1)]


def test_a_planned_meeting_is_owed_on_its_day(edition, mentor, pair):
    day = dt.date(2026, 10, 25)
    meeting = MeetingFactory(pair=pair, planned=True, held_on=day)

    (duty,) = owed(edition, "meeting_planned")

    assert (duty.owner, days_left(duty, day)) == (pair.mentor_id, [1, 0, -1])
    assert url_of(duty) == reverse("journal:hold", args=[meeting.pk])
    services.cancel(meeting, reason="Болезнь", today=TODAY, by=mentor)
    assert owed(edition, "meeting_planned") == []


def test_marks_are_owed_by_each_side_once_a_pair(edition, mentor, mentee, pair):
    MeetingFactory.create_batch(2, pair=pair, mentor_marked_on=None)
    due_on = dt.date(2026, 10, 15) + dt.timedelta(days=rules.MARK_DAYS)

    duties = owed(edition, "meeting_mark")

    assert {duty.owner for duty in duties} == {mentor.person_id, mentee.person_id}
    assert {duty.what for duty in duties} == {"Отметить в журнале 2 встречи"}
    assert [days_left(duty, due_on) for duty in duties] == [[1, 0, -1]] * 2
    services.mark_all(pair, today=TODAY, by=mentee)
    assert [duty.owner for duty in owed(edition, "meeting_mark")] == [mentor.person_id]
    services.mark_all(pair, today=TODAY, by=mentor)
    assert owed(edition, "meeting_mark") == []


def test_a_task_is_owed_by_the_mentee_then_its_check_by_the_mentor(edition, mentor, mentee, pair):
    due_on = dt.date(2026, 10, 27)
    (task,) = work.give_task(pair, mentees=[mentee.person], text="План", due_on=due_on, today=TODAY, by=mentor)
    (duty,) = owed(edition, "task_due")
    assert (duty.owner, duty.clause, days_left(duty, due_on)) == (mentee.person_id, "5.2", [1, 0, -1])
    assert owed(edition, "task_check") == []

    work.do_task(task, done_on=TODAY, comment="", today=TODAY, by=mentee)

    assert owed(edition, "task_due") == []
    assert [duty.owner for duty in owed(edition, "task_check")] == [mentor.person_id]


@pytest.mark.parametrize(("urgency", "days"), [("today", 0), ("soon", 3), ("later", None)])
def test_help_is_owed_as_soon_as_it_is_needed(edition, mentee, pair, urgency, days):
    asked = work.ask(pair, text="Помогите", urgency=urgency, today=TODAY, by=mentee)

    (duty,) = owed(edition, "help_asked")

    assert (duty.owner, duty.due_on) == (pair.mentor_id, None if days is None else TODAY + dt.timedelta(days=days))
    work.withdraw_help(asked, today=TODAY, by=mentee)
    assert owed(edition, "help_asked") == []


def test_everybody_owes_only_their_own_and_the_keys_differ(edition, mentor, mentee, pair):
    MeetingFactory(pair=pair, mentor_marked_on=None)
    MeetingFactory(mentor_marked_on=None)
    work.ask(pair, text="Помогите", urgency="soon", today=TODAY, by=mentee)

    for user in (mentor, mentee):
        duties = sources.duties({edition.pk: edition.limits()}, Scope(person=user.person_id))
        assert {duty.owner for duty in duties} == {user.person_id}
    everything = sources.duties({edition.pk: edition.limits()}, Scope(everything=True))
    assert len({duty.key for duty in everything}) == len(everything) == 5


def test_nobody_is_asked_in_vain(edition, curator, django_assert_num_queries):
    scope = Scope(person=curator.person_id, offices=frozenset({"curator"}), mentors=False, mentees=False)
    with django_assert_num_queries(0):
        assert sources.duties({}, scope) == []


def test_meetings_for_a_calendar(curator, mentee, pair):
    planned = MeetingFactory(pair=pair, planned=True, held_on=dt.date(2026, 10, 25), starts_at=dt.time(14))
    MeetingFactory(pair=pair, held_on=dt.date(2026, 9, 30))
    MeetingFactory(planned=True, held_on=dt.date(2026, 10, 26))
    days = (dt.date(2026, 10, 1), dt.date(2026, 10, 31))

    (row,) = queries.meetings_between(mentee, *days)

    assert (row.day, row.time, row.url, row.is_planned) == (
        planned.held_on,
        planned.starts_at,
        planned.get_absolute_url(),
        True,
    )
    assert len(queries.meetings_between(curator, *days)) == 2
    assert queries.meetings_between(curator, *days, own=True) == []
