"""The demo's changes of a programme: one carried through by an order, one that waits for a participant."""

from collections.abc import Callable
from datetime import date, timedelta

from mentorship.core.calendar.dates import term_end
from mentorship.orders.models import Order
from mentorship.people.models import User
from mentorship.programs.amendments.services import assents, decision, drafting
from mentorship.programs.models import Amendment, Program

SIGNED_AGO = 20


def extended(today: date, sign: Callable[[Order, date], Order], program: Program, curator: User) -> Amendment:
    """Three weeks ago: a month longer and one activity more, agreed by both, signed."""
    by, on = program.pair.mentor.user, today - timedelta(days=SIGNED_AGO)
    ends_on = term_end(program.starts_on, 10)
    terms = {
        "program_ends_on": ends_on,
        "pair_ends_on": ends_on,
        "corrects": True,
        "reason": "Нужно время на занятия по работе с родителями",
    }
    amendment = drafting.start(program, fields=terms, on=on, by=by)
    last = program.activities.order_by("due_on").last()
    activity = {
        "section": last.section,
        "title": "Провести родительское собрание вместе с наставником",
        "due_on": ends_on,
        "responsible": program.pair.mentor,
        "expected": "Проводит собрание самостоятельно",
    }
    drafting.add_item(amendment, fields=activity, by=by)
    assents.ask(amendment, on=on, by=by)
    for mentee in program.pair.mentees:
        assents.agree(amendment, person=mentee, on=on, by=curator, method="paper", place="папка № 4")
    sign(decision.grant(amendment, on=on, by=curator), on)
    return amendment


def waiting(today: date, program: Program) -> Amendment:
    """Now: the mentee asks for another wording; the mentor has not answered yet."""
    mentee = program.pair.mentees[0].user
    terms = {"program_ends_on": None, "pair_ends_on": None, "corrects": True, "reason": "Просьба добавить практику"}
    amendment = drafting.start(program, fields=terms, on=today, by=mentee)
    drafting.edit_text(amendment, fields={"tasks": f"{program.tasks}\nБольше открытых занятий."}, by=mentee)
    return assents.ask(amendment, on=today, by=mentee)
