"""Lines of data in the institution's own words."""

from django import template

from mentorship.documents.wording import named

register = template.Library()
register.filter("named", named)
