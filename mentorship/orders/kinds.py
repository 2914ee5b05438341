"""An order **kind** is a class that an upper app registers: what it says and what it does.

To add one: subclass `OrderKind` in the app's `orders.py`, decorate it with `@register`, and import
the module in the app's `AppConfig.ready`. Orders themselves know nothing of pairs or programmes.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from mentorship.documents.tree import Block, Item
from mentorship.orders.models import Order
from mentorship.people.models import Person, User
from mentorship.regulation.clauses import Violation


class OrderKind:
    """What one kind of order says and does. Methods run inside the signing transaction."""

    code: ClassVar[str]
    paper: ClassVar[str]  # D05 … of the catalogue of documents
    title: ClassVar[str]  # how the register names the kind
    revocable: ClassVar[bool] = True

    def heading(self, order: Order) -> str:
        """«О …» without a full stop."""
        return self.title

    def items(self, order: Order, signed_on: date | None) -> tuple[Item, ...]:
        """The numbered items after ПРИКАЗЫВАЮ, without the control item."""
        return ()

    def appendices(self, order: Order) -> tuple[Block, ...]:
        """Blocks after the signature, such as a table of pairs."""
        return ()

    def people(self, order: Order) -> list[Person]:
        """Everybody the items name: they are to be acquainted with the order."""
        return []

    def lock(self, order: Order) -> None:
        """Lock the rows whose counts the rules read."""

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        """Everything that forbids signing on that day."""
        return ()

    def take_effect(self, order: Order, *, by: User) -> None:
        """The legal effect of the signed order."""

    def discard(self, order: Order, *, by: User) -> None:
        """Free what a draft had collected when the draft is dropped."""

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        """Undo the effect when another order revokes this one."""


KINDS: dict[str, OrderKind] = {}


def register(kind: type[OrderKind]) -> type[OrderKind]:
    """Class decorator: make the kind known by its code."""
    KINDS[kind.code] = kind()
    return kind


def kind_of(order: Order) -> OrderKind:
    """The kind of the order; KeyError for a code nobody registered."""
    return KINDS[order.kind]
