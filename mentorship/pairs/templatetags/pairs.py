"""What the card of a person says about pairs."""

from dataclasses import dataclass, field
from datetime import date

from django import template
from django.db.models import Q
from django.urls import reverse

from mentorship.core.words.initials import short_name
from mentorship.pairs.models import Pair, Participation
from mentorship.people.models import Person, User
from mentorship.people.models.person import name_columns

register = template.Library()
COLUMNS = (
    "pair__status",
    "pair__starts_on",
    "pair__ends_on",
    "pair__ended_on",
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
    for pair, mentee, status, starts_on, ends_on, ended_on, *names in ordered:
        if pair not in found:
            url, seen = reverse("pairs:card", args=[pair]), Pair(status=status, starts_on=starts_on, ended_on=ended_on)
            found[pair] = Named(url, seen.now, starts_on, ends_on, short_name(*names[:3]))
        found[pair].mentees[mentee] = short_name(*names[3:])
    return list(found.values())
