"""What the analytic papers know: frozen facts of a period and of a day, counted by `analysis`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorship.orders.models import Order
from mentorship.people.models import MentorEntry, Person
from mentorship.reports.analytics.figures import Period, Tally
from mentorship.reports.models import Report


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
    programs: int
    forms: Tally
    kinds: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Banks:
    """The two banks now."""

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
    """Reports on the participations that ended during a period, and the scores in them."""

    expected: int
    from_mentors: int
    from_mentees: int
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
    orders: tuple[Order, ...]
    trained: tuple[MentorEntry, ...]
    achievements: tuple[Report, ...]
    returns: Returns
    returns_before: Returns
    interim: int | None  # reports handed in; None where the edition asks for none
    cohorts: tuple[Cohort, ...]
    risks: Risks


@dataclass(frozen=True, slots=True)
class Place:
    """A mentee's place in a pair that an order has made."""

    pair: int
    mentor: int
    mentee: int
    form: str
    kind: str
    program: str  # its state
    starts_on: date
    closed_on: date | None
    ends_on: date
    active: bool

    def runs_on(self, day: date) -> bool:
        """From the first day to the eve of the one with which the pair is closed."""
        return self.starts_on <= day and (self.closed_on is None or self.closed_on > day)

    def meets(self, period: Period) -> bool:
        """Whether it ran on any day of the period."""
        return self.starts_on <= period.ends_on and (self.closed_on is None or self.closed_on > period.starts_on)
