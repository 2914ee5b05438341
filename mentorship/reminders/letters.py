"""What a letter says: plain text and simple HTML, nothing fetched from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse

from mentorship.core.refusal import clause_words
from mentorship.core.words.text import capital, plural
from mentorship.desk.duties import url_of
from mentorship.regulation.duty import Duty
from mentorship.reminders import rules
from mentorship.reminders.models import Letter
from mentorship.reminders.queries import Reader

MOST_LINES = 40  # of one part of a letter; the rest is counted and stands on the desk
SIGNER = Signer(salt="reminders.unsubscribe")


@dataclass(frozen=True, slots=True)
class Line:
    """A duty as a letter or a slip names it."""

    what: str
    about: str
    due_on: date | None
    days_left: int | None
    clause: str
    url: str
    whose: str = ""


def site(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def line(duty: Duty, on: date, *, above: bool = False, whose: str = "") -> Line:
    """The duty in words; whoever is told of somebody else's confidential matter learns only that it waits."""
    hush = above and rules.hushed(duty)
    return Line(
        what=rules.HUSHED_WHAT if hush else duty.what,
        about="" if hush else duty.about,
        due_on=duty.due_on,
        days_left=duty.days_left(on),
        clause=clause_words(duty.clause) if duty.clause else "",
        url=site(reverse("desk:today")) if hush else site(url_of(duty)),
        whose=whose,
    )


def unsubscribe_url(person_id: int) -> str:
    """The signed address that stops the letters of this person without signing in."""
    return site(reverse("reminders:unsubscribe", args=[SIGNER.sign(str(person_id))]))


def who_unsubscribes(token: str) -> int | None:
    try:
        return int(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None


def compose(
    reader: Reader, on: date, *, own: Sequence[Line], others: Sequence[Line], week: Sequence[Line]
) -> dict[str, str]:
    """Subject, text and HTML of one letter: one's own, what others are late with, the digest."""
    parts = [
        (title, lines[:MOST_LINES], max(len(lines) - MOST_LINES, 0))
        for title, lines in (("Ваши дела со сроком", own), ("Просрочено у других", others), ("Дела на неделю", week))
        if lines
    ]
    context = {
        "called": reader.called,
        "on": on,
        "parts": parts,
        "desk": site(reverse("desk:today")),
        "settings": site(reverse("reminders:settings")),
        "unsubscribe": unsubscribe_url(reader.pk),
    }
    return {
        "subject": _subject(own, others, week),
        "text": render_to_string("reminders/letter.txt", context),
        "html": render_to_string("reminders/letter.html", context),
    }


def message(letter: Letter) -> EmailMultiAlternatives:
    """The letter as mail; its own number makes the Message-ID, so that a mail program can tell a copy."""
    host = settings.SITE_URL.split("//")[-1].split("/")[0].split(":")[0]
    headers = {
        "Message-ID": f"<letter-{letter.pk}-{letter.created_at:%Y%m%d%H%M%S}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    if not letter.of_account:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url(letter.person_id)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.address], headers=headers)
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    return mail


def _subject(own: Sequence[Line], others: Sequence[Line], week: Sequence[Line]) -> str:
    """Counts only: a subject is seen on a locked telephone."""
    if not own and not others:
        return f"Дела на неделю: {len(week)}"
    late = sum(line.days_left is not None and line.days_left < 0 for line in own)
    words = [f"{len(own)} {plural(len(own), 'дело', 'дела', 'дел')}"] if own else []
    words += [f"просрочено {late}"] if late else []
    words += [f"просрочено у других {len(others)}"] if others else []
    return capital(f"напоминание: {', '.join(words)}")
