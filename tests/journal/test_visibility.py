"""In a group everyone has their own; an office reads journals only where it is its work."""

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.journal.models import Task
from mentorship.journal.services import help, tasks
from tests.factories.journal import MeetingFactory
from tests.factories.people import UserFactory
from tests.journal.conftest import TODAY
from tests.journal.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]


def test_in_a_group_everyone_sees_the_meetings_and_only_their_own_work(as_user, edition, group):
    mentor = UserFactory(person=group.mentor)
    first, second = (UserFactory(person=person) for person in group.mentees)
    meeting = MeetingFactory(pair=group)
    tasks.give(group, mentees=group.mentees, text="Общее", due_on=None, meeting=meeting, today=TODAY, by=mentor)
    tasks.give(group, mentees=[second.person], text="Тайное", due_on=None, today=TODAY, by=mentor)
    asked = help.ask(group, text="Стыдный вопрос", urgency="later", today=TODAY, by=second)
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


def test_a_clerk_who_is_a_mentee_reads_only_the_own_journal(as_user, pair, edition):
    clerk = UserFactory(person=pair.mentees[0], office=Office.CLERK)
    own, other = MeetingFactory(pair=pair, topic="Моя тема"), MeetingFactory(topic="Чужая тема")

    page = as_user(clerk).get(reverse("journal:list")).content.decode()

    assert own.topic in page
    assert other.topic not in page


def test_nobody_tests_the_names_of_others_by_the_filter(as_user, edition, group):
    first, second = group.mentees
    MeetingFactory(pair=group)
    client = as_user(UserFactory(person=first))

    def found(who):
        return client.get(reverse("journal:list"), {"who": who}).context["listing"].total

    assert [found(person.last_name) for person in (group.mentor, first, second)] == [1, 1, 0]
