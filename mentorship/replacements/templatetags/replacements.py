"""What the cards of a pair and of a person tell of mentors who came one after another."""

from django import template

from mentorship.pairs.templatetags.pairs import pairs_of
from mentorship.replacements import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def replacement_story(context, pair):
    return queries.story(pair, context["request"].user)


@register.simple_tag(takes_context=True)
def mentors_over_time(context, person):
    """Nothing for whoever has had one mentor: the list of pairs says it."""
    led = [pair for pair in pairs_of(context, person) if person.pk in pair.mentees]
    found = queries.mentors_of(person, context["request"].user) if len(led) > 1 else []
    return found if len(found) > 1 else []
