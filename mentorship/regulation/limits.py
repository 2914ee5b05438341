"""What an edition of the Положение says, as plain data: limits, switches, clauses. Plain Python: no Django here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from mentorship.core.calendar.workdays import due_after, next_working_day
from mentorship.core.refusal import Violation
from mentorship.regulation.duty import Duty

# What the law itself states, said where the edition has no clause of its own for the rule (legal.md 1.16).
LABOUR_CODE = "ст. 351.8 ТК РФ"
LAW = dict.fromkeys(("agreement", "employer_notice", "employee_notice"), LABOUR_CODE) | {
    "workdays": "ст. 112 ТК РФ",
    "dissemination": "ст. 10.1 Федерального закона № 152-ФЗ",
}


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
    study_days: int | None = None
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
    since: date | None = field(default=None, compare=False)  # the first day of the edition: no rule

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

    def forbids(
        self, rule: str, message: str, fix: str, *, subject: int | None = None, by: str | None = None
    ) -> Violation:
        """What the rule refuses. `by` is the rule whose clause says so, where it has another name."""
        return Violation(rule, self.clause(by or rule), message, fix, subject)

    def warns(
        self, rule: str, message: str, fix: str, *, subject: int | None = None, by: str | None = None
    ) -> Violation:
        """What the rule warns of: one may go on with a reason in writing."""
        return replace(self.forbids(rule, message, fix, subject=subject, by=by), overridable=True)

    def owes(self, rule: str, *, by: str | None = None, **duty: Any) -> Duty:
        """What the rule obliges to; the rest as `Duty` has it."""
        return Duty(rule=rule, clause=self.clause(by or rule), **duty)


def limits_of_day(day: date, editions: Iterable[Limits]) -> Limits | None:
    """Of these editions the one that is in force on the day, the first one before any; None where none has a day."""
    dated = sorted((found for found in editions if found.since), key=lambda found: found.since or date.min)
    begun = [found for found in dated if found.since and found.since <= day]
    return begun[-1] if begun else next(iter(dated), None)


WORKING = [row.name for row in fields(Limits) if row.name.endswith("_working")]

# What plain sense says, whatever the edition: it has no clause.
COMMON_SENSE = Limits()
