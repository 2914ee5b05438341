"""Letters leave once: a server that is down, an address that is refused, two processes, a line that breaks."""

import datetime as dt
import smtplib
import socket
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction

from mentorship.core.refusal import Refusal
from mentorship.people.models import Person
from mentorship.reminders import queries
from mentorship.reminders.models import Letter, Reminder
from mentorship.reminders.services import daily, outbox, preferences
from tests.factories.people import UserFactory
from tests.factories.regulation import regulation
from tests.reminders.mailing import NOW, TROUBLE, letter, refused
from tests.reminders.making import DUE, duty, person
from tests.threads import at_once


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

    def test_a_letter_that_waits_does_not_follow_the_card_to_an_address_that_is_not_confirmed(self):
        waiting = letter()
        user = UserFactory(person=waiting.person, mail_confirmed=False)
        Person.objects.filter(pk=user.person_id).update(email="evil@sad.example")

        assert outbox.deliver(NOW).sent == 1
        assert mail.outbox[0].to == ["anna@sad.example"]

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
        preferences.unsubscribe(refusing.person)
        outbox.deliver(NOW)

        assert [sent.to for sent in mail.outbox] == [[other.address]]
        assert Letter.objects.filter(state="dropped", text="").count() == 2

    def test_whoever_is_away_for_a_time_still_gets_the_letters(self):
        made = letter()
        made.person.absences.create(kind="sick", starts_on=DUE - dt.timedelta(days=3))

        assert outbox.deliver(NOW).sent == 1

    def test_a_letter_goes_where_its_reader_wants_it_now(self):
        made = letter()
        preferences.choose(made.person, letters=True, digest=True, address="home@sad.example", by=None)
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


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_and_send_each_letter_once(monkeypatch):
    regulation()
    people = [person(email=f"n{number}@sad.example") for number in range(6)]
    found = [duty(owner=who.pk, pk=pk) for who in people for pk in (1, 2)]
    monkeypatch.setattr(queries, "owed", lambda on, days: found)

    written = at_once([lambda: (daily.remind(DUE, NOW), outbox.deliver(NOW))] * 3)

    assert sum(summary.letters for summary, _ in written) == len(people)
    assert Reminder.objects.filter(step=0).exclude(key="digest").count() == len(found)
    outbox.deliver(NOW)
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(who.email for who in people)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_button_pressed_twice_at_once_sends_once():
    regulation()
    UserFactory()
    made = letter()

    def press():
        try:
            outbox.send_now(Letter.objects.get(pk=made.pk), NOW)
        except Refusal:
            return False
        return True

    assert any(at_once([press] * 4))
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
