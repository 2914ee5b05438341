"""Letters leave here, each at most once.

A letter is taken under lock and marked before the mail server is called. What the server surely did not take is
tried again after a growing pause; what it may have taken (the line broke in the middle, the process died) is never
sent again by itself: it is shown as «неизвестно, ушло ли», and a person decides.
"""

import logging
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from mentorship.core.refusal import Refusal
from mentorship.reminders.letters import message
from mentorship.reminders.models import Letter
from mentorship.reminders.queries import reader

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 360, 720))
REFUSALS = 3  # a refused address is tried so many times
AT_ONCE = 500
BY_HAND = 50  # while somebody waits for the page; the others leave by themselves
GONE = "Сотрудник больше не работает или отказался от писем."
LOST = "Программа остановилась во время отправки."
State = Letter.State
log = logging.getLogger(__name__)


class Outcome(Enum):
    """How an attempt went."""

    SENT = auto()
    REFUSED = auto()  # this letter for good; the next one may go
    LATER = auto()  # this letter for now: the box is full, the server wants to be asked again
    NO_SERVER = auto()  # nothing has left; the next one would fail as well
    UNSURE = auto()  # the line broke while the letter was on it


@dataclass
class Delivery:
    """What a round has done; `trouble` is why it stopped early, in words."""

    sent: int = 0
    refused: int = 0
    trouble: str = ""


def deliver(
    now: datetime, *, only: int | None = None, most: int = AT_ONCE, go_on: Callable[[], bool] = lambda: True
) -> Delivery:
    """Send what is due, oldest first, until nothing is left or the server is found to be down."""
    Letter.objects.lost(now).update(state=State.UNSURE, last_error=LOST)
    done = Delivery()
    for _ in range(most):
        letter = _claim(now, only) if go_on() else None
        if letter is None:
            break
        if letter.state == State.DROPPED:
            continue
        outcome, words = _attempt(letter)
        _record(letter, outcome, words, now)
        done.sent += outcome is Outcome.SENT
        done.refused += outcome is Outcome.REFUSED
        if outcome in (Outcome.NO_SERVER, Outcome.UNSURE):
            done.trouble = words
            break
    return done


def send_now(letter: Letter, now: datetime) -> None:
    """The button: try at once, whatever the pause; the reason comes back in words when it did not leave."""
    asked = Letter.objects.filter(pk=letter.pk, state__in=(State.QUEUED, State.FAILED, State.UNSURE))
    if not asked.exclude(text="").update(state=State.QUEUED, next_attempt_at=now, attempts=0):
        raise Refusal("Это письмо уже отправлено, отправляется или больше не нужно.")
    deliver(now, only=letter.pk)
    letter.refresh_from_db()
    if letter.state != State.SENT:
        raise Refusal(letter.last_error or GONE)


def send_all_now(now: datetime) -> None:
    """Try everything that waits, whatever the pauses; the first trouble comes back in words."""
    Letter.objects.waiting().update(next_attempt_at=now)
    done = deliver(now, most=BY_HAND)
    if done.trouble:
        raise Refusal(f"Отправлено писем: {done.sent}. {done.trouble} Остальные подождут и уйдут позже.")


@transaction.atomic
def _claim(now: datetime, only: int | None) -> Letter | None:
    """Take one letter for this process; one that nobody wants any more is put aside."""
    due = Letter.objects.due(now).select_for_update(skip_locked=True)
    letter = (due.filter(pk=only) if only else due).first()
    if letter is None:
        return None
    found = reader(letter.person_id)
    wanted = letter.of_account or found.letters
    if not wanted or not letter.person.employed_on(timezone.localdate(now)):
        letter.state, letter.text, letter.html, letter.last_error = State.DROPPED, "", "", ""
    else:
        letter.state, letter.claimed_at, letter.attempts = State.SENDING, now, letter.attempts + 1
        if found.confirmed and not letter.of_account:
            letter.address = found.address or letter.address
    letter.save()
    return letter


