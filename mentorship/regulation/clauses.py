"""What the Положение says, as plain data: limits, violations, duties. No Django here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from mentorship.core.calendar.dates import due_after, next_working_day
from mentorship.core.refusal import Refusal
from mentorship.core.words.text import plural

# What the law itself states, said where the edition has no clause of its own for the rule (legal.md 1.16).
LABOUR_CODE = "ст. 351.8 ТК РФ"
LAW = dict.fromkeys(("agreement", "employer_notice", "employee_notice"), LABOUR_CODE) | {"workdays": "ст. 112 ТК РФ"}


def clause_words(number: str) -> str:
    """«п. 3.7»; what is no number of the Положение stands as it is: «ст. 351.8 ТК РФ»."""
    return f"п. {number}" if number[:1].isdigit() else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits and switches of one edition; None means that the institution has no such rule.

    Terms are in whole months or in days (calendar days unless the `_working` flag is set).
    `clauses` maps a rule's key to the number of the clause that states it.
    """

    max_mentees: int | None = None
    group_min: int | None = None
    mentoring_min_months: int | None = None
    mentoring_max_months: int | None = None
    appoint_within_days: int | None = None
    appoint_warn_days: int | None = None
    appoint_working: bool = False
    due_rolls: bool = False
    mentor_staff: str = "any"
    mentor_min_years: int | None = None
    mentor_years_in: str = "profession"
    mentor_min_category: str = ""
    mentor_training: bool = False
    mentor_readiness: bool = False
    mentee_staff: str = "any"
    mentee_categories: frozenset[str] = frozenset()
    young_max_age: int | None = None
    beginner_max_years: int | None = None
    beginner_years_in: str = "profession"
    newcomer_months: int | None = None
    new_post_months: int | None = None
    confirm_months: int | None = None
    mentor_consent: bool = False
    mentee_consent: bool = False
    data_consent: bool = False
    curator_pool: str = "any"
    council: bool = True
    admin_keeps_banks: bool = False
    program_due_days: int | None = None
    program_due_working: bool = False
    program_min_months: int | None = None
    program_max_months: int | None = None
    program_contents: bool = True
    program_acquaintance: bool = False
    program_approval: str = "curator"
    mentor_report_days: int | None = None
    mentee_report_days: int | None = None
    report_working: bool = False
    report_every_months: int | None = None
    petition_days: int | None = None
    petition_working: bool = False
    publish_results: bool = False
    publish_results_days: int | None = None
    forms_open: bool = True
    pay_kind: str = ""
    pay_value: Decimal | None = None
    pay_cap: Decimal | None = None
    agreement_required: bool = False
    employer_notice_days: int | None = None
    employee_notice_days: int | None = None
    clauses: Mapping[str, str] = field(default_factory=dict)

    def clause(self, rule: str) -> str:
        """The clause number of a rule; the law where it states the rule itself, else empty without a number."""
        return self.clauses.get(rule, LAW.get(rule, ""))

    @property
    def counts_working_days(self) -> bool:
        """Whether any of the terms depends on which days are working ones."""
        terms = (self.due_rolls, self.employer_notice_days is not None, self.employee_notice_days is not None)
        return any(terms) or any(getattr(self, name) for name in WORKING)

    def due(self, event: date, days: int, *, working: bool = False) -> date:
        """The last day of a term after the event; a day off moves it to a working day where the edition says so."""
        day = due_after(event, days, working=working)
        return next_working_day(day) if self.due_rolls else day


WORKING = [row.name for row in fields(Limits) if row.name.endswith("_working")]


@dataclass(frozen=True, slots=True)
class Violation:
    """What stands in the way: which rule and clause, why, and what to do about it.

    `overridable` ones are warnings: the action may go on with a written reason.
    `subject` is the key of the record to mend, when it is not the one acted upon.
    """

    rule: str
    clause: str
    message: str
    fix: str
    subject: int | None = None
    overridable: bool = False

    def __str__(self) -> str:
        return f"{self.sentence} {self.fix}"

    @property
    def sentence(self) -> str:
        """The message with its clause and one full stop, even after «Петрова А. С.»."""
        clause = f" ({clause_words(self.clause)})" if self.clause else ""
        return f"{self.message}{clause}".removesuffix(".") + "."


CLOSED = "_closed"  # how the rules of closed duties end


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something a person or an office owes by a day. Being late is shown, never forbidden.

    `target` is the name of the page that fulfils the duty, `pk` its record, `query` what follows «?».
    `warns` are the days from which it presses though it is not due yet: day 20 of 30, a month before an end.
    `since` is the day of the event from which its term runs, where there is one.
    `barred` are the people who are neither told nor asked, whatever office they hold.
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


class RuleBroken(Refusal):
    """A decision that the Положение forbids; carries every violation at once."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = list(violations)
        super().__init__("; ".join(str(violation) for violation in self.violations))

    @property
    def rules(self) -> set[str]:
        return {violation.rule for violation in self.violations}


def enforce(violations: Iterable[Violation]) -> None:
    """Raise with every violation at once, so that nobody has to mend them one by one."""
    if found := list(violations):
        raise RuleBroken(found)
