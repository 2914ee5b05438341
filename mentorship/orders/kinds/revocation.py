"""The order kind that revokes another order (D14)."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from mentorship.core.history import record
from mentorship.core.refusal import Violation
from mentorship.documents.tree import Item
from mentorship.documents.wording import Value, Values
from mentorship.orders.kinds.base import OrderKind, kind_of
from mentorship.orders.kinds.rules import Revoked, revoking_violations
from mentorship.orders.models import Order
from mentorship.orders.papers import register
from mentorship.orders.signals import order_revoked
from mentorship.people.models import Person, User
from mentorship.regulation.queries import institution


@register
class Revocation(OrderKind):
    """«О признании утратившим силу приказа от … № …»."""

    code = "revocation"
    paper = "D14"
    title = "О признании приказа утратившим силу"
    revocable = False
    acts_by_date = True

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        known: dict[str, Value] = {"отменяемый приказ": None, "отменяемый заголовок": None, "причина": None}
        known["по дням"] = ""
        if order.revokes:
            target = _revoked(order)
            known = {
                "отменяемый приказ": institution().profile().refer(_day(target), target.number),
                "отменяемый заголовок": target.heading,
                "причина": order.reason.strip().rstrip("."),
                "по дням": "да" if self._undone(order, signed_on or on) else "",
            }
        return {**self.common(order, on), **known}

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        said = self._undone(order, signed_on or on)
        return {"следствие": [{"следствие": words} for words in said] or ([] if order.pk else [{"следствие": None}])}

    def _undone(self, order: Order, on: date) -> list[str]:
        return list(kind_of(order.revokes).undone(order.revokes, on)) if order.revokes else []

    def items(self, order: Order, on: date, signed_on: date | None, common: Values) -> tuple[Item, ...]:
        return super().items(order, on, signed_on, common) if order.revokes or not order.pk else ()

    def subjects(self, order: Order) -> list[Person]:
        """Whom the revoked order named, as long as they work."""
        if order.revokes is None:
            return []
        rows, day = order.revokes.acquaintances.select_related("person"), order.signed_on or timezone.localdate()
        return [row.person for row in rows.prefetch_related("person__earlier") if row.person.employed_on(day)]

    def effects(self, order: Order, on: date) -> Iterable[str]:
        target = _revoked(order)
        return kind_of(target).consequences(target, on)

    def officers(self, order: Order, on: date) -> list[Person]:
        target = _revoked(order)
        return kind_of(target).undone_officers(target)

    def lock(self, order: Order) -> None:
        target = _revoked(order)
        _locked(target)
        kind_of(target).lock(target)

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        target = _revoked(order)
        in_force = target.status == Order.Status.SIGNED
        facts = Revoked(number=target.number, signed_on=_day(target), in_force=in_force)
        yield from revoking_violations(facts, signed_on)
        if in_force:
            # Recorded later than it was signed, it still undoes nothing that has come about meanwhile.
            days = dict.fromkeys((signed_on, max(signed_on, timezone.localdate())))
            yield from dict.fromkeys(found for day in days for found in kind_of(target).revoking(target, day))

    def take_effect(self, order: Order, *, by: User) -> None:
        target = _locked(_revoked(order))
        kind_of(target).revoke(target, by=by, on=_day(order))
        target.status = Order.Status.REVOKED
        record(target, f"Отменён приказом № {order.number}", by)
        order_revoked.send(Order, order=target, by=by)


def _revoked(order: Order) -> Order:
    """The order that this one revokes."""
    assert order.revokes  # it is drafted of one and keeps it until it is discarded
    return order.revokes


def _locked(order: Order) -> Order:
    return Order.objects.select_for_update().get(pk=order.pk)


def _day(order: Order) -> date:
    """The day of a signed order."""
    assert order.signed_on
    return order.signed_on
