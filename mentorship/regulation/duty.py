"""What is owed, by whom and by when: shown and reminded of, never refused. Plain Python: no Django here."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mentorship.core.words.text import plural

CLOSED = "_closed"  # how the rules of closed duties end


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something a person or an office owes by a day. Being late is shown, never forbidden.

    `target` is the name of the page that fulfils the duty, `pk` its record, `query` what follows «?».
    `warns` are the days from which it presses though it is not due yet: day 20 of 30, a month before an end.
    `since` is the day of the event from which its term runs, where there is one.
    `barred` are the people who are neither told nor asked, whatever office they hold.
    `aloud` says what is owed where others read it too; empty, `what` may be read by anybody who may know of it.
    """

    rule: str
    clause: str
    what: str
    about: str
    due_on: date | None
    target: str
    pk: int | None = None
    query: str = ""
    owner: int | None = None
    office: str | None = None
    working: bool = False
    warns: tuple[date, ...] = ()
    since: date | None = None
    barred: tuple[int, ...] = ()
    aloud: str = ""

    @property
    def closed(self) -> bool:
        """Whether nobody but those who owe it may know of it, not even in numbers (MNT-10, MO-12)."""
        return self.rule.endswith(CLOSED)

    @property
    def key(self) -> str:
        """What tells this duty from every other one, the same on every day that it is owed."""
        whom = self.owner if self.owner is not None else self.office
        return f"{self.rule}:{self.target}:{self.pk or ''}:{self.query}:{whom or ''}"

    def days_left(self, today: date) -> int | None:
        """Calendar days until the due day; negative when overdue, None when there is no day."""
        return None if self.due_on is None else (self.due_on - today).days

    def begun(self, on: date) -> bool:
        """Whether what it follows from has happened by the day."""
        return self.since is None or self.since <= on

    def presses(self, today: date) -> bool:
        """Whether one of its warnings has begun."""
        return any(day <= today for day in self.warns)


@dataclass(frozen=True, slots=True)
class Done:
    """A duty that is fulfilled: in time or late, never refused."""

    duty: Duty
    done_on: date

    @property
    def days_late(self) -> int | None:
        """Calendar days after the due day, 0 in time; None where nothing was due by a day."""
        return max((self.done_on - self.duty.due_on).days, 0) if self.duty.due_on else None

    @property
    def words(self) -> str:
        """«в срок», «с опозданием на 3 дня», «срока не было»."""
        if self.days_late is None:
            return "срока не было"
        late = plural(self.days_late, "день", "дня", "дней")
        return f"с опозданием на {self.days_late} {late}" if self.days_late else "в срок"

    @property
    def level(self) -> str:
        """How it looks: ok, bad or muted."""
        return "muted" if self.days_late is None else "bad" if self.days_late else "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose duties are asked for: one person's with offices, or everybody's.

    `most` limits the rows of each source, `until` their due day; `mentors` and `mentees` say whether
    the person takes part in any pair on that side, so that nothing is asked in vain. `on` is the day that
    is asked about; without one the answer holds whatever the day.
    """

    person: int | None = None
    offices: frozenset[str] = frozenset()
    everything: bool = False
    mentors: bool = True
    mentees: bool = True
    most: int | None = None
    until: date | None = None
    on: date | None = None

    def holds(self, office: str) -> bool:
        return self.everything or office in self.offices

    def cut(self, rows: Any) -> Any:
        """The first rows, where the scope limits them; rows come nearest first."""
        return rows[: self.most] if self.most else rows

    @property
    def last(self) -> date:
        """The last due day that is asked for."""
        return self.until or date.max

    def ahead(self, days: int) -> date:
        """The last due day of what is asked for only so many days before."""
        return min(self.on + timedelta(days=days), self.last) if self.on else self.last
