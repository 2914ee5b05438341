"""The order that releases mentor and mentee from their duties for an event (D10, п. 1.4; INS-12, INS-13)."""

from collections.abc import Iterable
from datetime import date

from mentorship.core.calendar.dates import parse_date
from mentorship.core.refusal import Violation
from mentorship.orders.kinds.rules import Release, Worker, release_violations
from mentorship.orders.kinds.worded import WordedOrder
from mentorship.orders.models import Order, OrderPerson
from mentorship.orders.papers import add
from mentorship.people.models import Person
from mentorship.regulation.queries import edition_or_first
from mentorship.regulation.wording.texts import shipped

RELEASED, SUBSTITUTE, DAY = "участник", "замена", "день"


class ReleaseOrder(WordedOrder):
    """Only the head decides, only when somebody else does the work meanwhile."""

    def acts_from(self, order: Order) -> date | None:
        return parse_date(order.values.get(DAY, ""))

    def lock(self, order: Order) -> None:
        """Of two orders that release each other's substitutes the second one is refused."""
        named = order.roles.values("person")
        list(Person.objects.select_for_update().filter(pk__in=named).order_by("pk"))

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        named, day = self.named(order), self.acts_from(order) or signed_on
        facts = Release(
            day=day,
            released=tuple(_worker(person, day) for person in named.get(RELEASED, [])),
            substitutes=tuple(_worker(person, day) for person in named.get(SUBSTITUTE, [])),
            busy=frozenset(_busy(order, day)),
        )
        return release_violations(facts, edition_or_first(day).limits())


def _worker(person: Person, day: date) -> Worker:
    return Worker(person.pk, person.short_name, person.works_on(day))


def _busy(order: Order, day: date) -> Iterable[int]:
    """Whom another signed order of this kind releases on the day."""
    rows = OrderPerson.objects.filter(
        role=RELEASED,
        order__kind=order.kind,
        order__status=Order.Status.SIGNED,
        order__values__день=f"{day:%d.%m.%Y}",
    )
    return rows.exclude(order=order).values_list("person", flat=True)


add(ReleaseOrder(shipped()["D10"]))
