"""The order kind that revokes another order (D14)."""

from collections.abc import Iterable, Mapping
from datetime import date

from mentorship.core.history import record
from mentorship.core.refusal import Violation
from mentorship.documents.tree import Item
from mentorship.documents.wording import Value, Values
from mentorship.orders.kinds.base import OrderKind, kind_of
from mentorship.orders.models import Order
from mentorship.orders.papers import register
from mentorship.people.models import Person, User
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.queries import institution


@register
class Revocation(OrderKind):
    """«О признании утратившим силу приказа от … № …»."""

    code = "revocation"
    paper = "D14"
    title = "О признании приказа утратившим силу"
    revocable = False

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        target = order.revokes
        known: dict[str, Value] = {"отменяемый приказ": None, "отменяемый заголовок": None, "причина": None}
        if target:
            known = {
                "отменяемый приказ": institution().profile().refer(target.signed_on, target.number),
                "отменяемый заголовок": target.heading,
                "причина": order.reason.strip().rstrip("."),
            }
        return {**self.common(order, on), **known}

    def items(self, order: Order, on: date, signed_on: date | None, common: Values) -> tuple[Item, ...]:
        return super().items(order, on, signed_on, common) if order.revokes or not order.pk else ()

    def subjects(self, order: Order) -> list[Person]:
        return [row.person for row in order.revokes.acquaintances.select_related("person")]

    def lock(self, order: Order) -> None:
        Order.objects.select_for_update().get(pk=order.revokes_id)
        kind_of(order.revokes).lock(order.revokes)

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        target = order.revokes
        if target.status != Order.Status.SIGNED:
            yield COMMON_SENSE.forbids(
                "order_revoke",
                f"Приказ № {target.number} уже не действует",
                "Отклоните этот проект.",
            )
        if signed_on < target.signed_on:
            yield COMMON_SENSE.forbids(
                "order_revoke",
                f"Отменяемый приказ подписан позже, {target.signed_on:%d.%m.%Y}",
                "Укажите этот день или более поздний.",
            )

    def take_effect(self, order: Order, *, by: User) -> None:
        target = Order.objects.select_for_update().get(pk=order.revokes_id)
        kind_of(target).revoke(target, by=by, on=order.signed_on)
        target.status = Order.Status.REVOKED
        record(target, f"Отменён приказом № {order.number}", by)
