"""What the user is to learn about the own account and office."""

from django import template

from mentorship.people.alerts.queries import unseen

register = template.Library()


@register.simple_tag(takes_context=True)
def own_alerts(context):
    return list(unseen(context["user"]))
