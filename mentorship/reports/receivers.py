"""What follows for reports from what happens to their pair."""

from typing import Any

from django.dispatch import receiver

from mentorship.pairs.models import Pair
from mentorship.pairs.signals import pair_reopened
from mentorship.people.models import User
from mentorship.reports import services


@receiver(pair_reopened)
def take_back(sender: type[Pair], *, pair: Pair, by: User, **_: Any) -> None:
    """The pair works on: final reports wait for its real end."""
    services.take_back(pair, by=by)
