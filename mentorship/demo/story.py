"""The invented institution while it is being filled, and what its people do all the time.

Everything goes through the services that users use, so that the demo cannot show what the product
would refuse.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.calendar.dates import term_end
from mentorship.orders import services as orders
from mentorship.orders.models import Order
from mentorship.orders.numbering.queries import proposed_number
from mentorship.pairs import services as pairs
from mentorship.pairs.ending import services as ending
from mentorship.pairs.gate.queries import gate
from mentorship.pairs.models import Pair
from mentorship.people.accounts.queries import holder
from mentorship.people.models import Person, User
from mentorship.people.values import school_year
from mentorship.programs import services as programs
from mentorship.programs.models import Program
from mentorship.regulation.models import Edition, Option
from mentorship.regulation.queries import institution, options

Day = tuple[date, Callable[[], object]]  # what happened, and when


@contextmanager
def clock(day: date) -> Iterator[None]:
    """The clock of the program shows the morning of the day, or now if it is today.

    What is recorded meanwhile is stamped with it: days of the story are answered as if it had been kept then.
    """
    now = timezone.now
    moment = timezone.make_aware(datetime.combine(day, time(9)))
    timezone.now = now if day == timezone.localdate() else lambda: moment
    try:
        yield
    finally:
        timezone.now = now


@dataclass
class Story:
    """Who is who, which day it is, and the acts that every chapter needs."""

    edition: Edition
    today: date
    password: str
    cast: dict[str, Any]
    logins: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)  # by the same names, also those who have no login

    @property
    def leader(self) -> User | None:
        """The curator, the head of an institution without one; nobody while there is no staff."""
        return self.logins.get("curator", self.logins.get("director"))

    @property
    def by(self) -> User:
        """Who does what an office does."""
        assert self.leader is not None  # the staff comes first
        return self.leader

    def user(self, login: str) -> User:
        return self.logins[login]

    def person(self, login: str) -> Person:
        return self.people[login]

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def ahead(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def propose(self, mentor: str, mentees: list[str], starts_on: date, kind: str = "traditional") -> Pair:
        """A proposal with a nine months' term."""
        terms = {
            "form": self.edition.options.of(Option.Group.FORM).first(),
            "kind": self.edition.options.of(Option.Group.KIND).filter(code=kind).first(),
            "goal": "Помочь освоиться в учреждении и уверенно вести самостоятельную работу",
            "starts_on": starts_on,
            "ends_on": term_end(starts_on, 9),
        }
        everyone = [self.person(login) for login in mentees]
        return pairs.propose(self.person(mentor), everyone, edition=self.edition, conditions=terms, by=self.by)

    def consent(self, pair: Pair, on: date) -> None:
        """Both sides consent on paper on that day; the consents to data processing are as old."""
        for person in (pair.mentor, *(part.mentee for part in pair.participations.all())):
            person.consents.filter(kind="data", given_on__gt=on).update(given_on=on)
        pairs.consent_as_mentor(pair, on=on, method="paper", place="папка № 4", today=self.today, by=self.by)
        for part in pair.participations.all():
            pairs.consent_as_mentee(part, on=on, method="paper", place="папка № 4", today=self.today, by=self.by)

    def waive_all(self, pair: Pair, on: date) -> None:
        for violation in gate(pair, on):
            if violation.overridable:
                pairs.waive(
                    pair,
                    rule=violation.rule,
                    subject=violation.subject or 0,
                    reason="Наставник был в отпуске, назначен сразу после выхода",
                    on=on,
                    by=self.by,
                )

    def head(self, on: date) -> User:
        """Who signs on the day: the head, or whoever acts for the head then."""
        term = holder(Office.DIRECTOR, on)
        return term.person.user if term else self.logins["director"]

    def sign(self, order: Order, on: date) -> Order:
        now = timezone.make_aware(datetime.combine(on, time(10)))
        number = proposed_number(institution(), order.journal, on.year)
        return orders.sign(order, signed_on=on, number=number, proposed=number, by=self.head(on), now=now)

    def appoint(self, pair: Pair, on: date) -> Pair:
        """From a proposal to an active pair: consents, gate, order, signature."""
        self.consent(pair, on)
        self.waive_all(pair, on)
        self.sign(pairs.draft_appointment([pair], on=on, by=self.by), on)
        return Pair.objects.get(pk=pair.pk)

    def approved_program(self, pair: Pair, mentor: str, on: date) -> Program:
        """A programme from a template, read by the mentees and approved by the curator."""
        by = self.logins[mentor]
        program = programs.start(pair, by=by)
        programs.use_template(program, code="first-year", by=by)
        programs.answer_needs(program, by=by)
        program.refresh_from_db()
        fields = {
            "starts_on": program.starts_on,
            "ends_on": program.ends_on,
            "forms_note": program.forms_note,
            "initial_level": "Окончил(а) педагогический колледж, опыта самостоятельной работы нет",
            "goal": program.goal,
            "tasks": program.tasks,
            "expected": program.expected,
            "control": program.control,
            "directions": list(options(self.edition, Option.Group.DIRECTION)[:3]),
        }
        programs.edit(program, fields=fields, version=program.version, by=by)
        programs.show_to_mentee(program, by=by)
        for part in pair.participations.all():
            programs.acknowledge(program, mentee=part.mentee, on=on, by=part.mentee.user)
        programs.submit(program, on=on, by=by)
        return self.approve(program, on)

    def approve(self, program: Program, on: date) -> Program:
        """As the edition says: by the curator, by the council's minutes, by an order."""
        how, by = self.edition.program_approval, self.logins["curator"]
        if how == Edition.Approval.ORDER:
            self.sign(programs.draft_approval([program], period=f"{school_year(on)} учебный год", by=by), on)
            return Program.objects.get(pk=program.pk)
        if how == Edition.Approval.MINUTES:
            return programs.approve(program, on=on, by=by, minutes_number="2", minutes_on=on)
        return programs.approve(program, on=on, by=by)

    def end(self, pair: Pair, behaviour: str, *, on: date, reason: str, plan_left: int | None) -> None:
        """Completed by order: by a case of the list, or by the reason alone where there is no list."""
        case = self.edition.options.of(Option.Group.COMPLETION).filter(behaviour=behaviour).first()
        said = "" if case and behaviour == "plan_done" else reason
        ending.request_ending(pair, case=case, on=on, reason=said, plan_left=plan_left, by=self.by)
        self.sign(ending.draft_closing([pair], by=self.by), on)
