"""The order that approves the composition of the council (D04): one composition on every day (MO-01)."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from mentorship.access.roles import Office, Seat
from mentorship.core.refusal import Violation
from mentorship.core.words import titles
from mentorship.core.words.text import capital
from mentorship.documents.wording import Value
from mentorship.orders.kinds.offices import DAY, OfficeOrder, OfficeWords, worker
from mentorship.orders.kinds.rules import Composition, composition_violations
from mentorship.orders.models import Order
from mentorship.orders.papers import add
from mentorship.people.accounts import queries
from mentorship.people.accounts.rules import office_violations
from mentorship.people.models import OfficeTerm, Person
from mentorship.regulation.queries import edition_or_first
from mentorship.regulation.wording.texts import shipped

SEATS = {"председатель": Seat.CHAIR, "секретарь": Seat.SECRETARY, "члены": ""}  # by the role in the order
CREATES, CHANGES = "создание", "прежний состав"


class CouncilOrder(OfficeOrder):
    """Makes the council or changes it: whoever was in it before is in it until the eve, whoever stays begins anew."""

    office = Office.COUNCIL

    def words(self) -> OfficeWords:
        of = f"в составе {titles.council('gen')}"
        return OfficeWords("council", of, "Утвердите состав новым приказом.")

    def heading(self, order: Order, on: date) -> str:
        changed = order.pk is not None and self.held(order, on)
        return f"Об изменении состава {titles.council('gen')}" if changed else super().heading(order, on)

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        """A new council is created, another composition takes the place of the former; a blank creates one."""
        held = order.pk is not None and bool(self.held(order, signed_on or on))
        begins = self.begins(order, signed_on or on)
        return {
            **super().values(order, on, signed_on),
            CREATES: "" if held else "да",
            CHANGES: f"по {begins - DAY:%d.%m.%Y}" if held else "",
        }

    def former(self, order: Order, signed_on: date) -> list[OfficeTerm]:
        return self.held(order, signed_on)

    def appointed(self, order: Order) -> list[tuple[Person, str]]:
        named = self.named(order)
        return [(person, str(seat)) for role, seat in SEATS.items() for person in named.get(role, [])]

    def subjects(self, order: Order) -> list[Person]:
        """Whoever is no longer in the council reads that too."""
        former = self.former(order, order.signed_on or timezone.localdate())
        return [*super().subjects(order), *(term.person for term in former)]

    def effects(self, order: Order, on: date) -> Iterable[str]:
        """Whom the order gives the rights of the council, and whom it leaves without them."""
        day, appointed = self.begins(order, on), [person for person, _ in self.appointed(order)]
        if appointed:
            yield f"С {day:%d.%m.%Y} {titles.council('nom')}: {_listed(appointed)}."
        leaving = [term.person for term in self.former(order, on) if term.person not in appointed]
        if leaving:
            yield f"Больше не в составе с {day:%d.%m.%Y}: {_listed(leaving)}."

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        day, appointed = self.begins(order, signed_on), self.appointed(order)
        coming = OfficeTerm.objects.filter(office=Office.COUNCIL, starts_on__gte=day).order_by("starts_on").first()
        facts = Composition(
            day=day,
            council=titles.council("gen"),
            chairs=sum(seat == Seat.CHAIR for _, seat in appointed),
            people=tuple(worker(person, day) for person, _ in appointed),
            coming=coming.starts_on if coming else None,
            basis=coming.basis if coming else "",
        )
        yield from composition_violations(facts)
        for person, _ in appointed[:1]:
            grant = queries.office_grant(person, Office.COUNCIL, day)
            yield from office_violations(grant, edition_or_first(day).limits())

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        if not self.given(order):
            return
        begun, back, council = self.begun(order, on), self.back(order, on), titles.council("gen")
        last = f"Последний день этого состава {council} — {on:%d.%m.%Y}."
        yield last if begun else f"Этот состав {council} не начнёт работать."
        if back:
            again = f"Снова с {on + DAY:%d.%m.%Y} в составе" if begun else f"В составе {council} остаются"
            yield f"{again}: {_listed([term.person for term in back])}."

    def undone(self, order: Order, on: date) -> Iterable[str]:
        if not self.given(order):
            return
        begun, back = self.begun(order, on), self.back(order, on)
        acts = f"действует по {on:%d.%m.%Y} включительно" if begun else "не вступает в силу"
        yield f"Состав {titles.council('gen')}, утверждённый отменяемым приказом, {acts}."
        if back:
            again = f"С {on + DAY:%d.%m.%Y} действует" if begun else "Действует"
            yield f"{again} прежний состав: {', '.join(map(_seated, back))}."


def _seated(term: OfficeTerm) -> str:
    """«Громова Вера Сергеевна (председатель)»."""
    return f"{term.person.full_name}{f' ({term.get_seat_display().lower()})' if term.seat else ''}"


def _listed(people: Iterable[Person]) -> str:
    return capital(", ".join(person.short_name for person in people)).removesuffix(".")


add(CouncilOrder(shipped()["D04"]))
