"""The reminders of the year: days on which they run, a mail server that is down, what everybody must have been told."""

import datetime as dt
from collections import Counter

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from mentorship.people.models import OfficeTerm, Person
from mentorship.regulation.duty import Duty
from mentorship.reminders import rules
from mentorship.reminders.models import Letter, Preference, Reminder
from mentorship.reminders.services import daily, outbox
from tests.year.world import World

LADDER = (-7, -1, 0)


class Server(EmailBackend):
    """A mail server that may be down."""

    is_down = False

    def open(self):
        if self.is_down:
            raise ConnectionRefusedError


def run(world: World, now: dt.datetime, duties: list[Duty]) -> None:
    """The clock's work of the day, sometimes twice, sometimes with the mail down; then everybody has been told."""
    Server.is_down = world.rarely(0.2)
    for _ in range(2 if world.rarely(0.1) else 1):
        daily.remind(now.date(), now)
        outbox.deliver(now)
    check_told(duties, now.date())


def rung(due_on: dt.date, on: dt.date) -> int | None:
    """The rung: a week and a day before, on the day, weekly while overdue."""
    days = (on - due_on).days
    return days // 7 * 7 if days >= 7 else max((step for step in LADDER if step <= days), default=None)


NEVER = -99  # lower than any rung


def check_told(duties: list[Duty], on: dt.date) -> None:
    """Nothing is lost: whoever owes has been told on the rung that is reached, and after a week those above."""
    rows = Reminder.objects.order_by("step").values_list("key", "due_on", "person", "step")
    told = {(key, due_on, person): step for key, due_on, person, step in rows}  # the highest rung
    mute = set(Preference.objects.filter(letters=False).values_list("person", flat=True))
    reached = {person.pk for person in Person.objects.select_related("user") if person.works_on(on) and _box(person)}
    for duty in duties:
        step = rung(duty.due_on, on) if duty.due_on else None
        if step is None:
            continue
        owing = _owing(duty, on)
        expected = [(person, step) for person in owing]
        if not (duty.closed or owing & _holders("director", on)):
            above = _holders("curator", on) if step >= 7 else set()
            expected += [(person, 7) for person in above - owing]
            expected += [(person, 14) for person in _holders("director", on) - owing - above if step >= 14]
        for person, last in expected:
            if person in reached - mute:
                known = told.get((rules.identity(duty), duty.due_on, person), NEVER)
                # Whoever stood in for somebody away has been told on higher rungs already.
                assert known >= last, f"{on}: nobody told {person} {duty}"


def _box(person: Person) -> str:
    return person.email or (person.user.email if hasattr(person, "user") else "")


def _owing(duty: Duty, on: dt.date) -> set[int]:
    """Who owes the duty; for one who has left or is away the curator, for a vacant office the director.

    What is closed falls to nobody else.
    """
    instead = set() if duty.closed else _holders("director" if duty.owner is None else "curator", on)
    if duty.owner is None:
        return _holders(duty.office, on) or instead
    return {duty.owner} if Person.objects.get(pk=duty.owner).works_on(on) else instead


def _holders(office: str, on: dt.date) -> set[int]:
    held = OfficeTerm.objects.on(on).filter(office=office).select_related("person")
    return {term.person_id for term in held if term.person.works_on(on)}


def check_letters() -> None:
    """Nothing is sent twice: a reminder has its letter, and a letter has left once or still waits."""
    facts = Counter(Reminder.objects.values_list("key", "due_on", "step", "person"))
    assert not [fact for fact, count in facts.items() if count > 1], "told twice"
    assert not Letter.objects.filter(reminders=None).exists(), "a letter of nothing"
    sent = Counter(message.extra_headers["Message-ID"] for message in mail.outbox)
    assert set(sent.values()) == {1}, "a letter has left twice"
    states = Counter(Letter.objects.values_list("state", flat=True))
    assert states["sent"] == len(sent)
    assert set(states) <= {"sent", "queued", "dropped"}, states
    unneeded = Letter.objects.filter(state="dropped").exclude(person__left_on__isnull=False)
    assert not unneeded.exists(), "a letter to somebody who works was dropped"
