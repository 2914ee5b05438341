"""By when whoever has come to work is to have a mentor: the thirty days (п. 3.7). Plain Python: no database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship.core.calendar.workdays import days_since, due_after
from mentorship.people.rules import is_newcomer
from mentorship.regulation.limits import Limits, limits_of_day

DAY = timedelta(days=1)

Days = tuple[date, date | None]  # of an absence: the first day, and the first day at work again; None while it lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What decides by when somebody is to have a mentor: the days of the employment and what has stopped the term."""

    category: str
    admitted_on: date | None
    hired_on: date | None = None
    returned_on: date | None = None
    post_since: date | None = None
    absences: tuple[Days, ...] = ()

    @property
    def came_on(self) -> date | None:
        """The day of the actual admission; where it is not on file, that of the hiring stands for it."""
        return self.admitted_on or self.hired_on

    @property
    def begins_on(self) -> date | None:
        """The day of which the term runs: a new post and a return to work are admissions of their own."""
        came, again = self.came_on, {"new_post": self.post_since, "returned": self.returned_on}.get(self.category)
        return max(came, again) if came and again else again or came

    @property
    def by_hire(self) -> bool:
        """Whether the term runs from the hiring for want of a day of admission."""
        return self.admitted_on is None and self.hired_on is not None and self.begins_on == self.hired_on

    @property
    def event(self) -> str:
        """What happened on the day from which the term runs: «допуск 01.09.2026»."""
        if self.by_hire:
            what = "по дню приёма,"
        elif self.begins_on == self.came_on:
            what = "допуск"
        else:
            what = "новая должность с" if self.category == "new_post" else "на работе снова с"
        return f"{what} {self.begins_on:%d.%m.%Y}" if self.begins_on else "день допуска неизвестен"

    def is_away_on(self, day: date) -> bool:
        return any(first <= day and (back is None or back > day) for first, back in self.absences)


def is_hurried(admission: Admission, limits: Limits) -> bool:
    """Whether the edition says by when this person is to have a mentor."""
    return limits.appoint_within_days is not None and is_newcomer(admission.category, limits)


@dataclass(frozen=True, slots=True)
class AppointmentTerm:
    """By when a mentee is to have a mentor, and by which rule (п. 3.7)."""

    limits: Limits
    days: int
    begins_on: date  # the day from which the days are counted
    due_on: date | None = None  # None while a long absence stops the term
    warns_on: date | None = None  # day 20 of 30, where the edition names such a day (APP-02)


def appointment_term(
    admission: Admission, limits: Limits, on: date, editions: Iterable[Limits] = ()
) -> AppointmentTerm | None:
    """The thirty days as they stand on the day: a term that runs keeps the rule it began under (п. 3.7; ТК ст. 12).

    `limits` are those in force, `editions` those of all editions. Where the edition of the admission day had no
    such rule, the term begins with the edition that has it. None for whoever is no newcomer, and without a rule or
    a known day.
    """
    since = admission.begins_on
    if since is None or not is_hurried(admission, limits):
        return None
    then, begins_on = limits_of_day(since, editions) or limits, since
    if then.appoint_within_days is None:
        then, begins_on = limits, max(since, limits.since or since)
    days = then.appoint_within_days or 0
    if admission.is_away_on(on):
        return AppointmentTerm(then, days, begins_on)
    last = _day_of_term(begins_on, days, then, admission, on)
    warns_on = _day_of_term(begins_on, then.appoint_warn_days, then, admission, on) if then.appoint_warn_days else None
    return AppointmentTerm(then, days, begins_on, then.due(last, 0), warns_on)


def _day_of_term(begins_on: date, days: int, limits: Limits, admission: Admission, on: date) -> date:
    """That day of the term; one that a long absence has stopped goes on from the return."""
    working, since, left = limits.appoint_working, begins_on, days
    for first, back in _away(admission, since, on):
        if due_after(since, left, working=working) < first:
            break
        left -= days_since(since, first - DAY, working=working)
        since = back - DAY
    return due_after(since, left, working=working)


def _away(admission: Admission, since: date, on: date) -> Iterator[tuple[date, date]]:
    """What of the absences lies after the one day and not after the other: first days away and first days back."""
    for first, back in sorted(admission.absences, key=lambda days: days[0]):
        begun, over = max(first, since + DAY), min(back or on + DAY, on + DAY)
        if begun < over:
            yield begun, over


@dataclass(frozen=True, slots=True)
class Countdown:
    """«День 22 из 30, крайний срок 14.10.2026»; a day below nought is before the admission."""

    day: int | None  # None where the day of admission is not known
    of: int
    due_on: date | None = None  # None also while an absence stops the term
    left: int | None = None
    warns: int | None = None  # the day from which it presses
    by_hire: bool = False

    @property
    def is_late(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def level(self) -> str:
        """bad when the term has passed, warn from the day that the edition names (day 20 of 30)."""
        if self.is_late:
            return "bad"
        if self.day is None:
            return "warn"
        return "warn" if self.due_on and self.warns is not None and self.day >= self.warns else "info"

    @property
    def words(self) -> str:
        """«день 22 из 30», «день 22 из 30, по дню приёма», «срок остановлен отсутствием, день 5 из 30»."""
        if self.day is None:
            return "день допуска неизвестен"
        if self.day < 0:
            return "срок ещё не начался"
        stopped, by = "" if self.due_on else "срок остановлен отсутствием, ", ", по дню приёма" if self.by_hire else ""
        return f"{stopped}день {self.day} из {self.of}{by}"


def countdown(admission: Admission, limits: Limits, today: date, editions: Iterable[Limits] = ()) -> Countdown | None:
    """Where a mentee without a mentor stands (APP-02, п. 3.7); None where the edition asks for no term."""
    if not is_hurried(admission, limits):
        return None
    term = appointment_term(admission, limits, today, editions)
    if term is None:
        return Countdown(None, limits.appoint_within_days or 0)
    working = term.limits.appoint_working
    passed = days_since(term.begins_on, today, working=working)
    for first, back in _away(admission, term.begins_on, today):
        passed -= days_since(first - DAY, back - DAY, working=working)
    left = (term.due_on - today).days if term.due_on else None
    return Countdown(passed, term.days, term.due_on, left, term.limits.appoint_warn_days, admission.by_hire)
