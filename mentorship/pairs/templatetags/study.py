"""What the card of a participant says about acquaintance with acts."""

from dataclasses import dataclass

from django import template
from django.utils import timezone

from mentorship.access.grants import can
from mentorship.pairs.study.queries import known_of

register = template.Library()


@dataclass(frozen=True, slots=True)
class Known:
    """With how many acts of how many the person is acquainted."""

    known: int
    acts: int

    @property
    def left(self) -> int:
        return self.acts - self.known

    @property
    def words(self) -> str:
        """«5 из 7»."""
        return f"{self.known} из {self.acts}"


@register.simple_tag(takes_context=True)
def study_of(context, person):
    """Of somebody in a running pair, for whoever may know of it; nothing where there is nothing to read."""
    if not can(context["request"].user, "study.view", person):
        return None
    known = known_of(person, timezone.localdate())
    return Known(*known) if known else None
