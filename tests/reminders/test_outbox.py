"""Letters leave once: a server that is down, an address that is refused, two processes, a line that breaks."""

import datetime as dt
import smtplib
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import close_old_connections, connection, transaction
from django.urls import reverse
from django.utils import timezone

from mentorship.core.calendar.dates import is_working_day
from mentorship.people.models import Person
from mentorship.regulation.models import Institution
from mentorship.reminders import outbox, queries, scheduler, services
from mentorship.reminders.models import Letter, Reminder, RemindRun
from tests.factories.people import UserFactory
from tests.factories.regulation import regulation
from tests.reminders.conftest import DUE, at, duty, person

NOW = at(DUE)
TROUBLE = {}


class Server(EmailBackend):
    """A mail server that fails as the test says: at the door, or when it is handed a letter."""

    def open(self):
        if error := TROUBLE.get("open"):
            raise error

    def send_messages(self, messages):
        for message in messages:
            if error := TROUBLE.get(message.to[0]) or TROUBLE.get("send"):
                raise error
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def server(settings):
    TROUBLE.clear()
    settings.EMAIL_BACKEND = f"{__name__}.Server"


def letter(address="anna@sad.example", **changes):
    who = person(email=address)
    given = {"person": who, "address": address, "subject": "Напоминание", "text": "Текст", "html": "<p>Текст</p>"}
    return Letter.objects.create(**{**given, "created_at": NOW, "next_attempt_at": NOW, **changes})


def refused(code, address="anna@sad.example"):
    return smtplib.SMTPRecipientsRefused({address: (code, b"no such box")})


