"""Signing many drafts at once: each is an order and a transaction of its own.

So the form of a pile is not claimed as a whole: sent again it signs what still waits, and tells what is signed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from mentorship.core.forms.pages import COLLISION
from mentorship.core.refusal import Refusal
from mentorship.orders.models import Order
from mentorship.orders.services import sign
from mentorship.people.models import User


@dataclass(slots=True)
class Signed:
    """What came of a pile: who was signed now, who had been before, and of each that was not the reasons."""

    orders: list[Order] = field(default_factory=list)
    before: list[Order] = field(default_factory=list)
    refused: list[tuple[Order, list[str]]] = field(default_factory=list)


def sign_each(
    pile: Iterable[tuple[int, str]], *, signed_on: date, by: User, now: datetime, confirmed: bool = False
) -> Signed:
    """Sign the drafts one after another, each under its own check of all rules, with the next numbers of the journals.

    `pile` holds the key of each and the mark of what was shown of it. One that cannot be signed stays a draft and
    stops no other.
    """
    came = Signed()
    for key, seen in pile:
        order = Order.objects.visible_to(by).filter(pk=key).first()
        if order is None:
            continue
        if not order.is_draft:
            came.before.append(order)
            continue
        try:
            signed = sign(
                order, signed_on=signed_on, number="", proposed="", by=by, now=now, confirmed=confirmed, seen=seen
            )
        except (Refusal, ValidationError) as refusal:
            came.refused.append((order, _reasons(refusal)))
        except IntegrityError:
            came.refused.append((order, [COLLISION]))
        else:
            came.orders.append(signed)
    return came


def _reasons(refusal: Exception) -> list[str]:
    if isinstance(refusal, ValidationError):
        return refusal.messages
    return [str(found) for found in getattr(refusal, "violations", [refusal])]
