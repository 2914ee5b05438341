"""The order that an event takes place (D15): its signature puts it into the calendar, its revocation cancels it."""

from collections.abc import Iterable, Mapping
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.documents.wording import Value
from mentorship.events import rules, services
from mentorship.events.models import Event
from mentorship.orders.kinds.worded import WordedOrder
from mentorship.orders.models import Order
from mentorship.orders.papers import add
from mentorship.people.models import User
from mentorship.regulation.wording.texts import shipped

KIND, TITLE, PARTICIPANTS = "вид", "мероприятие", "участники"
ONE_DAY = "один день"  # whether the event begins and ends on the same day
LONGEST = 200


class EventOrder(WordedOrder):
    """Makes the very event it speaks of: for everybody, unless it names who takes part."""

    def options(self, key: str, on: date) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Event.Kind.choices] if key == KIND else []

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        kinds = dict(self.options(KIND, on))
        first, last = self.acts_from(order), self.ends_on(order)
        one = "да" if first and first == last else ""
        return {**super().values(order, on, signed_on), KIND: kinds.get(order.values.get(KIND, "")), ONE_DAY: one}

    def days(self, order: Order, signed_on: date) -> tuple[date, date]:
        first = self.acts_from(order) or signed_on
        return first, self.ends_on(order) or first

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        return rules.title_violations(order.values.get(TITLE, ""), LONGEST)

    def effects(self, order: Order, on: date) -> Iterable[str]:
        first, last = self.days(order, on)
        days = f"{first:%d.%m.%Y}" if first == last else f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"
        yield f"В календаре появится событие: {order.values.get(TITLE, '')}, {days}."

    def take_effect(self, order: Order, *, by: User) -> None:
        assert order.signed_on
        first, last = self.days(order, order.signed_on)
        fields = {
            "kind": order.values.get(KIND, Event.Kind.OTHER),
            "title": order.values.get(TITLE, ""),
            "starts_on": first,
            "ends_on": last,
            "note": f"Приказ № {order.number} от {order.signed_on:%d.%m.%Y}",
            "order": order,
        }
        services.add_event(fields=fields, participants=self.named(order).get(PARTICIPANTS, []), by=by)

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        held = Event.objects.filter(order=order, held_on__isnull=False).first()
        return rules.held_violations(held.title) if held else ()

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        return [f"Событие «{event.title}» отменится." for event in _open(order)]

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        for event in _open(order):
            services.cancel_event(event, reason=f"отменён приказ № {order.number}", on=on, by=by)


def _open(order: Order) -> list[Event]:
    """The event that the order has made, unless it was cancelled or held."""
    return [event for event in Event.objects.filter(order=order) if event.is_open]


add(EventOrder(shipped()["D15"]))
