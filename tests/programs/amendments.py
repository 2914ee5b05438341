"""An approved programme of an active pair, and the shortest way through an amendment."""

import datetime as dt

from django.utils import timezone

from mentorship.orders import services as orders
from mentorship.programs import services
from mentorship.programs.amendments import services as amending
from mentorship.programs.models import Program
from tests.factories.pairs import PairFactory, option
from tests.factories.people import UserFactory

TODAY = dt.date(2027, 3, 1)
NOW = timezone.make_aware(dt.datetime(2027, 3, 1, 12))
OLD_END, NEW_END, LAST = dt.date(2027, 5, 31), dt.date(2027, 8, 31), dt.date(2027, 9, 14)


def approved(curator, **pair):
    """A whole programme, approved in September, of eight activities."""
    made = PairFactory(active=True, **pair)
    program = services.start(made, by=curator)
    services.use_template(program, code="first-year", by=curator)
    program.refresh_from_db()
    program.initial_level = "Без опыта"
    program.directions.add(option("direction", "subject"))
    program.save()
    on = dt.date(2026, 9, 20)
    for mentee in made.mentees:
        services.acknowledge(program, mentee=mentee, on=on, by=curator)
    services.submit(program, on=on, by=curator)
    services.approve(program, on=on, by=curator)
    return Program.objects.with_people().get(pk=program.pk)


def wishes(**changes):
    return {"corrects": False, "reason": "Болезнь", "program_ends_on": None, "pair_ends_on": None, **changes}


def longer(until=NEW_END, **changes):
    return wishes(program_ends_on=until, pair_ends_on=max(until, OLD_END), **changes)


def agreed(amendment, by):
    """Everybody agrees."""
    for assent in amendment.assents.filter(agreed_on=None):
        amending.agree(amendment, person=assent.person, on=TODAY, by=by)
    amendment.refresh_from_db()
    return amendment


def extended(program, by, **changes):
    """A longer term that waits for the curator."""
    return agreed(amending.start(program, fields=longer(**changes), on=TODAY, by=by), by)


def corrected(program, by, goal="Новая цель"):
    """A new goal that waits for the curator."""
    amendment = amending.start(program, fields=wishes(corrects=True), on=TODAY, by=by)
    amending.edit_text(amendment, fields={"goal": goal}, by=by)
    return agreed(amending.ask(amendment, on=TODAY, by=by), by)


def sign(order, by, on=TODAY):
    return orders.sign(order, signed_on=on, number="", proposed="", by=by, now=NOW)


def participants(program):
    """The logins of the mentor and of the first mentee."""
    return UserFactory(person=program.pair.mentor), UserFactory(person=program.pair.mentees[0])
