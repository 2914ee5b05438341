"""Neither the desk of others, nor their letters and slips know of what is closed, whoever owes it (MNT-10, MO-12)."""

import csv
import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from mentorship.desk.duties import collect
from mentorship.people.models import OfficeTerm
from mentorship.regulation.duty import Scope
from mentorship.reminders import feed, queries, rules, slips
from mentorship.reminders.services import daily
from tests.factories.petitions import FILED, TODAY, decided, petition

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-10-20")]
KNOW = {"representation": "director", "mediation": "council"}
DUE = FILED + dt.timedelta(days=5)
WAITS, READ = "Ответить на заявление", "Прочитать ответ на своё заявление"
CLOSED = pytest.mark.parametrize("kind", KNOW)
STATES = pytest.mark.parametrize("state", ["filed", "answered"])


@pytest.fixture
def state():
    return "filed"


@pytest.fixture
def secret(edition, pair, people, kind, state):
    """Overdue while it is open; answered it waits for its author to read."""
    edition.petition_days = 5
    edition.save()
    row = petition(kind, pair)
    return row if state == "filed" else decided(row, granted=False, by=people[KNOW[kind]])


def owner(kind, state):
    return "mentor" if state == "answered" else KNOW[kind]


def closed(duties):
    return [duty for duty in duties if duty.closed]


def calls(on=TODAY):
    """Who is told of anything closed."""
    piles = daily.gather(queries.owed(on, 7), queries.staff_on(on), on, digest=True)
    return {person for person, pile in piles.items() if closed(duty for duty, _ in pile.called) or closed(pile.week)}


@CLOSED
@STATES
def test_the_lists_of_duties_and_their_files_tell_only_whoever_owes_it(client, people, secret, kind, state):
    council = people["council"].person_id
    queries = [
        {},
        {"state": "all"},
        {"state": "overdue"},
        {"whose": "own"},
        {"whose": "council"},
        {"whose": "director"},
        {"person": people["mentor"].person_id},
        {"person": council},
        {"q": "обращение"},
        {"on": "08.10.2026"},
        {"state": "all", "csv": "1"},
    ]
    for role, user in people.items():
        client.force_login(user)
        pages = [client.get(reverse("desk:duties"), query).content.decode() for query in queries]
        shown = [query for query, page in zip(queries, pages, strict=True) if "содержание закрыто" in page]
        assert bool(shown) == (role == owner(kind, state)), (role, shown)
        done = client.get(reverse("desk:duties_done")).content.decode()
        assert "содержание закрыто" not in done


@CLOSED
@STATES
def test_neither_desk_nor_month_nor_calendar_of_others_knows_of_it(client, people, secret, kind, state):
    for role, user in people.items():
        client.force_login(user)
        desk, month = (client.get(reverse(f"desk:{name}")).content.decode() for name in ("today", "calendar"))
        calendar = feed.calendar(user, TODAY, dt.datetime.combine(TODAY, dt.time(), tzinfo=dt.UTC)).decode()
        dated = role == owner(kind, state) and state == "filed"
        assert (secret.get_absolute_url() in desk) == (role == owner(kind, state)), role
        assert (secret.get_absolute_url() in month) == dated, role
        assert ("petitions" in calendar) == dated, role


@CLOSED
@STATES
def test_the_command_names_it_only_when_asked_for_its_owner(people, secret, kind, state):
    def rows(*arguments):
        output = StringIO()
        call_command("duties", "--json", "--on", f"{TODAY:%d.%m.%Y}", *arguments, stdout=output)
        return [row for row in json.loads(output.getvalue()) if "содержание закрыто" in row["about"]]

    assert rows() == []
    for role in ("director", "curator", "council", "mentor"):
        assert bool(rows("--person", people[role].username)) == (role == owner(kind, state)), role


@CLOSED
@STATES
def test_letters_go_to_whoever_owes_it_and_nobody_above(people, secret, kind, state):
    assert calls() == {people[owner(kind, state)].person_id}
    assert calls(TODAY + dt.timedelta(days=60)) == {people[owner(kind, state)].person_id}


@CLOSED
def test_the_other_side_in_office_gets_no_letter(people, secret, kind):
    terms = {"acting": True, "until_return": True, "basis": "приказ № 1"} if KNOW[kind] == "director" else {}
    OfficeTerm.objects.create(person=people["mentee"].person, office=KNOW[kind], starts_on="2026-09-01", **terms)

    assert calls() == {people[KNOW[kind]].person_id}


@CLOSED
def test_a_vacant_office_is_answered_for_by_nobody(people, secret, kind):
    OfficeTerm.objects.filter(office=KNOW[kind]).update(ends_on=FILED)

    assert calls() == set()


@CLOSED
def test_an_author_who_is_away_is_not_answered_for(people, pair, secret, kind):
    decided(secret, granted=False, by=people[KNOW[kind]])
    pair.mentor.absences.create(kind="sick", starts_on=TODAY)

    assert calls() == set()


@CLOSED
@STATES
def test_no_slip_is_printed(people, secret, kind, state):
    printed = [line for slip in slips.slips(TODAY, 30, everybody=True) for line in slip.lines]

    assert [line for line in printed if "обращение" in line.what or "заявление" in line.what] == []


def test_what_is_not_closed_still_goes_up_and_is_printed(edition, people, pair):
    edition.petition_days = 5
    edition.save()
    petition("ending", pair, author=people["mentee"].person)
    (duty,) = [duty for duty in collect(edition.limits(), Scope(everything=True)) if duty.target == "petitions:card"]

    assert not duty.closed
    told = {call.person for call in rules.calls(duty, queries.staff_on(TODAY), DUE + dt.timedelta(days=14))}
    assert told == {people["curator"].person_id, people["director"].person_id}
    assert rules.HUSHED_WHAT in {line.what for slip in slips.slips(TODAY, 30, everybody=True) for line in slip.lines}


def test_the_file_of_the_owner_has_it(client, people, pair):
    petition("representation", pair)
    client.force_login(people["director"])
    answer = client.get(reverse("desk:duties"), {"csv": "1"})

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row for row in rows if WAITS in row]
