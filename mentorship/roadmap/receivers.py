"""What follows for the activities of roadmaps from what happens to orders."""

from typing import Any

from django.dispatch import receiver

from mentorship.orders.models import Order
from mentorship.orders.signals import order_revoked, order_signed
from mentorship.people.models import User
from mentorship.roadmap.models import Roadmap
from mentorship.roadmap.services import marks


@receiver(order_signed)
def done(sender: type[Order], *, order: Order, by: User, **_: Any) -> None:
    """What was to be ordered is ordered; a roadmap that this very order approves knows of what was signed before."""
    for roadmap in Roadmap.objects.filter(order=order, status=Roadmap.Status.APPROVED):
        marks.close_by_signed(roadmap, by=by)
    marks.close_by(order, by=by)


@receiver(order_revoked)
def undone(sender: type[Order], *, order: Order, by: User, **_: Any) -> None:
    """Another order has revoked it."""
    marks.open_again(order, by=by)
