"""How pages name a clause of the Положение."""

from django import template

from mentorship.core.refusal import clause_words

register = template.Library()
register.filter("clause", clause_words)
