"""What the card of a person says about pairs."""

from django import template
from django.db.models import Q

from mentorship.pairs.models import Pair

register = template.Library()


@register.simple_tag(takes_context=True)
def pairs_of(context, person):
    """The person's pairs that the reader may see, newest first."""
    user = context["request"].user
    pairs = Pair.objects.visible_to(user).with_names_for(user)
    return list(pairs.filter(Q(mentor=person) | Q(participations__mentee=person)).distinct())
