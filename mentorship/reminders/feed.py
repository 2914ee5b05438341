"""What a person owes and where to be, as an iCalendar feed (RFC 5545) read by a secret address."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from mentorship.core.refusal import clause_words
from mentorship.core.words import titles
from mentorship.desk.calendar import coming
from mentorship.desk.duties import scope_of, url_of
from mentorship.events.queries import events_between
from mentorship.journal.queries import meetings_between
from mentorship.people.models import Person, User
from mentorship.reminders import rules
from mentorship.reminders.letters import site
from mentorship.reminders.services.preferences import digest_of

AHEAD, BEHIND = timedelta(days=400), timedelta(days=60)
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
    for duty in coming(scope, today):
        if duty.due_on:
            clause = clause_words(duty.clause) if duty.clause else ""
            yield Entry(
                uid=rules.identity(duty),
                title=duty.what,
                starts=duty.due_on,
                url=site(url_of(duty)),
                about=". ".join(filter(None, [duty.about, clause])),
            )


def events(user: User, today: date) -> Iterator[Entry]:
    """What takes place at the institution for everybody or for this person."""
    for event in events_between(user, today - BEHIND, today + AHEAD, own=True):
        starts, ends = _moments(event.starts_on, event.starts_at, event.ends_on, event.ends_at)
        yield Entry(
            uid=f"event:{event.pk}",
            title=event.title,
            starts=starts,
            ends=ends,
            about=event.place,
            url=site(event.get_absolute_url()),
        )


def meetings(user: User, today: date) -> Iterator[Entry]:
    """The person's own meetings of mentor and mentee."""
    for meeting in meetings_between(user, today - BEHIND, today + AHEAD, own=True):
        starts, ends = _moments(meeting.day, meeting.time, meeting.day, None)
        if isinstance(starts, datetime):
            ends = starts + timedelta(minutes=meeting.minutes)
        yield Entry(
            uid=f"meeting:{meeting.url}",
            title=meeting.title,
            starts=starts,
            ends=ends,
            about=meeting.link,
            url=site(meeting.url),
        )


def _moments(
    first: date, at: time | None, last: date, until: time | None
) -> tuple[date | datetime, date | datetime | None]:
    """From a moment to a moment where the times are known; otherwise whole days, of which the last is not counted."""
    if at is None:
        return first, last + timedelta(days=1)
    starts = timezone.make_aware(datetime.combine(first, at))
    return starts, timezone.make_aware(datetime.combine(last, until)) if until else None


# Whatever else belongs into a person's calendar is a function of the user and the day, named here.
FEED_SOURCES: list[Callable[[User, date], Iterable[Entry]]] = [duties, events, meetings]


def user_of(token: str, today: date) -> User | None:
    """Whose calendar the secret opens; nobody's when it is unknown or revoked, or its owner has left."""
    people = Person.objects.filter(reminder_preference__feed_hash=digest_of(token)).select_related("user")
    person = people.first()
    user = getattr(person, "user", None)
    return user if person and user and user.is_active and person.employed_on(today) else None


def calendar(user: User, today: date, now: datetime) -> bytes:
    """The calendar as a file."""
    made = Calendar()
    made.add("prodid", "-//Mentorship//Nastavnichestvo//RU")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"Наставничество, {titles.words().institution}".rstrip(", "))
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
