"""The help log through its states."""

import pytest

from mentorship.journal import queries
from mentorship.journal.models import HelpRequest
from tests.factories.journal import MeetingFactory
from tests.journal.conftest import TODAY
from tests.journal.pages import ANSWER, url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20", tick=False)]


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