@pytest.mark.django_db
class TestDelivery:
    def test_what_has_left_is_marked_and_its_words_are_forgotten(self):
        made = letter()
        assert outbox.deliver(NOW).sent == 1
        made.refresh_from_db()

        assert (made.state, made.text, made.html, made.attempts) == ("sent", "", "", 1)
        assert outbox.deliver(NOW).sent == 0
        (sent,) = mail.outbox
        assert sent.extra_headers["List-Unsubscribe"].startswith("<http")
        assert f"letter-{made.pk}-" in sent.extra_headers["Message-ID"]

    def test_a_server_that_is_down_keeps_everything_and_is_asked_again_with_growing_pauses(self):
        made = [letter(), letter("second@sad.example")]
        TROUBLE["open"] = ConnectionRefusedError()
        now, pauses = NOW, []
        for _ in range(7):
            assert outbox.deliver(now).sent == 0
            made[0].refresh_from_db()
            pauses.append((made[0].next_attempt_at - now) // dt.timedelta(minutes=1))
            now = made[0].next_attempt_at

        assert pauses == [5, 15, 60, 180, 360, 720, 720]
        assert set(Letter.objects.values_list("state", "attempts")) == {("queued", 7)}
        assert "выключен" in made[0].last_error
        TROUBLE.clear()
        assert outbox.deliver(now - dt.timedelta(minutes=1)).sent == 0
        assert outbox.deliver(now).sent == 2
        assert len(mail.outbox) == 2

    def test_a_refused_address_stops_after_three_and_the_others_go(self):
        bad, good = letter(), letter("good@sad.example")
        TROUBLE["anna@sad.example"] = refused(550)
        now = NOW
        for _ in range(5):
            outbox.deliver(now)
            now += dt.timedelta(hours=2)
        bad.refresh_from_db()
        good.refresh_from_db()

        assert (bad.state, bad.attempts, good.state) == ("failed", 3, "sent")
        assert bad.last_error == "Почтовый сервер не принимает письма на этот адрес. Ответ сервера: 550 no such box"

    def test_the_command_tells_how_many_were_refused_apart_from_those_that_left(self, edition):
        letter(), letter("good@sad.example"), letter("second@sad.example")
        TROUBLE["anna@sad.example"] = refused(550)
        out = StringIO()
        with time_machine.travel(NOW):
            call_command("remind", stdout=out)

        assert "Отправлено: 2." in out.getvalue()
        assert "Не принято сервером: 1;" in out.getvalue()

    def test_a_round_without_trouble_speaks_of_none(self, edition):
        letter()
        out = StringIO()
        with time_machine.travel(NOW):
            call_command("remind", stdout=out)

        assert "Отправлено: 1." in out.getvalue()
        assert "Не принято" not in out.getvalue()

    def test_a_full_box_is_asked_again_and_again(self):
        made = letter()
        TROUBLE["send"] = refused(452)
        now = NOW
        for _ in range(6):
            outbox.deliver(now)
            now += dt.timedelta(days=1)
        made.refresh_from_db()

        assert (made.state, made.attempts) == ("queued", 6)

    @pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("gone"), TimeoutError(), ConnectionResetError()])
    def test_a_line_that_broke_in_the_middle_is_never_tried_again_by_itself(self, error):
        made = letter()
        TROUBLE["send"] = error
        outbox.deliver(NOW)
        TROUBLE.clear()
        made.refresh_from_db()

        assert (made.state, outbox.deliver(NOW + dt.timedelta(days=9)).sent) == ("unsure", 0)
        outbox.send_now(made, NOW)
        assert len(mail.outbox) == 1

    def test_a_process_that_died_while_sending_leaves_a_doubt_and_no_second_letter(self):
        made = letter(state="sending", claimed_at=NOW)
        for minutes, state in ((14, "sending"), (16, "unsure")):
            outbox.deliver(NOW + dt.timedelta(minutes=minutes))
            made.refresh_from_db()
            assert made.state == state
        assert mail.outbox == []

    def test_who_went_away_after_it_was_written_still_gets_it(self):
        made = letter()
        made.person.absences.create(kind="sick", starts_on=DUE)

        assert outbox.deliver(NOW).sent == 1

    def test_a_letter_nobody_wants_any_more_does_not_leave(self):
        gone, refusing, other = letter(), letter("b@sad.example"), letter("c@sad.example")
        Person.objects.filter(pk=gone.person_id).update(left_on=DUE - dt.timedelta(days=1), left_reason="перевод")
        services.unsubscribe(refusing.person)
        outbox.deliver(NOW)

        assert [sent.to for sent in mail.outbox] == [[other.address]]
        assert Letter.objects.filter(state="dropped", text="").count() == 2

    def test_whoever_is_away_for_a_time_still_gets_the_letters(self):
        made = letter()
        made.person.absences.create(kind="sick", starts_on=DUE - dt.timedelta(days=3))

        assert outbox.deliver(NOW).sent == 1

    def test_a_letter_goes_where_its_reader_wants_it_now(self):
        made = letter()
        services.choose(made.person, letters=True, digest=True, address="home@sad.example", by=None)
        outbox.deliver(NOW)

        assert mail.outbox[0].to == ["home@sad.example"]

    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (smtplib.SMTPAuthenticationError(535, b"bad"), "логин или пароль"),
            (socket.gaierror(), "не найден"),
            (TimeoutError(), "не ответил вовремя"),
            (smtplib.SMTPDataError(554, "спам".encode()), "554 спам"),
            (OSError(), "Нет связи"),
        ],
    )
    def test_an_error_is_said_in_words(self, error, said):
        assert said in outbox.words_of(error)


@pytest.mark.django_db
class TestPage:
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


