"""One's own settings, the link that stops letters, the calendar, slips on paper."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from icalendar import Calendar

from mentorship.people.models import Person
from mentorship.reminders import feed, letters, slips
from mentorship.reminders.models import Letter, Preference
from tests.documents.texts import pdf_text, word_text
from tests.factories.pairs import PairFactory
from tests.factories.people import OfficeTermFactory, UserFactory
from tests.reminders.conftest import DUE, duty, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel("2026-09-22 12:00:00+03:00", tick=False):
        yield


@pytest.fixture
def mentor():
    """A mentor who has a programme to write by 25.09.2026."""
    return UserFactory(person=PairFactory(active=True).mentor)


class TestSettings:
    def test_what_is_chosen_is_kept_with_its_history(self, as_user, mentor):
        client, page = as_user(mentor), reverse("reminders:settings")
        assert "Адреса вашей почты" not in client.get(page).content.decode()
        client.post(page, {"letters": "on", "address": "home@sad.example"})

        own = Preference.objects.get()
        assert (own.letters, own.digest, own.address) == (True, False, "home@sad.example")
        assert own.history.get().history_change_reason == "Настроены напоминания"
        assert "home@sad.example" in client.get(page).content.decode()

    def test_a_wrong_address_is_refused_in_words_and_kept(self, as_user, mentor):
        answer = as_user(mentor).post(reverse("reminders:settings"), {"letters": "on", "address": "дом"})

        assert answer.status_code == 422
        assert "Такого адреса быть не может" in answer.content.decode()
        assert 'value="дом"' in answer.content.decode()

    def test_the_desk_shows_everything_to_who_wants_no_letters(self, as_user, mentor):
        client = as_user(mentor)
        client.post(reverse("reminders:settings"), {})

        assert "Составить программу" in client.get(reverse("desk:today")).content.decode()

    def test_the_pages_for_everybody_are_offered_to_whom_they_are_open(self, as_user, curator, mentor):
        assert reverse("reminders:letters") in as_user(curator).get(reverse("reminders:settings")).content.decode()
        assert reverse("reminders:letters") not in as_user(mentor).get(reverse("reminders:settings")).content.decode()


class TestUnsubscribe:
    @pytest.fixture
    def address(self, owing, run):
        owing.append(duty(owner=person().pk))
        run(DUE)
        return re.search(r"Не присылать письма: http://127.0.0.1:8000(\S+)", mail.outbox[0].body)[1]

    def test_the_link_of_a_letter_works_without_signing_in_and_only_when_confirmed(self, client, address, owing, run):
        assert "Не присылать письма?" in client.get(address).content.decode()
        assert not Preference.objects.exists()

        assert "Писем больше не будет" in client.post(address).content.decode()
        assert not Preference.objects.get().letters
        assert run(DUE + dt.timedelta(days=7)).letters == 0

    def test_a_mail_program_may_post_it_by_itself(self, address):
        from django.test import Client

        assert mail.outbox[0].extra_headers["List-Unsubscribe"] == f"<http://127.0.0.1:8000{address}>"
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert not Preference.objects.get().letters

    @pytest.mark.parametrize("token", ["x", "1", "1:wrong", "99999999999999999999:x"])
    def test_a_made_up_link_is_no_page(self, client, token):
        address = reverse("reminders:unsubscribe", args=[token])
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


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


class TestSlips:
    def test_who_gets_no_letters_gets_a_slip(self, as_user, curator):
        silent, reached = PairFactory(active=True).mentor, PairFactory(active=True).mentor
        Person.objects.filter(pk=reached.pk).update(email="mentor@sad.example")
        client, page = as_user(curator), reverse("reminders:slips")

        usual = client.get(page, {"days": "7"})
        assert [slip.name for slip in usual.context["slips"]] == [silent.short_name]
        assert "Составить программу" in usual.content.decode()
        everybody = {slip.person for slip in client.get(page, {"who": "all"}).context["slips"]}
        assert {silent.pk, reached.pk} <= everybody
        chosen = client.get(page, {"who": "", "person": [reached.pk]}).context["slips"]
        assert [slip.person for slip in chosen] == [reached.pk]

    def test_each_person_has_a_sheet_in_both_formats(self, as_user, curator):
        pairs = [PairFactory(active=True), PairFactory(active=True)]
        client, query = as_user(curator), {"days": "7"}
        pdf, word = (client.get(reverse("reminders:slips_file", args=[kind]), query) for kind in ("pdf", "docx"))

        for pair in pairs:
            assert pair.mentor.last_name.lower() in word_text(word.content)
            assert pair.mentor.last_name.lower() in pdf_text(pdf.content)
        made = slips.document(slips.slips(dt.date(2026, 9, 22), 7), dt.date(2026, 9, 22), 7)
        assert [type(block).__name__ for block in made.blocks].count("PageBreak") == 1

    def test_a_confidential_matter_is_not_printed(self, owing, monkeypatch):
        monkeypatch.setattr("mentorship.reminders.rules.HUSHED", ("pairs:",))
        owing.append(duty(owner=person(email="").pk, about="тайное"))

        (slip,) = slips.slips(dt.date(2026, 9, 22), 7)
        assert (slip.lines[0].what, slip.lines[0].about) == ("Ответить на обращение", "")

    @pytest.mark.parametrize("query", ["?days=нет&who=x&person=-1", "?days=999999&person=" + "9" * 40, "?person=%00"])
    def test_nonsense_in_the_address_means_the_usual(self, as_user, curator, query):
        assert as_user(curator).get(reverse("reminders:slips") + query).status_code == 200

    def test_nothing_to_print_says_so(self, as_user, curator):
        assert "Печатать нечего" in as_user(curator).get(reverse("reminders:slips")).content.decode()
        assert as_user(curator).get(reverse("reminders:slips_file", args=["xlsx"])).status_code == 404


def test_a_letter_carries_no_secret_of_the_calendar_and_links_to_the_site(settings):
    settings.SITE_URL = "https://nastavnik.school.example"
    who = person()
    assert letters.unsubscribe_url(who.pk).startswith("https://nastavnik.school.example/reminders/unsubscribe/")
    assert letters.who_unsubscribes(letters.unsubscribe_url(who.pk).split("/")[-2].replace("%3A", ":")) == who.pk
    assert Letter.objects.count() == 0
