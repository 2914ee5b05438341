"""An order **kind** is a class that an upper app registers: whom it concerns and what it does.

What it *says* is a text of `fixtures/papers` (or the institution's own), found by the kind's paper
code. To add a kind that does something: subclass `OrderKind` in the app's `orders.py`, decorate it with
`@register` of `orders.papers`; the room imports the module by itself. Orders themselves know nothing of pairs or
programmes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone

from mentorship.core.refusal import Violation
from mentorship.documents import markup
from mentorship.documents.tree import Document, Item
from mentorship.documents.wording import Value, Values, Words, fill, named
from mentorship.orders.models import Assignment, Order
from mentorship.people.models import Person, User
from mentorship.people.values import office_holder, place_values
from mentorship.regulation.models import Edition
from mentorship.regulation.wording.texts import Text, text_of, unneeded

MAIN_JOURNAL = "основная деятельность"


class OrderKind:
    """What one kind of order says and does. Methods run inside the signing transaction."""

    code: ClassVar[str]
    paper: ClassVar[str]  # D05 … of the catalogue of documents
    title: ClassVar[str]  # how the register names the kind
    revocable: ClassVar[bool] = True
    acts_by_date: ClassVar[bool] = False  # takes effect on its date: one dated back is asked about
    typed: ClassVar[bool] = False  # drafted on a form of its own, not from the pages of an upper app

    def offered(self, edition: Edition) -> bool:
        """Whether a form of its own may draft it under the edition."""
        return self.typed and self.paper not in unneeded(edition)

    def options(self, key: str, on: date) -> list[tuple[str, str]]:
        """What the form of a draft offers in a field of the kind `choice`: keys with their words."""
        return []

    @property
    def text(self) -> Text:
        """The words of this kind, as the institution keeps them."""
        return text_of(self.paper)

    @property
    def name(self) -> str:
        """The title in the institution's own words."""
        return named(self.title)

    @property
    def journal(self) -> str:
        """The journal that numbers such orders."""
        return self.text.journal or MAIN_JOURNAL

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        """What the placeholders of the whole text stand for; with an order that has no key yet, lines."""
        return self.common(order, on)

    @staticmethod
    def common(order: Order, on: date) -> dict[str, Value]:
        """What every order knows; while there is no curator an order names the office alone, a blank has a line."""
        values = place_values(on)
        curator = values["куратор"]
        if order.pk and isinstance(curator, Words) and not curator.sex:
            values["куратор обязан"] = ""
        return values

    def gather(self, order: Order) -> None:
        """Read once what the whole paper tells; called when a paper is about to be built."""

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        """For each `[имя]` of the text: values for every time its lines are said."""
        return {}

    def heading(self, order: Order, on: date) -> str:
        """«О …» without a full stop."""
        return fill(self.text.heading or self.title, self.values(order, on, None))

    def preamble(self, order: Order, words: str) -> str:
        """The bases by the text, with those of this very order."""
        return words

    def items(self, order: Order, on: date, signed_on: date | None, common: Values) -> tuple[Item, ...]:
        """The numbered items after ПРИКАЗЫВАЮ by the text, without the control item; `common` are its `values`."""
        scopes = self.scopes(order, on, signed_on)
        return tuple(
            item
            for name, source in self.text.sections
            for values in scopes.get(name, [{}])
            for item in markup.items(source, {**common, **values}, blank=order.pk is None)
        )

    def known(self, on: date, section: str = "") -> Values:
        """Every placeholder that a text of this kind may use; more of them in the lines of its `[имя]`."""
        empty = Order(kind=self.code)
        known = dict(self.values(empty, on, None))
        for row in self.scopes(empty, on, None).get(section, []):
            known.update(row)
        return known

    def appendices(self, order: Order, on: date) -> tuple[Document, ...]:
        """What is appended, each on pages of its own; the mark «Приложение» is added."""
        return ()

    def reads_appendices(self, order: Order, user: User) -> Sequence[bool] | None:
        """Of each appendix, whether this reader of the signed order is shown it; None where all are shown."""
        return None

    def people(self, order: Order) -> list[Person]:
        """Everybody the items name, the curator too where the text obliges them: they are to read the order."""
        named = self.subjects(order)
        if "{куратор" in self.text.body:
            named = [*named, *office_holder("curator", order.signed_on or timezone.localdate())]
        return list({person.pk: person for person in named}.values())

    def subjects(self, order: Order) -> list[Person]:
        """The people that this very order is about."""
        return []

    def tasks(self, order: Order, signed_on: date) -> list[Assignment]:
        """What the order tells somebody by name to do by a day; kept with the signature."""
        return []

    def fulfilled(self, assignment: Assignment, *, by: User, today: date) -> None:
        """What follows from the mark that somebody has done what the order told them."""

    def concerns(self, order: Order) -> list[Any]:
        """What signing acts on besides the words: with them, it is what the head has been shown."""
        return [person.pk for person in self.subjects(order)]

    def officers(self, order: Order, on: date) -> list[Person]:
        """Whose offices signing on that day gives or ends."""
        return []

    def undone_officers(self, order: Order) -> list[Person]:
        """The same of an order that revokes this one."""
        return []

    def effects(self, order: Order, on: date) -> Iterable[str]:
        """What signing on that day does and the words do not tell, in sentences: the head is shown them too."""
        return ()

    def acts_from(self, order: Order) -> date | None:
        """The day from which the order says it acts; one before its date has to be confirmed (ORD-08)."""
        return None

    def ends_on(self, order: Order) -> date | None:
        """The last day of what the order says, where it says one."""
        return None

    def prepare(self, order: Order, *, by: User) -> None:
        """Take what the form has chosen for this order alone; called once the draft has its people."""

    def settle(self, order: Order, signed_on: date, *, by: User) -> None:
        """Bring what a draft is about under the edition in force on the day of signing, before it is worded."""

    def lock(self, order: Order) -> None:
        """Lock the rows whose counts the rules read."""

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        """Everything that forbids signing on that day."""
        return ()

    def obstacles(self, order: Order, on: date) -> Iterable[tuple[Violation, str]]:
        """The same for the pages of a draft, each with the page where it is mended, empty where there is none."""
        return ((found, "") for found in self.violations(order, on))

    def take_effect(self, order: Order, *, by: User) -> None:
        """The legal effect of the signed order."""

    def discard(self, order: Order, *, by: User) -> None:
        """Free what a draft had collected when the draft is dropped."""

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        """Why the effect can no longer be undone by an order of that day."""
        return ()

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        """What an order of that day which revokes this one does, in sentences."""
        return ()

    def undone(self, order: Order, on: date) -> Iterable[str]:
        """The same as the revoking order says it on paper: until which day what lasts, and what is in force again."""
        return ()

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        """Undo the effect when another order revokes this one."""


KINDS: dict[str, OrderKind] = {}


def kind_of(order: Order) -> OrderKind:
    """The kind of the order; KeyError for a code nobody registered."""
    return KINDS[order.kind]
