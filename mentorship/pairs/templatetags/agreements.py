"""What stands between the mentor and the employer, for the card of a pair."""

from django import template
from django.utils import timezone

from mentorship.pairs.agreements import queries

register = template.Library()


@register.simple_tag
def between(pair, user):
    """The agreements and notices of the pair, as far as the user may know of them; None otherwise."""
    return queries.section(pair, user, timezone.localdate())
