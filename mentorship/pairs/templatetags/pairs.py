"""What the card of a person says about pairs."""

from dataclasses import dataclass, field
from datetime import date

from django import template
from django.db.models import Q
from django.urls import reverse

from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import Person, User
from mentorship.people.models.person import name_columns, short_of

register = template.Library()
COLUMNS = (
    "pair__status",
    "pair__starts_on",
    "pair__ends_on",
    "pair__ended_on",
    "pair__paused",
    *name_columns("pair__mentor"),
    *name_columns("mentee"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A pair as the card of one of its people names it."""

    url: str
    state: str
    starts_on: date
    ends_on: date
    mentor: str
    mentees: dict[int, str] = field(default_factory=dict)  # by their keys


@register.simple_tag(takes_context=True)
def pairs_of(context, person):
    """The person's pairs that the reader may see, newest first; asked once a page, whoever needs them."""
    user, known = context["request"].user, person.__dict__.setdefault("_pairs_seen", {})
    if user.pk not in known:
        known[user.pk] = _pairs_of(person, user)
    return known[user.pk]


def _pairs_of(person: Person, user: User) -> list[Named]:
    """With the mentees that the reader may see; one query."""
    own = Participation.objects.filter(Q(mentor=person) | Q(mentee=person)).values("pair")
    parts = Participation.objects.visible_to(user).filter(pair__in=own)
    found: dict[int, Named] = {}
    ordered = parts.order_by("-pair__starts_on", "-pair", "pk").values_list("pair", "mentee", *COLUMNS)
    for pair, mentee, status, starts_on, ends_on, ended_on, paused, *names in ordered:
        if pair not in found:
            seen = Pair(status=status, starts_on=starts_on, ended_on=ended_on, paused=paused)
            found[pair] = Named(reverse("pairs:card", args=[pair]), seen.now, starts_on, ends_on, short_of(*names[:5]))
        found[pair].mentees[mentee] = short_of(*names[5:])
    return list(found.values())
