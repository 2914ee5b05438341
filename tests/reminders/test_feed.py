"""The calendar of one's own duties: a secret address, the standard, who has none."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from icalendar import Calendar

from mentorship.people.models import Person
from mentorship.reminders import feed
from mentorship.reminders.models import Preference
from tests.factories.pairs import PairFactory
from tests.factories.people import OfficeTermFactory
from tests.reminders.making import DUE

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-09-22", tick=False),
]


class TestFeed:
    @pytest.fixture
    def address(self, as_user, mentor):
        page = as_user(mentor).post(reverse("reminders:make_feed")).content.decode()
        return re.search(r'value="http://127.0.0.1:8000(\S+)"', page)[1]

    def test_a_calendar_program_reads_one_s_own_duties_without_signing_in(self, client, address):
        PairFactory(active=True)
        client.logout()

        answer = client.get(address)

        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Cache-Control"] == "private, no-store"
        (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert event["summary"] == "Составить программу и отправить на утверждение"
        assert event.decoded("dtstart") == DUE
        assert b"DTSTART;VALUE=DATE:20260925" in answer.content
        assert str(event["url"]).startswith("http://127.0.0.1:8000/pairs/")

    def test_who_holds_an_office_reads_what_it_owes_as_well(self, client, address, mentor):
        OfficeTermFactory(person=mentor.person)

        titles = [event["summary"] for event in Calendar.from_ical(client.get(address).content).walk("VEVENT")]
        assert "Завершить работу пары" in titles

    def test_it_is_what_the_standard_asks_for(self, client, address):
        first, second = client.get(address).content, client.get(address).content
        lines = first.split(b"\r\n")

        assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
        assert max(map(len, lines)) <= 75
        assert b"\n" not in first.replace(b"\r\n", b"")
        for line in lines:
            line.decode()  # no letter is cut in half
        assert first == second
        for name in (b"UID:", b"DTSTAMP:", b"VERSION:2.0", b"PRODID:"):
            assert name in first

    def test_signs_of_the_format_are_escaped_and_uids_stay(self, client, address, monkeypatch):
        entry = feed.Entry(uid="a:1", title="Раз, два; три\nчетыре\\", starts=DUE)
        monkeypatch.setattr(feed, "FEED_SOURCES", [lambda user, today: [entry]])
        content = client.get(address).content.replace(b"\r\n ", b"").decode()

        assert "SUMMARY:Раз\\, два\\; три\\nчетыре\\\\" in content
        assert "UID:a:1@127.0.0.1:8000" in content

    def test_another_source_may_give_moments(self, client, address, monkeypatch):
        begins = dt.datetime(2026, 9, 25, 14, tzinfo=dt.UTC)
        entry = feed.Entry(uid="m", title="Встреча", starts=begins, ends=begins + dt.timedelta(hours=1))
        monkeypatch.setattr(feed, "FEED_SOURCES", [lambda user, today: [entry]])

        assert b"DTSTART:20260925T140000Z" in client.get(address).content

    def test_a_revoked_a_replaced_and_a_made_up_address_are_the_same_nothing(self, client, address):
        fresh = client.post(reverse("reminders:make_feed")).content.decode()
        again = re.search(r'value="http://127.0.0.1:8000(\S+)"', fresh)[1]
        assert (client.get(address).status_code, client.get(again).status_code) == (404, 200)

        client.post(reverse("reminders:revoke_feed"))
        made_up = reverse("reminders:feed", args=["x" * 43])
        answers = [client.get(tried) for tried in (again, address, made_up)]
        assert {answer.status_code for answer in answers} == {404}
        assert not Preference.objects.get().feed_hash

    def test_the_secret_itself_is_kept_nowhere(self, address):
        secret = address.split("/")[-1].removesuffix(".ics")
        kept = Preference.objects.get()
        assert secret not in str(kept.__dict__)
        assert not hasattr(kept.history.first(), "feed_hash")

    def test_who_is_away_for_long_keeps_the_calendar(self, client, address, mentor):
        mentor.person.absences.create(kind="sick", starts_on="2026-09-01")

        assert client.get(address).status_code == 200

    @pytest.mark.parametrize("change", ["left", "blocked"])
    def test_who_has_left_or_may_not_sign_in_has_no_calendar(self, client, address, mentor, change):
        if change == "left":
            Person.objects.filter(pk=mentor.person_id).update(left_on="2026-09-21", left_reason="перевод")
        else:
            type(mentor).objects.filter(pk=mentor.pk).update(is_active=False)

        assert client.get(address).status_code == 404

    def test_whoever_is_away_for_a_time_keeps_the_calendar(self, client, address, mentor):
        mentor.person.absences.create(kind="sick", starts_on="2026-09-01")

        assert client.get(address).status_code == 200
