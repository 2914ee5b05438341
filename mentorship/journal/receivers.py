"""What the journal tells the rooms below, and what follows for it from a pause of the pair."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Max
from django.dispatch import receiver

from mentorship.journal import rules
from mentorship.journal.models import Meeting
from mentorship.journal.services.tasks import move_terms
from mentorship.pairs.ending.recorded import STOOD_IN
from mentorship.pairs.models import Pair
from mentorship.pairs.signals import planned, recorded, terms_moved


@recorded
def meetings(pair: Pair) -> Iterator[tuple[date, str]]:
    """The last day of a meeting held by the mentor, and every day of one by whoever stood in."""
    held = Meeting.objects.held().filter(pair=pair).order_by()
    own, stood_in = held.filter(led_by=pair.mentor_id), held.exclude(led_by=pair.mentor_id)
    days = own.values("led_by").annotate(day=Max("held_on")).values_list("led_by", "day")
    for led_by, day in days.union(stood_in.values_list("led_by", "held_on")):
        yield day, "встреча" if led_by == pair.mentor_id else STOOD_IN


@planned
def planned_meetings(pair: Pair, first: date, last: date) -> Iterator[str]:
    """Meetings that are planned for days on which the pair is to stand still."""
    days = Meeting.objects.planned().filter(pair=pair, held_on__range=(first, last)).order_by("held_on", "pk")
    yield from rules.planned_words(list(days.values_list("held_on", flat=True)))


@receiver(terms_moved)
def move_tasks(sender: type[Pair], *, pair: Pair, signal: Any, **moved: Any) -> None:
    """Terms of open tasks follow those of the pair."""
    move_terms(pair, **moved)
