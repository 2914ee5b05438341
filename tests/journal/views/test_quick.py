"""The quick entry from a phone, the plan carried out in the same act, the ways that lead there."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.journal.models import Meeting
from mentorship.programs.models import Activity, Program
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory
from tests.journal.conftest import TODAY
from tests.journal.pages import typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]


def quick(pair, **changes):
    return {"pair": pair.pk, **typed(minutes="45"), **changes}


def activity_of(pair, **changes):
    days = {"starts_on": pair.starts_on, "ends_on": pair.ends_on}
    approved = {"status": "approved", "approved_on": pair.starts_on, "approved_by": UserFactory()}
    program = Program.objects.create(pair=pair, **days, **approved)
    fields = {"section": option("section", "study"), "title": "Изучить документы", "due_on": pair.ends_on, **changes}
    return Activity.objects.create(program=program, responsible=pair.mentor, **fields)


def test_the_quick_entry_needs_a_length_and_a_topic_alone(as_user, mentor, pair):
    client = as_user(mentor)
    page = client.get(reverse("journal:quick"))
    form = page.context["form"]
    assert (form["pair"].value(), form["format"].value(), form["minutes"].value()) == (str(pair.pk), "in_person", 45)
    assert "20.10.2026" in page.content.decode()

    answer = client.post(reverse("journal:quick"), quick(pair, held_on="20.10.2026"))

    meeting = Meeting.objects.get()
    assert (answer.url, meeting.minutes, meeting.held_on) == (url("saved", meeting.pk), 45, TODAY)


def test_the_quick_entry_remembers_the_last_meeting_and_carries_out_the_plan(as_user, mentor, pair):
    MeetingFactory(pair=pair, minutes=50, format="remote")
    activity = activity_of(pair)
    client = as_user(mentor)
    form = client.get(reverse("journal:quick")).context["form"]
    assert (form["minutes"].value(), form["format"].value()) == (45, "remote")
    assert [str(label) for _, label in form.fields["activity"].choices][1:] == ["Изучить документы"]

    client.post(reverse("journal:quick"), quick(pair, topic="", activity=activity.pk, done="on"))

    meeting = Meeting.objects.latest("pk")
    activity.refresh_from_db()
    assert (meeting.topic, meeting.activity) == ("Изучить документы", activity)
    assert (activity.done_on, activity.result) == (meeting.held_on, "Встреча 15.10.2026: Изучить документы")


def test_what_the_programme_refuses_leaves_no_meeting(as_user, mentor, pair):
    client = as_user(mentor)
    activity_of(pair)
    refused = client.post(url("add", pair.pk), typed(done="on"))

    assert "Выберите мероприятие" in refused.content.decode()
    assert not Meeting.objects.exists()


def test_an_activity_of_another_pair_is_no_choice(as_user, mentor, pair):
    other = activity_of(PairFactory(active=True))
    activity_of(pair)

    refused = as_user(mentor).post(url("add", pair.pk), typed(activity=other.pk))

    assert "activity" in refused.context["form"].errors


def test_a_mentor_of_two_pairs_chooses_and_of_none_is_told(as_user, mentor, pair):
    second = PairFactory(active=True, mentor=pair.mentor)
    client = as_user(mentor)
    assert "С кем" in client.get(reverse("journal:quick")).content.decode()

    client.post(reverse("journal:quick"), quick(second))
    assert Meeting.objects.get().pair == second
    stranger = PairFactory(active=True)
    assert "pair" in client.post(reverse("journal:quick"), quick(stranger)).context["form"].errors

    ended = PairFactory(ended=True, ended_on=dt.date(2026, 10, 19))
    page = as_user(UserFactory(person=ended.mentor)).get(reverse("journal:quick")).content.decode()
    assert "нет действующей пары" in page
    assert as_user(UserFactory()).get(reverse("journal:quick")).status_code == 403


def test_the_desk_and_the_card_lead_to_it(as_user, mentor, mentee, pair):
    MeetingFactory(pair=pair, topic="Обход группы")
    assert reverse("journal:quick") in as_user(mentor).get("/").content.decode()
    assert reverse("journal:quick") not in as_user(mentee).get("/").content.decode()

    card = as_user(mentee).get(pair.get_absolute_url()).content.decode()
    assert "Обход группы" in card
    assert url("ask", pair.pk) in card
    assert url("add", pair.pk) not in card
    assert "Обход группы" not in as_user(UserFactory(office=Office.CLERK)).get(pair.get_absolute_url()).content.decode()
