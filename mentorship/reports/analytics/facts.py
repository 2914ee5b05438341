"""What the analytic papers know: frozen facts of a period and of a day, counted by `collect`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorship.core.terms import lasts_on
from mentorship.pairs.pauses.rules import Spans, within
from mentorship.people.models import Person
from mentorship.people.past import Employment
from mentorship.reports.analytics.figures import Period, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """People counted once each, and how they divide."""

    total: int
    sexes: Tally
    ages: Tally
    experience: Tally
    qualifications: Tally
    categories: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Who takes part and in what, on the day or during the period."""

    mentors: Crowd
    mentees: Crowd
    pairs: int
    groups: int
    paused: int  # of both, those whose work stood still on some of these days
    programs: int
    forms: Tally
    kinds: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Banks:
    """The two banks on the day."""

    mentors: int
    trained: int
    ready: int
    mentees: int
    with_mentor: int
    finished: int
    waiting: int
    late: int  # wait longer than п. 3.7 allows
    needs_open: int
    needs_closed: int  # during the period


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """Programmes of the period and the items of their plans that have come due."""

    begun: int
    approved: int
    running: int
    due: int
    done: int
    cancelled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An order signed during the period, in the state of the day."""

    signed_on: date
    number: str
    heading: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A mentor of the bank who was trained during the period."""

    mentor: Person
    on: date
    training: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A pair that ended during the period."""

    mentor: Person
    mentees: tuple[Person, ...]
    ended_on: date
    case: str
    reason: str
    early: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """Reports on the participations that ended during a period, and the scores in them; `late` are owed still."""

    expected: int
    from_mentors: int
    from_mentees: int
    late: int
    scores: tuple[int, ...]
    spread: Tally
    by_form: Mapping[str, tuple[int, tuple[int, ...]]]  # expected reports and scores

    @property
    def respondents(self) -> int:
        return len(self.scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Mentees admitted in a school year, and how many of them work here on the day."""

    year: str
    came: int
    stayed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Risks:
    """What is wrong on the day."""

    overdue_pairs: int
    without_program: int
    overdue_items: int
    missing_reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A report that was in on the day."""

    part: int
    side: str
    interim: bool
    submitted_on: date
    score: int | None
    achievements: str
    mentee: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A material that came into the library during the period."""

    is_practice: bool
    kind: str
    title: str
    authors: tuple[Person, ...]
    outside: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that the analytic papers print."""

    period: Period
    on: date
    day: Snapshot
    whole: Snapshot
    staff: int
    involved: int
    banks: Banks
    plans: Plans
    endings: tuple[Ending, ...]
    orders: tuple[Issued, ...]
    trained: tuple[Trained, ...]
    achievements: tuple[HandedIn, ...]
    shelved: tuple[Shelved, ...]
    returns: Returns
    returns_before: Returns
    interim: int | None  # reports handed in; None where the edition asks for none
    cohorts: tuple[Cohort, ...]
    risks: Risks


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who has mentored or been mentored, as the card said on the day."""

    sex: str
    born_on: date | None
    experience: int | None
    qualification: str
    category: str
    employments: tuple[Employment, ...]  # the earliest first

    def employment_of(self, day: date) -> Employment:
        """The one in which something began that day; what is older than all of them belongs to the first."""
        begun = [time for time in self.employments if (time.hired_on or date.min) <= day]
        return begun[-1] if begun else self.employments[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mentee's place in a pair, as the orders signed by the day of the paper tell it."""

    pair: int
    mentor: int
    mentee: int
    form: str
    kind: str
    approved_on: date | None  # its programme
    starts_on: date
    closed_on: date | None  # when an order has said so
    ends_on: date  # by the plan
    revoked: bool = False  # a revocation of the appointment has ended it
    paused: Spans = ()  # days on which its work stood still, by orders signed by then

    def stood_still(self, first: date, last: date) -> bool:
        """Whether it did on some day of these."""
        return any(start <= last and first <= end for start, end in within(self.paused, self.closed_on))

    def runs_on(self, day: date) -> bool:
        """Through its last day."""
        return lasts_on(day, self.starts_on, self.closed_on)

    def meets(self, period: Period) -> bool:
        """Whether it ran on any day of the period."""
        return self.starts_on <= period.ends_on and lasts_on(period.starts_on, None, self.closed_on)

    def is_taken_back(self, day: date) -> bool:
        """Whether whoever had it waits for a mentor again; in memory what `past.taken_back` is in the database."""
        return self.revoked and self.is_past(day)

    def is_past(self, day: date) -> bool:
        return not lasts_on(day, None, self.closed_on)

    def has_program(self, day: date) -> bool:
        """Whether its programme was approved by the day."""
        return self.approved_on is not None and self.approved_on <= day

    def is_overdue(self, day: date) -> bool:
        """The plan is over, and no order has ended the pair."""
        return self.runs_on(day) and self.ends_on < day and self.closed_on is None
