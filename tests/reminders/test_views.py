"""One's own settings, the link that stops letters, the calendar, slips on paper."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from mentorship.reminders.models import Preference
from tests.reminders.mailing import TROUBLE, letter
from tests.reminders.making import DUE, duty, person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("edition"),
    pytest.mark.today("2026-09-22", tick=False),
]


class TestSettings:
    def test_what_is_chosen_is_kept_with_its_history(self, as_user, mentor):
        client, page = as_user(mentor), reverse("reminders:settings")
        assert "Адреса вашей почты" not in client.get(page).content.decode()
        client.post(page, {"letters": "on", "address": "home@sad.example"})

        own = Preference.objects.get()
        assert (own.letters, own.digest, own.address) == (True, False, "home@sad.example")
        assert own.history.get().history_change_reason == "Настроены напоминания"
        assert "home@sad.example" in client.get(page).content.decode()

    def test_letters_go_elsewhere_only_by_whoever_says_who_is_there(self, as_user, mentor):
        client, page = as_user(mentor), reverse("reminders:settings")
        session = client.session
        session["confirmed_at"] = 0
        session.save()

        assert client.post(page, {"letters": "on", "address": "evil@sad.example"}).url.startswith("/confirm/?next=")
        assert not Preference.objects.exists()
        assert client.post(page, {"digest": "on", "address": ""}).url == page
        assert Preference.objects.get().address == ""

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


@pytest.mark.today("2026-09-26")
class TestOutbox:
    @pytest.fixture
    def client(self, as_user, curator):
        return as_user(curator)

    def test_the_page_tells_how_each_letter_fares_and_never_what_it_says(self, client):
        letter(text="тайное", attempts=2, last_error="Почтовый сервер не отвечает.")
        page = client.get(reverse("reminders:letters")).content.decode()

        assert "Почтовый сервер не отвечает." in page
        assert "Попыток: 2" in page
        assert "тайное" not in page

    def test_the_button_sends_at_once_whatever_the_pause(self, client):
        made = letter(next_attempt_at=timezone.now() + dt.timedelta(days=1))
        answer = client.post(reverse("reminders:send", args=[made.pk]), follow=True)

        assert "Письмо отправлено." in answer.content.decode()
        again = client.post(reverse("reminders:send", args=[made.pk]), follow=True)
        assert "уже отправлено" in again.content.decode()
        assert len(mail.outbox) == 1

    def test_a_failure_of_the_button_is_said(self, client):
        made = letter(state="failed", attempts=3)
        TROUBLE["open"] = ConnectionRefusedError()
        for address in (reverse("reminders:send", args=[made.pk]), reverse("reminders:send_all")):
            assert "не принимает соединений" in client.post(address, follow=True).content.decode()
        made.refresh_from_db()
        assert made.state == "queued"

    def test_all_that_waits_leaves_by_one_button(self, client):
        for number in range(3):
            letter(f"n{number}@sad.example", next_attempt_at=timezone.now() + dt.timedelta(days=1))
        client.post(reverse("reminders:send_all"))

        assert len(mail.outbox) == 3
