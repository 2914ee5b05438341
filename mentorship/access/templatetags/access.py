"""`{% can "pair.edit" pair as may_edit %}`: the table's answer for a template."""

from django import template

from mentorship.access.grants import can as may

register = template.Library()


@register.simple_tag(takes_context=True)
def can(context, permission, subject=None):
    return may(context["request"].user, permission, subject)
