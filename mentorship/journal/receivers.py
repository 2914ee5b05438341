"""What the journal tells the rooms below."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max, Q

from mentorship.journal.models import Meeting
from mentorship.pairs.models import Pair
from mentorship.pairs.rules import STOOD_IN
from mentorship.pairs.signals import recorded


@recorded
def last_meeting(pair: Pair) -> Iterator[tuple[date, str]]:
    """The last day of a meeting held by the mentor, and by whoever stood in."""
    held = Meeting.objects.held().filter(pair=pair)
    own = Max("held_on", filter=Q(led_by=pair.mentor_id))
    last = held.aggregate(own=own, stood_in=Max("held_on", filter=~Q(led_by=pair.mentor_id)))
    for day, what in ((last["own"], "встреча"), (last["stood_in"], STOOD_IN)):
        if day:
            yield day, what
