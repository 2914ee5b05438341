"""The order kind that revokes another order (D14)."""

from collections.abc import Iterable
from datetime import date

from mentorship.core import history
from mentorship.documents.tree import Item
from mentorship.orders.kinds import OrderKind, kind_of, register
from mentorship.orders.models import Order
from mentorship.people.models import Person, User
from mentorship.regulation.clauses import Violation


@register
class Revocation(OrderKind):
    """«О признании утратившим силу приказа от … № …»."""

    code = "revocation"
    paper = "D14"
    title = "О признании приказа утратившим силу"
    revocable = False

    def heading(self, order: Order) -> str:
        target = order.revokes
        return f"О признании утратившим силу приказа от {target.signed_on:%d.%m.%Y} № {target.number}"

    def items(self, order: Order, signed_on: date | None) -> tuple[Item, ...]:
        target = order.revokes
        if target is None:
            return ()
        text = (
            f"Признать утратившим силу приказ от {target.signed_on:%d.%m.%Y} № {target.number} "
            f"«{target.heading}» со дня подписания настоящего приказа."
        )
        return (Item(text), Item(f"Основание: {order.reason}"))

    def people(self, order: Order) -> list[Person]:
        return [row.person for row in order.revokes.acquaintances.select_related("person")]

    def lock(self, order: Order) -> None:
        Order.objects.select_for_update().get(pk=order.revokes_id)
        kind_of(order.revokes).lock(order.revokes)

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        target = order.revokes
        if target.status != Order.Status.SIGNED:
            yield Violation("order_revoke", "", f"Приказ № {target.number} уже не действует", "Отклоните этот проект.")
        if signed_on < target.signed_on:
            yield Violation(
                "order_revoke", "", f"Отменяемый приказ подписан позже, {target.signed_on:%d.%m.%Y}",
                "Укажите этот день или более поздний.",
            )  # fmt: skip

    def take_effect(self, order: Order, *, by: User) -> None:
        target = Order.objects.select_for_update().get(pk=order.revokes_id)
        kind_of(target).revoke(target, by=by, on=order.signed_on)
        target.status = Order.Status.REVOKED
        history.save(target, f"Отменён приказом № {order.number}", by)
