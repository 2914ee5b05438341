"""Orders that are words alone: each file of `fixtures/papers` with `typed: yes` is one.

The file says which people and dates its text asks for; whoever prepares the order chooses them on a form.
"""

from collections.abc import Mapping
from datetime import date

from mentorship.core.calendar.dates import parse_date
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.tree import Document
from mentorship.documents.wording import Value, Values, fill
from mentorship.orders.kinds.base import KINDS, OrderKind
from mentorship.orders.models import Assignment, Order
from mentorship.orders.papers import add
from mentorship.people.models import Person
from mentorship.people.queries import loads_over
from mentorship.people.values import words_about
from mentorship.regulation.payment import payment
from mentorship.regulation.queries import edition_or_first, institution
from mentorship.regulation.wording.texts import Text, shipped

BEGINS = "начало"  # the date field of a text that says from when the order acts
ENDS = "окончание"  # the date field of a text that says until when
IN_PARTS, SINCE = "частями", " — с "  # a payment that changes within its period names the days of each part
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
                words = order.values.get(field.key) or payment_words(
                    chosen.get(PAID, []), self.acts_from(order) or on, self.ends_on(order)
                )
                values |= {field.key: words, IN_PARTS: "да" if words and SINCE in words else ""}
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
        return tuple(PAPERS[code].build(None, on) for code in self.text.appendices)

    def tasks(self, order: Order, signed_on: date) -> list[Assignment]:
        """Of each person in the role, where the text has a term for it."""
        given, chosen = self.text.tasks, self.named(order)
        values = self.values(order, signed_on, signed_on) if given else {}
        return [
            Assignment(order=order, person=person, what=fill(task.written, values), due_on=due_on)
            for task in given
            if (due_on := parse_date(order.values.get(task.term, "")))
            for person in chosen.get(task.role, [])
        ]

    def acts_from(self, order: Order) -> date | None:
        return parse_date(order.values.get(BEGINS, ""))

    def ends_on(self, order: Order) -> date | None:
        return parse_date(order.values.get(ENDS, ""))

    def subjects(self, order: Order) -> list[Person]:
        return [person for people in self.named(order).values() for person in people]


def payment_words(mentors: list[Person], first: date, last: date | None) -> str | None:
    """What the edition pays the mentor in the period, by parts where the amount changes; None leaves a line to fill.

    Without a last day it is that of the first one.
    """
    if not mentors:
        return None
    limits = edition_or_first(first).limits()
    parts: list[tuple[date, date, str]] = []
    for starts, ends, mentees in loads_over(mentors[0].pk, first, max(last or first, first)):
        found = payment(limits, mentees)
        words = found.words if found else ""
        if parts and parts[-1][2] == words:
            starts = parts.pop()[0]
        parts.append((starts, ends, words))
    paid = [part for part in parts if part[2]]
    if len(parts) > 1 and paid:
        return "; ".join(f"{words}{SINCE}{starts:%d.%m.%Y} по {ends:%d.%m.%Y}" for starts, ends, words in paid)
    return paid[0][2] if paid else None


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
