"""What the card of a person says about pairs."""

from dataclasses import dataclass, field
from datetime import date

from django import template
from django.db.models import Q
from django.urls import reverse

from mentorship.core.words.initials import short_name
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models.person import name_columns

register = template.Library()
COLUMNS = ("pair__status", "pair__starts_on", "pair__ends_on", *name_columns("pair__mentor"), *name_columns("mentee"))


@dataclass(frozen=True, slots=True)
class Named:
    """A pair as the card of one of its people names it."""

    url: str
    status: str
    starts_on: date
    ends_on: date
    mentor: str
    mentees: list[str] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def pairs_of(context, person):
    """The person's pairs that the reader may see, newest first, with the mentees that the reader may see."""
    own = Participation.objects.filter(Q(mentor=person) | Q(mentee=person)).values("pair")
    parts = Participation.objects.visible_to(context["request"].user).filter(pair__in=own)
    found: dict[int, Named] = {}
    ordered = parts.order_by("-pair__starts_on", "-pair", "pk").values_list("pair", *COLUMNS)
    for pair, status, starts_on, ends_on, *names in ordered:
        if pair not in found:
            url, state = reverse("pairs:card", args=[pair]), Pair.Status(status).label
            found[pair] = Named(url, state, starts_on, ends_on, short_name(*names[:3]))
        found[pair].mentees.append(short_name(*names[3:]))
    return list(found.values())
