"""Orders that give an office: it begins on its day, former terms end on the eve, a revocation undoes both."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from mentorship.access.roles import Office
from mentorship.core.refusal import Violation
from mentorship.core.terms import not_past
from mentorship.documents.codes import code_of
from mentorship.orders.kinds.rules import Undoing, Worker, undoing_violations
from mentorship.orders.kinds.worded import WordedOrder
from mentorship.orders.models import Order, signed_title
from mentorship.people.accounts import queries, services
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.regulation.queries import edition_or_first

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """How the revocation of such an order speaks of the office: its key, «куратора», what is to be done instead."""

    key: str
    of: str
    anew: str


class OfficeOrder(WordedOrder, ABC):
    """Gives an office by its own number and day, and knows its terms by the code of its paper."""

    office: ClassVar[Office]

    @abstractmethod
    def words(self) -> OfficeWords:
        """What the rules call the office."""

    def begins(self, order: Order, signed_on: date) -> date:
        return self.acts_from(order) or signed_on

    def held(self, order: Order, signed_on: date) -> list[OfficeTerm]:
        """The terms of the office that last on the first day of this order."""
        held = OfficeTerm.objects.on(self.begins(order, signed_on)).filter(office=self.office)
        return list(held.select_related("person").prefetch_related("person__positions").order_by("pk"))

    @abstractmethod
    def former(self, order: Order, signed_on: date) -> list[OfficeTerm]:
        """The terms that the order ends."""

    @abstractmethod
    def appointed(self, order: Order) -> list[tuple[Person, str]]:
        """Whom the order appoints, each with a seat in the council or none."""

    def officers(self, order: Order, on: date) -> list[Person]:
        """Whoever stays in the office is among them: the order gives it anew."""
        named = [*(person for person, _ in self.appointed(order)), *(term.person for term in self.former(order, on))]
        return list(dict.fromkeys(named))

    def undone_officers(self, order: Order) -> list[Person]:
        return list(dict.fromkeys(term.person for term in (*self.given(order), *self.ended(order))))

    def lock(self, order: Order) -> None:
        """The people first, then the terms of the office."""
        held = OfficeTerm.objects.filter(office=self.office).values("person")
        people = Person.objects.filter(pk__in=order.roles.values("person")) | Person.objects.filter(pk__in=held)
        list(Person.objects.select_for_update().filter(pk__in=people.values("pk")).order_by("pk").values("pk"))
        services.hold_terms(self.office)

    def take_effect(self, order: Order, *, by: User) -> None:
        assert order.signed_on
        day, code, why = self.begins(order, order.signed_on), self.key(order), title_of(order)
        for term in self.former(order, order.signed_on):
            services.end_office(term, ends_on=day - DAY, by=by, why=why, ended_by=code)
        for person, seat in self.appointed(order):
            self._give(person, day, why, by, given_by=code, seat=seat)

    def key(self, order: Order) -> str:
        """The code of the paper, by which the terms know the order."""
        return code_of(self.paper, order.pk)

    def given(self, order: Order) -> list[OfficeTerm]:
        """The terms that the order has given; none if it was signed before orders did this."""
        return list(OfficeTerm.objects.filter(given_by=self.key(order)).select_related("person").order_by("pk"))

    def ended(self, order: Order) -> list[OfficeTerm]:
        """The terms that the order has ended."""
        return list(OfficeTerm.objects.filter(ended_by=self.key(order)).select_related("person").order_by("pk"))

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        given = self.given(order)
        if not given:
            return ()
        first, ended, words = given[0].starts_on, self.ended(order), self.words()
        back = max(first, on + DAY)
        later = OfficeTerm.objects.filter(not_past(back), office=self.office).exclude(given_by=self.key(order))
        anew = set(later.exclude(pk__in=[term.pk for term in ended]).values_list("person", flat=True))
        changed = [term for term in given if term.ends_on] + [term for term in ended if term.ends_on != first - DAY]
        facts = Undoing(
            key=words.key,
            of=words.of,
            anew=self._before(given) or words.anew,
            changed=tuple(term.person.short_name for term in changed),
            gone=tuple(term.person.short_name for term in ended if not term.person.employed_on(back)),
            again=tuple(term.person.short_name for term in ended if term.person_id in anew),
        )
        return undoing_violations(facts)

    def _before(self, given: Iterable[OfficeTerm]) -> str:
        """Which order is to be revoked first: the later one of the kind that has ended these terms."""
        ended_by = {term.ended_by for term in given if term.ended_by}
        later = Order.objects.filter(kind=self.code, status=Order.Status.SIGNED).order_by("-signed_on", "-pk")
        found = next((order for order in later if self.key(order) in ended_by), None) if ended_by else None
        return f"Сначала отмените {title_of(found)}." if found else ""

    def begun(self, order: Order, on: date) -> bool:
        """Whether on that day the office has been held by the order."""
        return any(term.starts_on <= on for term in self.given(order))

    def back(self, order: Order, on: date) -> list[OfficeTerm]:
        """Whose term goes on after a revocation of that day: until the day until which the office had been given."""
        ended = self.ended(order)
        if not self.begun(order, on):
            return ended
        return [term for term in ended if (till := queries.end_before_order(term)) is None or till > on]

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        """What has not begun does not begin; what has begun ends on that day, and the former ones are back after it."""
        why, begun, back = f"отменён {title_of(order)}", self.begun(order, on), self.back(order, on)
        for given in self.given(order):
            if begun:
                services.end_office(given, ends_on=on, by=by, why=why)
            else:
                services.withdraw_office(given, why=why, by=by)
        for term in back:
            if begun:
                till = queries.end_before_order(term)
                more = {"ends_on": till, "acting": term.acting, "until_return": term.until_return, "seat": term.seat}
                self._give(term.person, on + DAY, why, by, **more)
            else:
                services.resume_office(term, why=why, by=by)

    def _give(self, person: Person, day: date, why: str, by: User, **more: Any) -> None:
        limits = edition_or_first(day).limits()
        services.grant_office(person, office=self.office, starts_on=day, basis=why, limits=limits, by=by, **more)


def worker(person: Person, day: date) -> Worker:
    """The person as the rules read them on the day."""
    return Worker(person.pk, person.short_name, person.works_on(day))


def title_of(order: Order) -> str:
    """«приказ № 5 от 20.09.2026»."""
    assert order.signed_on
    title = signed_title(order.number, order.signed_on)
    return title[:1].lower() + title[1:]
