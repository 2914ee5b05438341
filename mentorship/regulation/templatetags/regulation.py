"""How pages name a clause of the Положение."""

from django import template

from mentorship.regulation.clauses import clause_words

register = template.Library()
register.filter("clause", clause_words)
