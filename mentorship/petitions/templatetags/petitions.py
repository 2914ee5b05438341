"""What the card of a pair shows of its petitions."""

from django import template

from mentorship.petitions import queries

register = template.Library()


@register.simple_tag
def open_petitions(pair, user):
    """The open petitions about the pair that the user may see."""
    return queries.open_about(pair, user)


@register.simple_tag
def fileable_about(pair, user):
    """Whether the user may file, or write down from paper, anything about the pair now."""
    return pair.is_not_over and bool(queries.fileable(pair, user) or queries.recordable(pair, user))
