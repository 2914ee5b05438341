"""A person's duties as an iCalendar feed (RFC 5545), read by a secret address without signing in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from mentorship.core import terms
from mentorship.desk.duties import collect, scope_of, url_of
from mentorship.people.models import Person, User
from mentorship.regulation.clauses import clause_words
from mentorship.regulation.queries import edition_on
from mentorship.reminders import rules
from mentorship.reminders.letters import site
from mentorship.reminders.services import digest_of

AHEAD = timedelta(days=400)
MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What stands in the calendar: a whole day, or from one moment to another."""

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime | None = None
    about: str = ""
    url: str = ""


def duties(user: User, today: date) -> Iterator[Entry]:
    """What the person owes by a day, as a person and by office."""
    scope = replace(scope_of(user, today), most=MOST, until=today + AHEAD)
    for duty in collect(edition_on(today).limits(), scope):
        if duty.due_on:
            clause = clause_words(duty.clause) if duty.clause else ""
            yield Entry(
                uid=rules.identity(duty), title=duty.what, starts=duty.due_on, url=site(url_of(duty)),
                about=". ".join(filter(None, [duty.about, clause])),
            )  # fmt: skip


# Whatever else belongs into a person's calendar is a function of the user and the day, named here.
FEED_SOURCES: list[Callable[[User, date], Iterable[Entry]]] = [duties]


def user_of(token: str, today: date) -> User | None:
    """Whose calendar the secret opens; nobody's when it is unknown or revoked, or its owner has left."""
    people = Person.objects.filter(reminder_preference__feed_hash=digest_of(token)).select_related("user")
    person = people.first()
    user = getattr(person, "user", None)
    return user if person and user and user.is_active and person.works_on(today) else None


def calendar(user: User, today: date, now: datetime) -> bytes:
    """The calendar as a file."""
    made = Calendar()
    made.add("prodid", "-//Mentorship//Nastavnichestvo//RU")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"Наставничество, {terms.words().institution}".rstrip(", "))
    for source in FEED_SOURCES:
        for entry in source(user, today):
            made.add_component(_event(entry, now))
    return made.to_ical()


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{settings.SITE_URL.split('//')[-1].split('/')[0]}")
    event.add("dtstamp", now)
    event.add("dtstart", entry.starts)
    if entry.ends:
        event.add("dtend", entry.ends)
    event.add("summary", entry.title)
    if entry.about:
        event.add("description", entry.about)
    if entry.url:
        event.add("url", entry.url)
    event.add("transp", "OPAQUE" if isinstance(entry.starts, datetime) else "TRANSPARENT")
    return event