def _attempt(letter: Letter) -> tuple[Outcome, str]:
    """Call the mail server once; every failure becomes words."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return Outcome.NO_SERVER, words_of(error)
    try:
        connection.send_messages([message(letter)])
    except smtplib.SMTPServerDisconnected as error:
        return Outcome.UNSURE, words_of(error)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPNotSupportedError, smtplib.SMTPHeloError) as error:
        return Outcome.NO_SERVER, words_of(error)
    except (smtplib.SMTPException, ValueError) as error:  # a ValueError: no address or header of mail can be so
        return Outcome.LATER if _is_passing(error) else Outcome.REFUSED, words_of(error)
    except OSError as error:
        return Outcome.UNSURE, words_of(error)
    finally:
        _close(connection)
    return Outcome.SENT, ""


def _is_passing(error: Exception) -> bool:
    """The server's own word that it may take the letter later: an answer 4xx (RFC 5321, 4.2.1)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code < 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code < 500


def _close(connection: Any) -> None:
    """What has been answered is answered: a line that breaks at parting changes nothing."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        log.info("the mail server did not say good-bye", exc_info=True)


@transaction.atomic
def _record(letter: Letter, outcome: Outcome, words: str, now: datetime) -> None:
    """How it went, unless somebody has decided otherwise meanwhile."""
    kept = Letter.objects.filter(pk=letter.pk, state=State.SENDING)
    if outcome is Outcome.SENT:
        kept.update(state=State.SENT, sent_at=now, text="", html="", last_error="")
    elif outcome is Outcome.UNSURE:
        kept.update(state=State.UNSURE, last_error=words)
    elif outcome is Outcome.REFUSED and letter.attempts >= REFUSALS:
        kept.update(state=State.FAILED, last_error=words)
    else:
        kept.update(state=State.QUEUED, last_error=words, next_attempt_at=now + pause(letter.attempts))
    if outcome is Outcome.NO_SERVER:
        _postpone_others(words, now)


def _postpone_others(words: str, now: datetime) -> None:
    """The server is down for everybody: the others have tried as well."""
    others = list(Letter.objects.due(now).select_for_update(skip_locked=True).only("attempts"))
    for letter in others:
        letter.attempts += 1
        letter.last_error, letter.next_attempt_at = words, now + pause(letter.attempts)
    Letter.objects.bulk_update(others, ["attempts", "last_error", "next_attempt_at"], batch_size=200)


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    return PAUSES[min(attempts, len(PAUSES)) - 1]


WORDS: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPAuthenticationError, "Почтовый сервер не принял логин или пароль. Проверьте EMAIL_URL."),
    (smtplib.SMTPServerDisconnected, "Почтовый сервер оборвал связь."),
    (smtplib.SMTPRecipientsRefused, "Почтовый сервер не принимает письма на этот адрес."),
    (smtplib.SMTPSenderRefused, "Почтовый сервер не принимает письма с нашего адреса. Проверьте EMAIL_FROM."),
    (smtplib.SMTPException, "Почтовый сервер не принял письмо."),
    (TimeoutError, "Почтовый сервер не ответил вовремя."),
    (ConnectionRefusedError, "Почтовый сервер не принимает соединений. Возможно, он выключен."),
    (socket.gaierror, "Почтовый сервер не найден. Проверьте его имя в EMAIL_URL и сеть."),
    (ssl.SSLError, "Не удалось установить защищённую связь с почтовым сервером."),
    (OSError, "Нет связи с почтовым сервером."),
    (ValueError, "Адрес написан так, что письмо на него не отправить."),
)


def words_of(error: Exception) -> str:
    """The error in plain words, with what the server itself said."""
    plain = next((words for kind, words in WORDS if isinstance(error, kind)), "Письмо не отправлено.")
    answer = ""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answer = " ".join(_answer(*refusal) for refusal in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        answer = _answer(error.smtp_code, error.smtp_error)
    return f"{plain} Ответ сервера: {answer}"[:500] if answer else plain


def _answer(code: int, said: bytes | str) -> str:
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}".replace("\0", "").strip()
