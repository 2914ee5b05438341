"""The shortest way through an amendment of an approved programme."""

import datetime as dt

from django.utils import timezone

from mentorship.orders import services as orders
from mentorship.programs.amendments.services import assents, drafting
from tests.factories.people import UserFactory

TODAY = dt.date(2027, 3, 1)
NOW = timezone.make_aware(dt.datetime(2027, 3, 1, 12))
OLD_END, NEW_END, LAST = dt.date(2027, 5, 31), dt.date(2027, 8, 31), dt.date(2027, 9, 14)


def wishes(**changes):
    return {"corrects": False, "reason": "Болезнь", "program_ends_on": None, "pair_ends_on": None, **changes}


def longer(until=NEW_END, **changes):
    return wishes(program_ends_on=until, pair_ends_on=max(until, OLD_END), **changes)


def agreed(amendment, by):
    """Everybody agrees."""
    for assent in amendment.assents.filter(agreed_on=None):
        assents.agree(amendment, person=assent.person, on=TODAY, by=by)
    amendment.refresh_from_db()
    return amendment


def extended(program, by, **changes):
    """A longer term that waits for the curator."""
    return agreed(drafting.start(program, fields=longer(**changes), on=TODAY, by=by), by)


def corrected(program, by, goal="Новая цель"):
    """A new goal that waits for the curator."""
    amendment = drafting.start(program, fields=wishes(corrects=True), on=TODAY, by=by)
    drafting.edit_text(amendment, fields={"goal": goal}, by=by)
    return agreed(assents.ask(amendment, on=TODAY, by=by), by)


def sign(order, by, on=TODAY):
    return orders.sign(order, signed_on=on, number="", proposed="", by=by, now=NOW)


def participants(program):
    """The logins of the mentor and of the first mentee."""
    return UserFactory(person=program.pair.mentor), UserFactory(person=program.pair.mentees[0])
