"""What the card of an event or of a mentor shows of partners."""

from django import template

from mentorship.access.grants import can
from mentorship.partners.models import Partner

register = template.Library()


@register.simple_tag(takes_context=True)
def partners_of(context, **linked):
    """The partners linked to the event or the mentor, for those who may know of them."""
    user = context["request"].user
    return Partner.objects.visible_to(user).filter(**linked) if can(user, "partner.view") else None