@pytest.mark.django_db
class TestClock:
    """The thread looks at the clock; days are the institution's."""

    @pytest.fixture(autouse=True)
    def _one_duty(self, owing):
        owing.append(duty(owner=person().pk))

    def look(self, moment):
        with time_machine.travel(moment, tick=False):
            scheduler.tick(timezone.now())
        return len(mail.outbox)

    def test_nothing_before_the_hour_and_once_after_it(self):
        moments = ("07:59", "08:00", "08:03", "23:59")
        assert [self.look(f"2026-09-25 {moment}:00+03:00") for moment in moments] == [0, 1, 1, 1]

    def test_around_midnight_the_day_is_the_institution_s(self, settings):
        settings.REMIND_HOUR = 0
        for moment in ("2026-09-24 23:59:59+03:00", "2026-09-25 00:00:01+03:00", "2026-09-24 23:59:58+03:00"):
            self.look(moment)

        days = RemindRun.objects.order_by("day").values_list("day", flat=True)
        assert list(days) == [dt.date(2026, 9, 24), dt.date(2026, 9, 25)]
        assert sorted(Reminder.objects.exclude(key="digest").values_list("step", flat=True)) == [-1, 0]
        assert len(mail.outbox) == 2

    def test_a_calendar_changed_by_another_process_counts_at_the_next_look(self):
        saturday = dt.date(2026, 11, 21)
        assert not is_working_day(saturday)
        Institution.objects.update(six_days=True)
        self.look("2026-09-25 07:00:00+03:00")

        assert is_working_day(saturday)

    def test_a_clock_set_back_by_days_tells_nothing_again(self):
        assert [self.look(f"2026-09-{day}T09:00:00+03:00") for day in (25, 24, 18, 25)] == [1, 1, 1, 1]

    def test_summer_and_winter_time(self, settings):
        settings.TIME_ZONE, settings.REMIND_HOUR = "Europe/Berlin", 2
        with timezone.override("Europe/Berlin"):
            moments = ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2027-03-28T03:00:00+02:00")
            found = [self.look(moment) for moment in moments]
        assert found == [1, 1, 2]

    def test_a_run_that_died_is_taken_over_and_a_living_one_is_not(self):
        RemindRun.objects.create(day=DUE, started_at=NOW)
        assert not services.claim_day(DUE, NOW + dt.timedelta(minutes=29))
        assert services.claim_day(DUE, NOW + dt.timedelta(minutes=31))
        assert not services.claim_day(DUE, NOW + dt.timedelta(minutes=32))

    def test_a_failure_is_written_to_the_log_and_the_thread_lives(self, monkeypatch, caplog):
        thread, looks = scheduler.Clockwork(), []

        def fail(now, going):
            looks.append(now)
            if len(looks) == 2:
                thread.ending.set()
            raise RuntimeError("the disk is full")

        monkeypatch.setattr(scheduler, "tick", fail)
        monkeypatch.setattr(scheduler, "FIRST_AFTER", 0)
        monkeypatch.setattr(scheduler, "EVERY", 0)
        monkeypatch.setattr(scheduler.connections, "close_all", lambda: None)
        thread.run()

        assert len(looks) == 2
        assert "the disk is full" in caplog.text

    def test_it_can_be_switched_off(self, settings):
        settings.REMIND = False
        assert scheduler.start() is None
        assert "reminders" not in {thread.name for thread in threading.enumerate()}


def at_once(count, act):
    barrier = threading.Barrier(count)

    def run(_):
        close_old_connections()
        barrier.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_and_send_each_letter_once(monkeypatch):
    regulation()
    people = [person(email=f"n{number}@sad.example") for number in range(6)]
    found = [duty(owner=who.pk, pk=pk) for who in people for pk in (1, 2)]
    monkeypatch.setattr(queries, "owed", lambda on, days: found)

    written = at_once(3, lambda: (services.remind(DUE, NOW), outbox.deliver(NOW)))

    assert sum(summary.letters for summary, _ in written) == len(people)
    assert Reminder.objects.filter(step=0).exclude(key="digest").count() == len(found)
    outbox.deliver(NOW)
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(who.email for who in people)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_several_processes_one_runs_the_day():
    assert sorted(at_once(4, lambda: services.claim_day(DUE, NOW))) == [False, False, False, True]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_button_pressed_twice_at_once_sends_once():
    regulation()
    UserFactory()
    made = letter()

    def press():
        try:
            outbox.send_now(Letter.objects.get(pk=made.pk), NOW)
        except outbox.ValidationError:
            return False
        return True

    assert any(at_once(4, press))
    assert len(mail.outbox) == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not connection.features.has_select_for_update, reason="rows are locked in PostgreSQL")
def test_a_letter_that_another_process_holds_is_not_postponed_over_its_head():
    """Both found the server down: what one of them has in hand, the other neither waits for nor counts again."""
    held, free = letter(), letter("free@sad.example")

    def postpone():
        try:
            with transaction.atomic():
                outbox._postpone_others("Сервер молчит.", NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Letter.objects.select_for_update().get(pk=held.pk)
        Letter.objects.filter(pk=held.pk).update(attempts=3)
        pool.submit(postpone).result(timeout=10)

    assert dict(Letter.objects.values_list("pk", "attempts")) == {held.pk: 3, free.pk: 1}
