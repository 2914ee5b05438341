"""When somebody is reminded of a duty, and who. Plain Python: no database, no clock."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from mentorship.core.calendar.workdays import next_working_day
from mentorship.regulation.duty import Duty

# The ladder: days after the due day on which a rung is reached, then one more every week while overdue.
LADDER = (-7, -1, 0)  # a week before, the day before, on the day
AGAIN_EVERY = 7
# Who above is told, once each, and on which day after the due day.
ESCALATION = (("curator", 7), ("director", 14))
# Whoever answers when nobody holds the office.
INSTEAD = ("director", "admin")
# The weekly digest names what has no day, what is overdue and what is due within these days.
DIGEST_DAYS = 7
DIGEST = "digest"
# Of these pages others than the one who owes learn only that something is owed (applications may be confidential).
HUSHED = ("petitions:",)
HUSHED_WHAT = "Ответить на обращение"
KEY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works on the day, and who holds which office."""

    working: Set[int] = frozenset()
    offices: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def holders(self, office: str) -> Sequence[int]:
        """The holders of the office; of a vacant one the director, else the administrator."""
        return self._first((office, *INSTEAD), ())

    def answering(self, duty: Duty) -> Sequence[int]:
        """Who answers for the duty of an office, but for those barred; of a closed one nobody instead."""
        office = duty.office or ""
        return self._first((office,) if duty.closed else (office, *INSTEAD), duty.barred)

    def _first(self, names: Sequence[str], barred: Sequence[int]) -> Sequence[int]:
        held = ([person for person in self.offices.get(name, ()) if person not in barred] for name in names)
        return next(filter(None, held), [])


@dataclass(frozen=True, slots=True)
class Call:
    """A person is to be told of a duty: on which rung; `above` when it is somebody else's."""

    person: int
    step: int
    above: bool = False


def reached(due_on: date, on: date) -> int | None:
    """The last rung reached by the day, as days after the due day; None before the first one."""
    days = (on - due_on).days
    if days >= AGAIN_EVERY:
        return days - days % AGAIN_EVERY
    return max((step for step in LADDER if step <= days), default=None)


def owners(duty: Duty, staff: Staff) -> Sequence[int]:
    """Who owes the duty; what somebody who has left or is away for long owes falls to the curator, unless closed."""
    if duty.owner is None:
        return staff.answering(duty)
    if duty.owner in staff.working:
        return (duty.owner,)
    return () if duty.closed else staff.holders("curator")


def calls(duty: Duty, staff: Staff, on: date) -> Iterator[Call]:
    """Who is told of the duty on the day: each person on the last rung that they have reached."""
    step = reached(duty.due_on, on) if duty.due_on else None
    if step is None:
        return
    owing = owners(duty, staff)
    for person in owing:
        yield Call(person, step, above=person != duty.owner and duty.owner is not None)
    told = set(owing)
    if duty.closed or told & set(staff.offices.get("director", ())):
        return
    for office, after in ESCALATION:
        for person in staff.holders(office) if step >= after else ():
            if person not in told and person not in duty.barred:
                told.add(person)
                yield Call(person, after, above=True)


def digest_week(on: date) -> date | None:
    """The Monday whose digest is due: it goes on Monday, or on the first working day after it; None before that."""
    monday = on - timedelta(days=on.weekday())
    return monday if on >= next_working_day(monday) else None


def in_digest(duty: Duty, on: date) -> bool:
    return duty.due_on is None or duty.due_on <= on + timedelta(days=DIGEST_DAYS)


def identity(duty: Duty) -> str:
    """What a reminder remembers of its duty: the key, told apart by the words where no record is named."""
    key = duty.key if duty.pk is not None or duty.query else f"{duty.key}{duty.about}"
    return key if len(key) <= KEY_LENGTH else f"{key[:130]}{sha256(key.encode()).hexdigest()}"


def hushed(duty: Duty) -> bool:
    """True when nobody but the one who owes may learn what it is about."""
    return duty.target.startswith(HUSHED)
