"""Orders that are words alone: each file of `fixtures/papers` with `typed: yes` is one.

The file says which people and dates its text asks for; whoever prepares the order chooses them on a form.
"""

from collections.abc import Mapping
from datetime import date

from mentorship.core.calendar.dates import parse_date
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.tree import Document
from mentorship.documents.wording import Value, Values
from mentorship.orders.kinds.base import KINDS, OrderKind
from mentorship.orders.models import Order
from mentorship.orders.papers import add
from mentorship.people.models import Person
from mentorship.people.queries import loads
from mentorship.people.values import words_about
from mentorship.regulation.act.paper import ACT, version_paper
from mentorship.regulation.act.queries import act_draft
from mentorship.regulation.models import Institution
from mentorship.regulation.payment import payment
from mentorship.regulation.queries import edition_or_first, institution
from mentorship.regulation.wording.texts import Text, shipped

BEGINS = "начало"  # the date field of a text that says from when the order acts
PAID = "работник"  # the role of the person for whom a field of the kind `payment` is counted


class WordedOrder(OrderKind):
    """An order without an effect of its own in the program: it approves, appoints, instructs in words."""

    typed = True

    def __init__(self, text: Text) -> None:
        self.code, self.paper, self.title = text.kind, text.code, text.label  # type: ignore[misc]

    def named(self, order: Order) -> Mapping[str, list[Person]]:
        """Who is named in the order, by role."""
        return roles(order)

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        place, profile = institution(), institution().profile()
        chosen = self.named(order)
        values: dict[str, Value] = {**self.common(order, on)}
        several = len(self.text.appendices) > 1
        for number in range(1, len(self.text.appendices) + 1):
            values[f"приложение {number}"] = profile.appendix(number if several else "")
        for field in self.text.fields:
            if field.kind in ("person", "people"):
                values.update(words_about(field.key, chosen.get(field.key, []), place))
            elif field.kind == "payment":
                values[field.key] = order.values.get(field.key) or payment_words(chosen.get(PAID, []), on)
            else:
                typed = order.values.get(field.key, "")
                day = parse_date(typed) if field.kind == "date" else None
                asked = not field.needs or getattr(edition_or_first(on), field.needs)
                values[field.key] = (profile.day(day) if day else typed) or (None if asked else "")
        return values

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        """A part of the text that is called by a role is said when somebody has that role; a blank says all."""
        given = self.named(order).keys() | order.values.keys()
        return {field.key: [{}] if order.pk is None or field.key in given else [] for field in self.text.fields}

    def appendices(self, order: Order, on: date) -> tuple[Document, ...]:
        subject = institution() if order.pk else None
        return tuple(appended(code, subject, on) for code in self.text.appendices)

    def acts_from(self, order: Order) -> date | None:
        return parse_date(order.values.get(BEGINS, ""))

    def subjects(self, order: Order) -> list[Person]:
        return [person for people in self.named(order).values() for person in people]


def appended(code: str, subject: Institution | None, on: date) -> Document:
    """The paper as an order appends it: of the Положение, the draft that the order is to approve."""
    draft = act_draft() if code == ACT and subject else None
    return version_paper(draft, on) if draft else PAPERS[code].build(subject, on)


def payment_words(mentors: list[Person], on: date) -> str | None:
    """What the edition pays the mentor for everybody they mentor now; None leaves a line to write on."""
    if not mentors:
        return None
    found = payment(edition_or_first(on).limits(), loads([mentors[0].pk], on).get(mentors[0].pk, 0))
    return found.words if found else None


def roles(order: Order) -> dict[str, list[Person]]:
    """Who is named in the order, by role."""
    found: dict[str, list[Person]] = {}
    if order.pk:
        for row in order.roles.select_related("person").prefetch_related("person__positions"):
            found.setdefault(row.role, []).append(row.person)
    return found


def declare() -> None:
    """Make a kind of every shipped text that a form of its own drafts, unless an upper app has made it one."""
    for text in shipped().values():
        if text.typed and text.kind not in KINDS:
            add(WordedOrder(text))
