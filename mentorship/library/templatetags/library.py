"""What the card of a programme shows of the library."""

from typing import Any

from django import template
from django.utils import timezone

from mentorship.access.grants import can
from mentorship.library import queries
from mentorship.library.models import Use
from mentorship.programs import privacy
from mentorship.programs.models import Program

register = template.Library()


@register.simple_tag(takes_context=True)
def materials_of(context: dict[str, Any], program: Program) -> dict[str, Any]:
    """What has been taken into it, what of that is still in force, and whether this user may take more."""
    today, user = timezone.localdate(), context["request"].user
    rows = [(use, _item(program, use), use.material.holds_on(today)) for use in queries.uses_of(program)]
    return {"rows": rows, "takes": program.pair.is_not_over and can(user, "library.use", program)}


def _item(program: Program, use: Use) -> str:
    """The item of the plan as this reader of the programme may see it."""
    return str(privacy.plan(program.pair, [use.activity])[0]) if use.activity else ""
