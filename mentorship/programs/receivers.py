"""What programmes tell the rooms below."""

from collections.abc import Iterator
from datetime import date

from mentorship.pairs.models import Pair
from mentorship.pairs.signals import recorded
from mentorship.programs.models import Activity


@recorded
def last_activity(pair: Pair) -> Iterator[tuple[date, str]]:
    """The last day on which an item of the plan was carried out."""
    done = Activity.objects.filter(program__pair=pair, done_on__isnull=False).order_by("-done_on")
    for day in done.values_list("done_on", flat=True)[:1]:
        yield day, "мероприятие выполнено"
