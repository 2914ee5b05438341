"""What the card of a pair tells about its programme and the changes of it."""

from typing import Any

from django import template

from mentorship.access.acts import Button, buttons
from mentorship.pairs.models import Pair
from mentorship.programs.amendments.acts import AMEND_FROM_PAIR
from mentorship.programs.models import Amendment, Program

register = template.Library()


@register.simple_tag(takes_context=True)
def program_of(context: dict[str, Any], pair: Pair) -> Program | None:
    """The pair's programme, when there is one and the user may see it; asked once a page, whoever needs it."""
    known = pair.__dict__.setdefault("_programs_seen", {})
    user = context["request"].user
    if user.pk not in known:
        program = known[user.pk] = Program.objects.visible_to(user).filter(pair=pair).first()
        if program:
            program.pair = pair
    return known[user.pk]


@register.simple_tag(takes_context=True)
def amendments_about(context: dict[str, Any], pair: Pair) -> list[Amendment]:
    """The amendments of the pair's programme that this user may see, newest first."""
    seen = Amendment.objects.visible_to(context["request"].user).filter(program__pair=pair)
    return list(seen.select_related("order"))


@register.simple_tag(takes_context=True)
def amending_acts(context: dict[str, Any], program: Program, amendments: list[Amendment]) -> list[Button]:
    """What may be begun about the approved programme; one change at a time, so nothing while an open one is seen.

    Of what somebody else is still preparing, which is not among them, the page of the act tells.
    """
    program.ongoing = next((row for row in amendments if row.is_open), None)
    return buttons([AMEND_FROM_PAIR], program, context["request"].user)
