"""The order that approves programmes (D06); without programmes collected in it, the same order in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from mentorship.access.roles import READING_OFFICES
from mentorship.core.refusal import Violation
from mentorship.documents.tree import Document
from mentorship.documents.wording import Value
from mentorship.orders.kinds.worded import WordedOrder
from mentorship.orders.models import Order
from mentorship.orders.papers import add
from mentorship.pairs.models.pair import State
from mentorship.people.models import Person, User
from mentorship.programs import privacy, queries, services
from mentorship.programs.models import Program
from mentorship.programs.papers import program_paper
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.models import Edition
from mentorship.regulation.wording.texts import shipped

OVER = (State.ENDED, State.CANCELLED)


def collected(order: Order) -> list[Program]:
    """The programmes that the order approves."""
    return list(Program.objects.filter(order=order).with_people().order_by("pk")) if order.pk else []


class ApprovePrograms(WordedOrder):
    """«Об утверждении персонализированных программ (индивидуальных планов)» (PRG-18, RM-15)."""

    def offered(self, edition: Edition) -> bool:
        """In words alone only where programmes are approved in another way."""
        return super().offered(edition) and edition.program_approval != Edition.Approval.ORDER

    def named(self, order: Order) -> Mapping[str, list[Person]]:
        mentors = {program.pair.mentor_id: program.pair.mentor for program in collected(order)}
        return {"наставники": list(mentors.values())} if mentors else super().named(order)

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        attached = " Программы прилагаются." if collected(order) else ""
        return {**super().values(order, on, signed_on), "прилагаются": attached}

    def appendices(self, order: Order, on: date) -> tuple[Document, ...]:
        return tuple(program_paper(program, on) for program in collected(order))

    def reads_appendices(self, order: Order, user: User) -> Sequence[bool] | None:
        """A programme tells what its mentees lack: whom the order names besides reads the own programmes alone."""
        if user.offices & READING_OFFICES:
            return None
        rows = collected(order)
        own = set(Program.objects.visible_to(user).filter(order=order).values_list("pk", flat=True))
        return [program.pk in own and not privacy.hidden_from(program.pair, user) for program in rows]

    def lock(self, order: Order) -> None:
        services.lock_programs(collected(order))

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        for program in collected(order):
            if program.status != Program.Status.SUBMITTED:
                yield COMMON_SENSE.forbids(
                    "program_approval",
                    f"{program}: не ждёт утверждения, она {program.get_status_display()}",
                    "Отклоните этот проект.",
                )
            if program.pair.state_on(signed_on) in OVER:
                yield COMMON_SENSE.forbids(
                    "program_approval",
                    f"{program}: пара уже не действует",
                    "Отклоните этот проект.",
                )
            yield from queries.violations(program)

    def take_effect(self, order: Order, *, by: User) -> None:
        assert order.signed_on is not None  # it has just been signed
        services.approve_by_order(collected(order), on=order.signed_on, by=by)

    def discard(self, order: Order, *, by: User) -> None:
        services.release(collected(order), "Исключена из проекта приказа", by=by)

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        return (f"{program}: программа снова ждёт утверждения." for program in _waiting(order, on))

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        services.release(_waiting(order, on), "Приказ об утверждении отменён", by=by)


def _waiting(order: Order, on: date) -> list[Program]:
    """The programmes that wait for approval anew once the order is revoked: those of pairs that go on."""
    return [program for program in collected(order) if program.pair.state_on(on) not in OVER]


add(ApprovePrograms(shipped()["D06"]))
