"""What the card of a person says about an absence, a leaving and what is left to do."""

from django import template
from django.utils import timezone

from mentorship.access.acts import buttons
from mentorship.access.grants import can
from mentorship.core.terms import lasts_on
from mentorship.leaving import queries
from mentorship.leaving.acts import RETURN

register = template.Library()


@register.simple_tag(takes_context=True)
def standing_of(context, person):
    """The absence of today or to come, the leaving ahead, the pairs they touch.

    Kind and last day are told only to `person.details`.
    """
    user, today = context["request"].user, timezone.localdate()
    absence = person.absences.not_over(today).first()
    touched, told = 0, can(user, "person.details", person)
    if (absence or person.left_on) and can(user, "leaving.view", person):
        touched = queries.pairs_of(person).count()
    return {
        "absence": absence,
        "kind": absence.get_kind_display() if absence and told else "",
        "is_away": absence is not None and absence.lasts_on(today),
        "is_overdue": absence is not None and absence.is_overdue_on(today),
        "leaves": person.left_on if told and lasts_on(today, None, person.left_on) else None,
        "touched": touched,
        "acts": buttons((RETURN,), person, user) if absence and absence.returned_on is None else [],
    }
