"""What programmes tell the rooms below, and what follows for them from a pause of their pair."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Max
from django.dispatch import receiver

from mentorship.pairs.models import Pair
from mentorship.pairs.signals import recorded, terms_moved
from mentorship.programs.models import Activity
from mentorship.programs.services.moving import move_terms


@recorded
def last_activity(pair: Pair) -> Iterator[tuple[date, str]]:
    """The last day on which an item of the plan was carried out."""
    done = Activity.objects.filter(program__pair=pair, done_on__isnull=False)
    if day := done.aggregate(last=Max("done_on"))["last"]:
        yield day, "мероприятие выполнено"


@receiver(terms_moved)
def move_plan(sender: type[Pair], *, pair: Pair, signal: Any, **moved: Any) -> None:
    """The pair stands still for some days: what its programme plans from then on moves by them."""
    move_terms(pair, **moved)
