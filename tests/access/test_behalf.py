"""Whatever an office records for a participant, a mentee or mentor of the same pair who holds it records for no other.

The places that have tables of their own: petitions, reports, consents, acquaintance (`test_behalf`, `test_acceptance`).
"""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.journal.models import HelpRequest, Task
from mentorship.pairs.models import Agreement, Notice
from mentorship.programs.models import Activity
from tests.factories import replacements
from tests.factories.journal import MeetingFactory
from tests.factories.pairs import PairFactory
from tests.factories.people import UserFactory
from tests.factories.programs import activity, approved
from tests.pages import confirm, text
from tests.pairs.agreements.given import draft, signed, warned

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-11-20")]
DAY = dt.date(2026, 11, 2)
PARTY = "Вы сами участник этой пары"
# What every form of the walk asks for; each takes its own.
WORDS = {
    **dict.fromkeys(("topic", "text", "answer", "result", "reason", "comment", "done", "left", "ground"), "Слова"),
    **dict.fromkeys(("held_on", "done_on", "answered_on", "on", "given_on", "received_on", "signed_on"), "20.11.2026"),
    "copy_on": "20.11.2026",
    "last_day": "25.11.2026",
    "number": "7",
    "verdict": "accepted",
    "method": "handed",
    "minutes": "45",
    "format": "in_person",
    "due_on": "01.12.2026",
    "urgency": "day",
}


def task(pair, by):
    return Task.objects.create(pair=pair, mentee=pair.mentees[0], text="План", given_on=DAY)


def request(pair, by):
    return HelpRequest.objects.create(pair=pair, mentee=pair.mentees[0], text="Вопрос", asked_on=DAY)


def planned(pair, by):
    return MeetingFactory(pair=pair, planned=True, held_on=dt.date(2026, 11, 20))


def item(pair, by, **fields):
    return activity(approved(pair, by), dt.date(2026, 12, 1), **fields)


def reported(pair, by):
    return item(pair, by, responsible=pair.mentees[0], reported_on=DAY)


def replaced(pair, by):
    return replacements.begun(by, pair).old


FOR_MENTOR = [
    ("journal:add", lambda pair, by: pair),
    ("journal:plan", lambda pair, by: pair),
    ("journal:give_task", lambda pair, by: pair),
    ("journal:log_help", lambda pair, by: pair),
    ("journal:hold", planned),
    ("journal:edit", planned),
    ("journal:cancel", planned),
    ("journal:check_task", task),
    ("journal:withdraw_task", task),
    ("journal:answer", request),
    ("programs:perform", item),
    ("programs:cancel_activity", item),
    ("programs:not_done", reported),
    ("pairs:sign_agreement", draft),
    ("pairs:agreement_copy", signed),
    ("pairs:refuse", lambda pair, by: pair),
    ("pairs:receive_notice", warned),
    ("pairs:withdraw_notice", lambda pair, by: warned(pair, by, side="employee")),
    ("replacements:note", replaced),
]


def traces():
    """What the walk could have changed."""
    models = (Task, HelpRequest, Activity, Agreement, Notice)
    return [model.history.count() for model in models], list(Task.objects.values_list("done_on", "verdict"))


@pytest.mark.parametrize(("name", "make"), FOR_MENTOR, ids=[name for name, _ in FOR_MENTOR])
def test_a_curator_who_is_the_mentee_records_nothing_for_the_mentor(as_user, curator, edition, name, make):
    pair = PairFactory(active=True, mentees=[curator.person])
    row, client = make(pair, UserFactory(office=Office.CURATOR)), as_user(curator)
    address, before = reverse(name, args=[row.pk]), traces()
    data = {**WORDS, "mentee": curator.person_id, "times": "1", "every": "1"}
    if name == "journal:plan":
        data["held_on"] = "30.11.2026"

    answer = confirm(client, address, data, follow=True)

    assert PARTY in text(answer)
    assert traces() == before
    assert address not in text(client.get(pair.get_absolute_url()))


def test_a_curator_who_is_the_mentor_does_no_task_for_the_mentee(as_user, curator, edition):
    pair = PairFactory(active=True, mentor=curator.person)
    row, client = task(pair, curator), as_user(curator)
    address = reverse("journal:do_task", args=[row.pk])
    assert address not in text(client.get(reverse("journal:pair", args=[pair.pk])))

    assert PARTY in text(client.post(address, {"done_on": "20.11.2026", "comment": "Готово"}))
    row.refresh_from_db()
    assert row.done_on is None


def test_the_mentor_who_is_the_curator_keeps_the_own_journal(as_user, curator, edition):
    pair = PairFactory(active=True, mentor=curator.person)
    client, row = as_user(curator), task(pair, curator)

    assert client.post(reverse("journal:check_task", args=[row.pk]), WORDS).status_code == 302
    assert reverse("journal:add", args=[pair.pk]) in text(client.get(reverse("journal:pair", args=[pair.pk])))
