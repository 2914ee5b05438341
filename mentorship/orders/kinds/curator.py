"""The order that appoints the curator (D03): the office begins on its day, the former one ends on the eve (CUR-01)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from mentorship.access.roles import Office
from mentorship.core.refusal import Violation
from mentorship.core.terms import not_past
from mentorship.documents.codes import code_of
from mentorship.documents.wording import Value, Values
from mentorship.orders.kinds.rules import (
    Appointment,
    Undoing,
    Worker,
    appointment_violations,
    undoing_violations,
)
from mentorship.orders.kinds.worded import WordedOrder
from mentorship.orders.models import Order, signed_title
from mentorship.orders.papers import add
from mentorship.people.accounts import queries, services
from mentorship.people.accounts.rules import office_violations
from mentorship.people.models import OfficeTerm, Person, User
from mentorship.people.values import words_about
from mentorship.regulation.queries import edition_or_first
from mentorship.regulation.wording.texts import shipped

NEW, FORMER, OUTSIDE = "новый куратор", "прежний", "не из числа"
DAY = timedelta(days=1)


class CuratorOrder(WordedOrder):
    """Gives the office by its own number and day; of former curators, ends the terms only where it says so."""

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        former = [term.person for term in self.former(order, signed_on or on)]
        return {**super().values(order, on, signed_on), **words_about("прежний куратор", former)}

    def scopes(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, list[Values]]:
        said = order.pk is None or self.former(order, signed_on or on)
        return {**super().scopes(order, on, signed_on), FORMER: [{}] if said else []}

    def subjects(self, order: Order) -> list[Person]:
        signed_on = order.signed_on
        former = self.former(order, signed_on) if signed_on else []
        return [*super().subjects(order), *(term.person for term in former)]

    def begins(self, order: Order, signed_on: date) -> date:
        return self.acts_from(order) or signed_on

    def former(self, order: Order, signed_on: date) -> list[OfficeTerm]:
        """The terms that the order ends: nobody's unless it says so."""
        if order.pk is None or FORMER not in order.values:
            return []
        held = OfficeTerm.objects.on(self.begins(order, signed_on)).filter(office=Office.CURATOR)
        others = held.exclude(person__in=self.named(order).get(NEW, []))
        return list(others.select_related("person").prefetch_related("person__positions").order_by("pk"))

    def lock(self, order: Order) -> None:
        """The people first, then the terms of the office."""
        held = OfficeTerm.objects.filter(office=Office.CURATOR).values("person")
        people = Person.objects.filter(pk__in=order.roles.values("person")) | Person.objects.filter(pk__in=held)
        list(Person.objects.select_for_update().filter(pk__in=people.values("pk")).order_by("pk").values("pk"))
        services.hold_terms(Office.CURATOR)

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        day, new = self.begins(order, signed_on), next(iter(self.named(order).get(NEW, [])), None)
        already = OfficeTerm.objects.filter(not_past(day), office=Office.CURATOR, person=new).order_by("starts_on")
        first = already.first() if new else None
        facts = Appointment(
            day=day,
            new=Worker(new.pk, new.short_name, new.works_on(day)) if new else None,
            since=first.starts_on if first else None,
            before=tuple(term.person.short_name for term in self.former(order, signed_on) if term.starts_on >= day),
        )
        yield from appointment_violations(facts)
        if new and OUTSIDE not in order.values:
            grant = queries.office_grant(new, Office.CURATOR, day)
            yield from office_violations(grant, edition_or_first(day).limits())

    def take_effect(self, order: Order, *, by: User) -> None:
        assert order.signed_on
        day, code, why = self.begins(order, order.signed_on), self.key(order), _title(order)
        for term in self.former(order, order.signed_on):
            services.end_office(term, ends_on=day - DAY, by=by, why=why, ended_by=code)
        for person in self.named(order)[NEW]:
            services.grant_office(
                person,
                office=Office.CURATOR,
                starts_on=day,
                basis=why,
                limits=edition_or_first(day).limits(),
                by=by,
                given_by=code,
            )

    def key(self, order: Order) -> str:
        """The code of the paper, by which the terms know the order."""
        return code_of(self.paper, order.pk)

    def given(self, order: Order) -> OfficeTerm | None:
        """The term that the order has given."""
        return OfficeTerm.objects.filter(given_by=self.key(order)).select_related("person").first()

    def ended(self, order: Order) -> list[OfficeTerm]:
        """The terms that the order has ended."""
        return list(OfficeTerm.objects.filter(ended_by=self.key(order)).select_related("person").order_by("pk"))

    def revoking(self, order: Order, on: date) -> Iterable[Violation]:
        given = self.given(order)
        if given is None:
            return ()  # signed before orders did this
        ended, back = self.ended(order), max(given.starts_on, on + DAY)
        later = OfficeTerm.objects.filter(not_past(back), office=Office.CURATOR)
        anew = set(later.exclude(pk__in=[term.pk for term in ended]).values_list("person", flat=True))
        eve = given.starts_on - DAY
        facts = Undoing(
            name=given.person.short_name,
            changed=given.ends_on is not None or any(term.ends_on != eve for term in ended),
            gone=tuple(term.person.short_name for term in ended if not term.person.employed_on(back)),
            again=tuple(term.person.short_name for term in ended if term.person_id in anew),
        )
        return undoing_violations(facts)

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        given = self.given(order)
        if given is None:
            return
        begun = given.starts_on <= on
        name = given.person.short_name
        yield f"Последний день куратора ({name}) — {on:%d.%m.%Y}." if begun else f"{name} не станет куратором."
        for term in self.ended(order):
            since = f" с {on + DAY:%d.%m.%Y}" if begun else ""
            yield (
                f"Куратор снова{since} — {term.person.short_name}." if begun else f"Куратор — {term.person.short_name}."
            )

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        """What has not begun does not begin; what has begun ends on that day, and the former one is back after it."""
        given, why = self.given(order), f"отменён {_title(order)}"
        if given is None:
            return
        begun, ended = given.starts_on <= on, self.ended(order)
        if begun:
            services.end_office(given, ends_on=on, by=by, why=why)
        else:
            services.withdraw_office(given, why=why, by=by)
        for term in ended:
            if begun:
                self._back(term, on + DAY, why, by)
            else:
                services.resume_office(term, why=why, by=by)

    def _back(self, term: OfficeTerm, day: date, why: str, by: User) -> None:
        """A former curator goes on until the day until which the office had been given."""
        till = queries.end_before_order(term)
        if till and till < day:
            return
        services.grant_office(
            term.person,
            office=Office.CURATOR,
            starts_on=day,
            ends_on=till,
            acting=term.acting,
            until_return=term.until_return,
            basis=why,
            limits=edition_or_first(day).limits(),
            by=by,
        )


def _title(order: Order) -> str:
    """«приказ № 5 от 20.09.2026»."""
    assert order.signed_on
    title = signed_title(order.number, order.signed_on)
    return title[:1].lower() + title[1:]


add(CuratorOrder(shipped()["D03"]))
