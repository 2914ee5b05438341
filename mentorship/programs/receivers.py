"""What programmes tell the rooms below."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max

from mentorship.pairs.models import Pair
from mentorship.pairs.signals import recorded
from mentorship.programs.models import Activity


@recorded
def last_activity(pair: Pair) -> Iterator[tuple[date, str]]:
    """The last day on which an item of the plan was carried out."""
    done = Activity.objects.filter(program__pair=pair, done_on__isnull=False)
    if day := done.aggregate(last=Max("done_on"))["last"]:
        yield day, "мероприятие выполнено"
