"""What the journal tells the rooms below."""

from collections.abc import Iterator
from datetime import date

from mentorship.journal.models import Meeting
from mentorship.pairs.models import Pair
from mentorship.pairs.signals import recorded


@recorded
def last_meeting(pair: Pair) -> Iterator[tuple[date, str]]:
    """The last day of a held meeting."""
    held = Meeting.objects.held().filter(pair=pair).order_by("-held_on")
    for day in held.values_list("held_on", flat=True)[:1]:
        yield day, "встреча"
