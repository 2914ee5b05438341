"""The order that extends or changes a programme (D08, END-04, END-05); its words are in `fixtures/papers`."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from mentorship.core.refusal import Violation
from mentorship.core.words.text import preposition
from mentorship.documents.tree import Document, Heading, Table
from mentorship.documents.wording import Value, Values
from mentorship.orders.kinds.base import OrderKind
from mentorship.orders.models import Order
from mentorship.orders.papers import register
from mentorship.people.models import Person, User
from mentorship.programs.amendments.papers import HEADERS, WIDTHS, order_words
from mentorship.programs.amendments.queries import asked_of, changes, violations
from mentorship.programs.amendments.services import decision
from mentorship.programs.amendments.services.locking import lock_amendment
from mentorship.programs.models import Amendment
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.queries import institution

EMPTY = (("",) * 3,) * 8


def ordered(order: Order) -> Amendment | None:
    """The amendment that the order puts into effect; None for a blank and a discarded draft."""
    return Amendment.objects.with_people().filter(order=order).first() if order.pk else None


@register
class Extension(OrderKind):
    """«О продлении (изменении) персонализированной программы наставничества».

    It is never revoked: the longer term has begun to run and marks of performance stand in the changed plan.
    A longer term is cut by the order of completion, a correction is corrected by another.
    """

    code = "extension"
    paper = "D08"
    title = "О продлении (изменении) персонализированной программы наставничества"
    revocable = False

    def heading(self, order: Order, on: date) -> str:
        amendment = ordered(order)
        if self.text.heading or amendment is None:
            return super().heading(order, on)
        parts = (("продлении", amendment.extends), ("изменении", amendment.corrects))
        what = " и ".join(word for word, said in parts if said)
        return f"{preposition('О', what)} {what} персонализированной программы наставничества"

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        return {
            **self.common(order, on),
            **order_words(ordered(order)),
            "приложение 1": institution().profile().appendix(),
        }

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        amendment = ordered(order)
        if not order.pk:
            return {}
        extends, corrects = bool(amendment and amendment.extends), bool(amendment and amendment.corrects)
        return {"продление": [{}] * extends, "изменение": [{}] * corrects, "согласие": [{}] * bool(amendment)}

    def appendices(self, order: Order, on: date) -> tuple[Document, ...]:
        """The changed parts side by side, for a correction and for a blank."""
        amendment = ordered(order)
        if order.pk and not (amendment and amendment.corrects):
            return ()
        rows = (
            tuple((row.part, row.before or "—", row.after or "—") for row in changes(amendment)) if amendment else EMPTY
        )
        title = "Изменения в персонализированную программу наставничества"
        return (Document(title, (Heading(title), Table(HEADERS, rows, WIDTHS, breakable=True))),)

    def subjects(self, order: Order) -> list[Person]:
        amendment = ordered(order)
        return asked_of(amendment) if amendment else []

    def acts_from(self, order: Order) -> date | None:
        """A longer term begins on the day after the old one: signed later, it mends days that have passed."""
        amendment = ordered(order)
        return amendment.old_program_ends_on + timedelta(days=1) if amendment and amendment.extends else None

    def lock(self, order: Order) -> None:
        if amendment := ordered(order):
            lock_amendment(amendment)

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        amendment = ordered(order)
        if amendment is None or amendment.status != Amendment.Status.GRANTED:
            yield COMMON_SENSE.forbids(
                "amendment",
                "Изменение этого приказа уже не ждёт подписи",
                "Отклоните этот проект.",
            )
            return
        yield from violations(amendment)

    def take_effect(self, order: Order, *, by: User) -> None:
        amendment = ordered(order)
        assert amendment is not None  # without one the order is not signed
        assert order.signed_on is not None  # it has just been signed
        decision.apply(lock_amendment(amendment), on=order.signed_on, by=by)

    def discard(self, order: Order, *, by: User) -> None:
        if amendment := ordered(order):
            decision.release(amendment, by=by)
