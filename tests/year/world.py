"""An institution that lives through a school year: whoever may act acts at random, from one seed."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.dates import term_end
from mentorship.core.refusal import Refusal
from mentorship.orders import services as orders
from mentorship.orders.models import Acquaintance, Order
from mentorship.pairs import services as pairs
from mentorship.pairs.models import Pair, Participation
from mentorship.pairs.queries import candidates, gate, ready_to_propose
from mentorship.people import services as people
from mentorship.people.models import MentorEntry, Person, User
from mentorship.programs import services as programs
from mentorship.programs.models import Activity, Program
from mentorship.regulation.models import Option
from mentorship.regulation.queries import edition_on, options
from mentorship.reports import services as reports
from mentorship.reports.models import Report
from tests.factories.people import MenteeEntryFactory, MentorEntryFactory, UserFactory

MENTORS, NEWCOMERS = 6, 14


class World:
    """The people of the year and everything they can do; `done` counts what came about, `refused` what did not."""

    def __init__(self, seed: int, first: dt.date) -> None:
        self.dice, self.today = random.Random(seed), first
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.curator = UserFactory(office=Office.CURATOR, email="curator@example.ru")
        self.director = UserFactory(office=Office.DIRECTOR, email="director@example.ru")
        for number in range(MENTORS):
            person = MentorEntryFactory(starts_on=first).person
            UserFactory(person=person, email=f"mentor{number}@example.ru")

    def spend_day(self, today: dt.date) -> None:
        """Up to four acts of a day; a refusal of the rules changes nothing and the day goes on."""
        self.today = today
        for _ in range(self.dice.randint(0, 4)):
            act = self.dice.choice(ACTS)
            try:
                came_about = act(self)
            except (Refusal, ValidationError):
                self.refused[act.__name__] += 1
            else:
                self.done[act.__name__] += came_about is not None

    def one_of(self, rows):
        """One of the rows by chance, always the same for a seed; None when there is none."""
        found = list(rows.order_by("pk")) if hasattr(rows, "order_by") else list(rows)
        return self.dice.choice(found) if found else None

    def login(self, person: Person) -> User:
        return User.objects.filter(person=person).first() or UserFactory(person=person)

    def sign(self, order: Order) -> Order:
        now = timezone.make_aware(dt.datetime.combine(self.today, dt.time(10)))
        return orders.sign(
            order, signed_on=self.today, number="", proposed="", by=self.director, now=now, confirmed=True
        )


def hire(world: World):
    """A newcomer comes and goes to the bank."""
    if world.done["hire"] >= NEWCOMERS:
        return None
    entry = MenteeEntryFactory(
        person__admitted_on=world.today, person__hired_on=world.today, starts_on=world.today, confirmed_on=world.today,
        waits_since=world.today,
    )  # fmt: skip
    return UserFactory(person=entry.person, email=f"mentee{entry.pk}@example.ru")


def propose(world: World):
    entry = world.one_of(ready_to_propose())
    if entry is None:
        return None
    edition = edition_on(world.today)
    found = candidates([entry.person], edition.limits(), world.today)[:3]
    mentor = world.one_of([row["person"] for row in found if row["free"] != 0])
    if mentor is None:
        return None
    ends_on = term_end(world.today, world.dice.randint(3, 6))
    terms = {
        "form": options(edition, Option.Group.FORM).first(), "kind": edition.options.get(group="kind", code="traditional"),
        "goal": "Освоиться", "starts_on": world.today, "ends_on": ends_on,
    }  # fmt: skip
    return pairs.propose(mentor, [entry.person], edition=edition, terms=terms, by=world.curator)


def consent(world: World):
    pair = world.one_of(Pair.objects.filter(status="proposed"))
    if pair is None:
        return None
    pairs.consent_as_mentor(pair, on=world.today, method="online", by=world.login(pair.mentor))
    for part in pair.participations.all():
        pairs.consent_as_mentee(part, on=world.today, method="online", by=world.login(part.mentee))
    return pair


def draft_order(world: World):
    """The curator explains the warnings and prepares the order."""
    pair = world.one_of(Pair.objects.filter(status="proposed", order=None))
    if pair is None:
        return None
    for violation in gate(pair, world.today):
        if violation.overridable:
            subject = violation.subject or 0
            pairs.waive(
                pair, rule=violation.rule, subject=subject, reason="Так вышло", on=world.today, by=world.curator
            )
    return pairs.draft_appointment([pair], on=world.today, by=world.curator)


def sign_order(world: World):
    order = world.one_of(Order.objects.drafts())
    return order and world.sign(order)


def discard_order(world: World):
    order = world.one_of(Order.objects.drafts())
    if order is None or world.dice.random() > 0.2:
        return None
    return orders.discard(order, reason="Не нужен", by=world.director)


def read_order(world: World):
    row = world.one_of(Acquaintance.objects.filter(acknowledged_on=None))
    return row and orders.acknowledge(row, on=world.today, method="online", by=world.login(row.person))


def write_program(world: World):
    pair = world.one_of(Pair.objects.active().filter(program=None))
    if pair is None:
        return None
    by = world.login(pair.mentor)
    program = programs.start(pair, by=by)
    programs.use_template(program, code="first-year", by=by)
    program.refresh_from_db()
    fields = {
        "starts_on": program.starts_on, "ends_on": program.ends_on, "forms_note": program.forms_note,
        "initial_level": "Без опыта", "goal": program.goal, "tasks": program.tasks, "expected": program.expected,
        "control": program.control, "directions": list(options(pair.edition, Option.Group.DIRECTION)[:2]),
    }  # fmt: skip
    return programs.edit(program, fields=fields, version=program.version, by=by)


def read_program(world: World):
    program = world.one_of(Program.objects.filter(status="draft", pair__status="active"))
    if program is None:
        return None
    programs.show_to_mentee(program, by=world.login(program.pair.mentor))
    for mentee in program.pair.mentees:
        programs.acknowledge(program, mentee=mentee, on=world.today, by=world.login(mentee))
    return programs.submit(program, on=world.today, by=world.login(program.pair.mentor))


def approve_program(world: World):
    program = world.one_of(Program.objects.filter(status="submitted", pair__status="active"))
    if program is None:
        return None
    if world.dice.random() < 0.2:
        return programs.send_back(program, reason="Допишите", by=world.curator)
    return programs.approve(program, on=world.today, by=world.curator)


def mend_program(world: World):
    program = world.one_of(Program.objects.filter(status="returned", pair__status="active"))
    return program and programs.submit(program, on=world.today, by=world.login(program.pair.mentor))


def perform(world: World):
    open_ones = Activity.objects.filter(
        program__status="approved", program__pair__status="active", done_on=None, cancelled_on=None
    )
    activity = world.one_of(open_ones)
    if activity is None:
        return None
    by = world.login(activity.program.pair.mentor)
    return programs.perform(activity, done_on=world.today, result="Сделано", evidence=None, today=world.today, by=by)


def end_pair(world: World):
    """By initiative, from today on."""
    pair = world.one_of(Pair.objects.active().filter(ending_on=None))
    if pair is None or world.dice.random() > 0.3:
        return None
    case = pair.edition.options.filter(group="completion", behaviour="initiative").first()
    pairs.request_ending(pair, case=case, on=world.today, reason="По просьбе", plan_left=None, by=world.curator)
    return pairs.draft_closing([pair], by=world.curator)


def report(world: World):
    part = world.one_of(Participation.objects.filter(pair__status="ended"))
    if part is None:
        return None
    side = world.dice.choice(["mentor", "mentee"])
    by = world.login(part.mentor if side == "mentor" else part.mentee)
    begun = reports.begin(part, side=side, by=by)
    if side == "mentor":
        reports.write(begun, fields={"recommendations": "Продолжать"}, by=by)
    else:
        reports.write(begun, fields={"score": 9, "evaluation": "Хорошо", "useful": "Всё"}, by=by)
    return reports.submit(begun, on=world.today, by=by)


def accept_report(world: World):
    waiting = world.one_of(Report.objects.filter(status="submitted"))
    if waiting is None:
        return None
    if world.dice.random() < 0.2:
        return reports.send_back(waiting, reason="Допишите", by=world.curator)
    return reports.accept(waiting, on=world.today, by=world.curator)


def leave(world: World):
    """Somebody leaves; twice a year at most."""
    if world.done["leave"] >= 2 or world.dice.random() > 0.05:
        return None
    person = world.one_of(Person.objects.filter(left_on=None, mentor_entry__isnull=False))
    return person and people.record_leaving(
        person, left_on=world.today, reason="По собственному желанию", by=world.curator, today=world.today
    )


def close_bank(world: World):
    """The limit of one's own changes."""
    entry = world.one_of(MentorEntry.objects.filter(ends_on=None))
    if entry is None or world.dice.random() > 0.1:
        return None
    entry.own_limit = world.dice.choice([None, 1, 2, 3])
    entry.save(update_fields=["own_limit"])
    return entry


ACTS: list[Callable[[World], object]] = [
    hire, propose, propose, consent, consent, draft_order, draft_order, sign_order, sign_order, sign_order,
    discard_order, read_order, read_order, write_program, write_program, read_program, read_program, approve_program,
    approve_program, mend_program, perform, perform, end_pair, report, report, accept_report, leave, close_bank,
]  # fmt: skip
