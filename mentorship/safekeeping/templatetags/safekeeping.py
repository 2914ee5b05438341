"""What the desk of those who answer for the copies says of them."""

from django import template
from django.utils import timezone

from mentorship.access.grants import can
from mentorship.safekeeping.copies.queries import state

register = template.Library()


@register.simple_tag(takes_context=True)
def trouble_with_copies(context):
    """Why somebody should look at the copies; empty for everybody else and where all is well."""
    user = context["request"].user
    return state(timezone.now()).trouble if can(user, "data.copies") else ""
