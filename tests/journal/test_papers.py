"""The printed journal, blank and filled."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.journal.services import meetings, tasks
from tests.factories.journal import MeetingFactory, helped
from tests.factories.people import UserFactory
from tests.journal.conftest import TODAY
from tests.journal.pages import url
from tests.papers import PAPERS, rows, tables, text

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]
DUE = dt.date(2026, 10, 27)


def test_the_blank_journal_has_rows_to_write_in_and_the_filled_one_what_was_recorded(mentee, mentor, pair):
    paper = PAPERS["D33"]
    assert len(rows(paper.document(None, TODAY))) == len(rows(paper.document(pair, TODAY))) == 14
    later, first = (
        MeetingFactory(pair=pair, minutes=90),
        MeetingFactory(pair=pair, held_on=dt.date(2026, 9, 20), format="remote", place="Сферум", aim="Познакомиться"),
    )
    meetings.mark(later, attended=True, today=TODAY, by=mentee)
    tasks.give(pair, mentees=[mentee.person], text="План", due_on=None, meeting=later, today=TODAY, by=mentor)
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


def test_in_a_group_the_printed_journal_hides_the_others_from_a_mentee(edition, group, as_user):
    mentor = UserFactory(person=group.mentor)
    first, second = (UserFactory(person=person) for person in group.mentees)
    meeting = MeetingFactory(pair=group)
    tasks.give(group, mentees=[second.person], text="Тайное", due_on=DUE, meeting=meeting, today=TODAY, by=mentor)
    as_user(second).post(url("mark", meeting.pk))
    paper = PAPERS["D33"]

    own, whole = (text(paper.document(paper.open(user, group.pk), TODAY)) for user in (first, mentor))

    assert [word in own for word in ("Тайное", "Вторушина", "20.10.2026")] == [False] * 3
    assert [word in whole for word in ("Задание: Тайное (до 27.10.2026)", "Вторушина", "20.10.2026")] == [True] * 3
