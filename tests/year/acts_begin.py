"""From hiring to the approved programme, and back out of a draft."""

from mentorship.core.calendar.dates import term_end
from mentorship.orders import services as orders
from mentorship.orders.models import Acquaintance, Order
from mentorship.pairs import services as pairs
from mentorship.pairs.gate.queries import gate
from mentorship.pairs.matching.queries import candidates, ready_to_propose
from mentorship.pairs.models import Pair
from mentorship.programs import services as programs
from mentorship.programs.models import Activity, Program
from mentorship.regulation.models import Option
from mentorship.regulation.queries import edition_on, options
from mentorship.replacements import services as replacements
from tests.factories.people import MenteeEntryFactory, UserFactory
from tests.factories.programs import written_program
from tests.year.world import World

NEWCOMERS = 14


def hire(world: World):
    """A newcomer comes and goes to the bank; some never get a login."""
    if world.done["hire"] >= NEWCOMERS:
        return None
    entry = MenteeEntryFactory(
        person__admitted_on=world.today,
        person__hired_on=world.today,
        starts_on=world.today,
        confirmed_on=world.today,
        waits_since=world.today,
    )
    return entry if world.rarely(0.2) else UserFactory(person=entry.person, email=f"mentee{entry.pk}@example.ru")


def propose(world: World):
    """A pair, sometimes a group of two."""
    waiting = ready_to_propose(world.today)
    chosen = waiting[:2] if len(waiting) > 1 and world.rarely(0.3) else waiting[:1]
    people, edition = [entry.person for entry in chosen], edition_on(world.today)
    found = candidates(people, edition.limits(), world.today)[:3] if people else []
    mentor = world.one_of([row["person"] for row in found if row["free"] != 0])
    if mentor is None:
        return None
    kinds, starts_on = edition.options.filter(group="kind", is_active=True), world.day(0, 20)
    terms = {
        "form": options(edition, Option.Group.FORM).first(),
        "kind": world.one_of(kinds.filter(behaviour="group")) if len(people) > 1 else kinds.get(code="traditional"),
        "goal": "Освоиться",
        "starts_on": starts_on,
        "ends_on": term_end(starts_on, world.dice.randint(3, 6)),
    }
    return pairs.propose(mentor, people, edition=edition, conditions=terms, by=world.curator)


def consent(world: World):
    pair = world.one_of(Pair.objects.filter(status="proposed"))
    if pair is None:
        return None
    pairs.consent_as_mentor(pair, on=world.today, today=world.today, method="online", by=world.login(pair.mentor))
    for part in pair.participations.all():
        pairs.consent_as_mentee(part, on=world.today, today=world.today, method="online", by=world.login(part.mentee))
    return pair


def cancel(world: World):
    pair = world.one_of(Pair.objects.filter(status="proposed"))
    if pair is None or not world.rarely(0.1):
        return None
    return pairs.cancel(pair, reason="Передумали", on=world.today, by=world.curator)


def draft_order(world: World):
    """The curator explains the warnings and prepares the order, of an appointment or of a replacement."""
    pair = world.one_of(Pair.objects.filter(status="proposed", order=None))
    if pair is None:
        return None
    if pair.starts_on < world.today and not pair.replaces_id:  # no consent is given after the beginning
        terms = {"form": pair.form, "kind": pair.kind, "starts_on": world.today, "ends_on": pair.ends_on}
        pair = pairs.edit_conditions(pair, edition=pair.edition, conditions=terms, by=world.curator)
    for violation in gate(pair, world.today):
        if violation.overridable:
            pairs.waive(
                pair,
                rule=violation.rule,
                subject=violation.subject or 0,
                reason="Так вышло",
                on=world.today,
                by=world.curator,
            )
    if pair.replaces_id:
        return replacements.draft_order(pair, on=world.today, by=world.curator)
    return pairs.draft_appointment([pair], on=world.today, by=world.curator)


def sign_order(world: World):
    order = world.one_of(Order.objects.drafts())
    return order and world.sign(order)


def discard_order(world: World):
    order = world.one_of(Order.objects.drafts())
    if order is None or not world.rarely(0.2):
        return None
    return orders.discard(order, reason="Не нужен", by=world.director)


def revoke_order(world: World):
    """An order that has begun to work turns out wrong; once a year."""
    signed = Order.objects.filter(status="signed", kind="appointment", pairs__status="active")
    order = world.one_of(signed.filter(signed_on__lt=world.day(-20, -20)))
    if order is None or world.done["revoke_order"]:
        return None
    return orders.draft_revocation(order, reason="Подписан по ошибке", by=world.director)


def read_order(world: World):
    row = world.one_of(Acquaintance.objects.filter(acknowledged_on=None, order__status="signed"))
    return row and orders.acknowledge(
        row, on=world.today, today=world.today, method="online", by=world.login(row.person)
    )


def write_program(world: World):
    pair = world.one_of(Pair.objects.appointed().filter(program=None))
    if pair is None:
        return None
    return written_program(pair, by=world.login(pair.mentor))


def read_program(world: World):
    program = world.one_of(Program.objects.filter(status__in=["draft", "with_mentee"], pair__status="active"))
    if program is None:
        return None
    programs.show_to_mentee(program, by=world.login(program.pair.mentor))
    if world.rarely(0.3):
        return program
    for mentee in program.pair.mentees:
        programs.acknowledge(program, mentee=mentee, on=world.today, by=world.login(mentee))
    return programs.submit(program, on=world.today, by=world.login(program.pair.mentor))


def approve_program(world: World):
    program = world.one_of(Program.objects.filter(status="submitted", pair__status="active"))
    if program is None:
        return None
    if world.rarely(0.2):
        return programs.send_back(program, reason="Допишите", by=world.curator)
    return programs.approve(program, on=world.today, by=world.curator)


def mend_program(world: World):
    program = world.one_of(Program.objects.filter(status="returned", pair__status="active"))
    return program and programs.submit(program, on=world.today, by=world.login(program.pair.mentor))


def perform(world: World):
    open_ones = Activity.objects.filter(
        program__status="approved", program__pair__status="active", done_on=None, cancelled_on=None
    )
    activity = world.one_of(list(open_ones.order_by("due_on", "pk")[:5]))
    if activity is None:
        return None
    by = world.login(activity.program.pair.mentor)
    return programs.perform(activity, done_on=world.today, result="Сделано", evidence=None, today=world.today, by=by)
