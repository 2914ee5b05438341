"""What follows for amendments from what happens to their pair."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.dispatch import receiver

from mentorship.core.refusal import Violation
from mentorship.orders import services as orders_services
from mentorship.pairs.models import Pair
from mentorship.pairs.signals import moving, pair_closed, pair_reopened
from mentorship.people.models import User
from mentorship.programs.amendments.queries import moving_violations
from mentorship.programs.amendments.services import pair_end
from mentorship.programs.models import Amendment

ENDED = "Пара завершена приказом"


@receiver(pair_reopened)
def go_on(sender: type[Pair], *, pair: Pair, by: User, **_: Any) -> None:
    """The order that ended the pair is revoked: what it had brought to nothing is agreed on further."""
    ended = Amendment.objects.filter(program__pair=pair, status=Amendment.Status.WITHDRAWN, closing_reason=ENDED)
    if last := ended.order_by("pk").last():
        pair_end.take_up(last, by=by)


@receiver(pair_closed)
def close_open(sender: type[Pair], *, pair: Pair, on: date, by: User, **_: Any) -> None:
    """An order has ended the pair, be it for a day to come: what is still being agreed on comes to nothing."""
    said = ENDED if pair.status == Pair.Status.CLOSED else f"Пара {pair.get_status_display()}"
    for amendment in Amendment.objects.open().filter(program__pair=pair).select_related("order", "program"):
        if amendment.order:
            orders_services.discard(amendment.order, reason=said, by=by)
        pair_end.give_up(amendment, reason=said, on=on, by=by)


@moving
def being_changed(pair: Pair) -> Iterable[Violation]:
    """Days that participants are agreeing on are not moved behind their backs."""
    return moving_violations(pair)
