"""The shortest way through an amendment of an approved programme."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from mentorship.desk.duties import collect
from mentorship.orders import services as orders
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.models import Program
from mentorship.regulation.duty import Scope
from mentorship.regulation.models import Edition
from tests.factories.pairs import option
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


def url(name, pk):
    return reverse(f"programs:{name}", args=[pk])


def ends(program):
    program = Program.objects.select_related("pair").get(pk=program.pk)
    return program.pair.ends_on, program.ends_on


def duties(rule="amendment"):
    rows = collect(Edition.objects.get().limits(), Scope(everything=True))
    return [row for row in rows if row.rule == rule]


def drafted(program, by):
    return drafting.start(program, fields=wishes(corrects=True), on=TODAY, by=by)


def item(program, **changes):
    return {
        "section": option("section", "study").pk,
        "title": "Экскурсия",
        "due_on": "15.04.2027",
        "responsible": program.pair.mentor_id,
        **changes,
    }


def change(program, by, goal):
    """A new goal that takes effect: the next version."""
    decision.grant(corrected(program, by, goal), on=TODAY, by=by)
    return program.versions.last()
