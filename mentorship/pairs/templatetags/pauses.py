"""On which days a pair stands still, for its card."""

from django import template

from mentorship.access.acts import buttons
from mentorship.pairs.pauses import acts, queries

register = template.Library()


@register.simple_tag(takes_context=True)
def pauses_of(context, pair):
    """Each pause with what may be done about it; one query."""
    user = context["request"].user
    return [(row, buttons((acts.RESUME,), row, user)) for row in queries.shown(pair, user)]
