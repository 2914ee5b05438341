"""The order that appoints the curator (D03): the office begins on its day, the former one ends on the eve (CUR-01)."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.refusal import Violation
from mentorship.core.terms import not_past
from mentorship.documents.wording import Value, Values
from mentorship.orders.kinds.offices import DAY, OfficeOrder, OfficeWords, worker
from mentorship.orders.kinds.rules import Appointment, appointment_violations
from mentorship.orders.models import Order
from mentorship.orders.papers import add
from mentorship.people.accounts import queries
from mentorship.people.accounts.rules import office_violations
from mentorship.people.models import OfficeTerm, Person
from mentorship.people.values import words_about
from mentorship.regulation.queries import edition_or_first
from mentorship.regulation.wording.texts import shipped

NEW, FORMER, OUTSIDE = "новый куратор", "прежний", "не из числа"


class CuratorOrder(OfficeOrder):
    """Of former curators, ends the terms only where it says so."""

    office = Office.CURATOR

    def words(self) -> OfficeWords:
        return OfficeWords("curator", "куратора", "Назначьте куратора новым приказом.")

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        former = [term.person for term in self.former(order, signed_on or on)]
        return {**super().values(order, on, signed_on), **words_about("прежний куратор", former)}

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        said = order.pk is None or self.former(order, signed_on or on)
        return {**super().scopes(order, on, signed_on), FORMER: [{}] if said else []}

    def subjects(self, order: Order) -> list[Person]:
        former = self.former(order, order.signed_on or timezone.localdate())
        return [*super().subjects(order), *(term.person for term in former)]

    def former(self, order: Order, signed_on: date) -> list[OfficeTerm]:
        if order.pk is None or FORMER not in order.values:
            return []
        new = self.named(order).get(NEW, [])
        return [term for term in self.held(order, signed_on) if term.person not in new]

    def appointed(self, order: Order) -> list[tuple[Person, str]]:
        return [(person, "") for person in self.named(order).get(NEW, [])]

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        day, new = self.begins(order, signed_on), next(iter(self.named(order).get(NEW, [])), None)
        already = OfficeTerm.objects.filter(not_past(day), office=Office.CURATOR, person=new).order_by("starts_on")
        first = already.first() if new else None
        facts = Appointment(
            day=day,
            new=worker(new, day) if new else None,
            since=first.starts_on if first else None,
            before=tuple(term.person.short_name for term in self.former(order, signed_on) if term.starts_on >= day),
        )
        yield from appointment_violations(facts)
        if new and OUTSIDE not in order.values:
            grant = queries.office_grant(new, Office.CURATOR, day)
            yield from office_violations(grant, edition_or_first(day).limits())

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        begun = self.begun(order, on)
        for given in self.given(order):
            name = given.person.short_name
            yield f"Последний день куратора ({name}) — {on:%d.%m.%Y}." if begun else f"{name} не станет куратором."
        again = f"Куратор снова с {on + DAY:%d.%m.%Y}" if begun else "Куратор"
        for term in self.back(order, on):
            yield f"{again} — {term.person.short_name}".removesuffix(".") + "."

    def undone(self, order: Order, on: date) -> Iterable[str]:
        begun = self.begun(order, on)
        acts = f"исполняет обязанности куратора по {on:%d.%m.%Y} включительно" if begun else "куратором не становится"
        for given in self.given(order):
            yield f"{given.person.full_name} {acts}."
        again = f"С {on + DAY:%d.%m.%Y} обязанности" if begun else "Обязанности"
        for term in self.back(order, on):
            yield f"{again} куратора исполняет {term.person.full_name}."


add(CuratorOrder(shipped()["D03"]))
