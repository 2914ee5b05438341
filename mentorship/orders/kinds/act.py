"""Orders that approve a version of the Положение: the very one chosen on the form, by their own number and day (D57).

Those that approve a roadmap besides (D01, D02) stand above, in the room of roadmaps.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from mentorship.core.calendar.dates import parse_date
from mentorship.core.refusal import Violation
from mentorship.documents.codes import code_of
from mentorship.documents.grammar import decline_term
from mentorship.documents.tree import Document
from mentorship.documents.wording import Value
from mentorship.orders.kinds.rules import Chosen, chosen_violations
from mentorship.orders.kinds.worded import BEGINS, WordedOrder
from mentorship.orders.models import Assignment, Order
from mentorship.orders.papers import add
from mentorship.people.models import User
from mentorship.people.values import act_words
from mentorship.regulation.act import queries, rules, services
from mentorship.regulation.act.paper import version_paper
from mentorship.regulation.models import ActVersion
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import shipped

VERSION, PUBLISHER, PUBLISH_BY = "версия", "ответственный", "срок размещения"
DAY = timedelta(days=1)


class ActOrder(WordedOrder):
    """Approves the chosen version; without one it claims none."""

    says_more: bool = True  # it has something to say even when it approves nothing

    def options(self, key: str, on: date) -> list[tuple[str, str]]:
        draft = queries.act_draft() if key == VERSION else None
        return [(str(draft.pk), f"{draft}: {draft.title}")] if draft else super().options(key, on)

    def version(self, order: Order) -> ActVersion | None:
        """The version chosen for the order, as long as there is one."""
        chosen = order.values.get(VERSION)
        return ActVersion.objects.select_related("edition").filter(pk=chosen).first() if chosen else None

    def approves(self, order: Order) -> list[int]:
        """The numbers that what the order approves has among the appendices of its text."""
        return [1] if self.version(order) else []

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        found = {**super().values(order, on, signed_on)}
        if order.pk is None:
            found["приложение 1"] = found.get("приложение 1", "")
            return {**found, VERSION: None if self.text.appendices else "", "утверждается": None}
        version, numbers, profile = self.version(order), self.approves(order), institution().profile()
        for number in (1, 2):
            at = numbers.index(number) + 1 if number in numbers else 0
            found[f"приложение {number}"] = profile.appendix(at if len(numbers) > 1 else "") if at else None
        found |= {VERSION: str(version) if version else "", "утверждается": "да" if numbers else ""}
        return {**found, "положение": act_words(version.title)} if version else found

    def appendices(self, order: Order, on: date) -> tuple[Document, ...]:
        version = self.version(order)
        if order.pk is None:
            return super().appendices(order, on)
        return (version_paper(version, on),) if version else ()

    def concerns(self, order: Order) -> list[Any]:
        """Which version it is, and which file, where it is kept as one."""
        version = self.version(order)
        return [*super().concerns(order), *([version.pk, version.sha256] if version else [])]

    def lock(self, order: Order) -> None:
        list(ActVersion.objects.select_for_update().filter(pk=order.values.get(VERSION) or 0).values("pk"))

    def starts_on(self, order: Order, signed_on: date) -> date:
        """From which day the approved version is in force."""
        return signed_on

    def approving(self, order: Order, signed_on: date) -> list[Violation]:
        """Everything that the rules of versions say of this approval, warnings too."""
        version = self.version(order)
        if version is None or not version.is_draft:
            return []
        facts = queries.approval_facts(
            version,
            approved_on=signed_on,
            starts_on=self.starts_on(order, signed_on),
            publish_by=parse_date(order.values.get(PUBLISH_BY, "")),
            today=max(signed_on, timezone.localdate()),
        )
        return list(rules.approval_violations(facts))

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        version = self.version(order)
        facts = Chosen(
            asked=VERSION in order.values,
            found=version is not None,
            approval=version.approval if version and not version.is_draft else "",
            number=version.number if version else 0,
            empty=not self.says_more and not self.approves(order),
        )
        yield from chosen_violations(facts)
        yield from (found for found in self.approving(order, signed_on) if not found.overridable)

    def effects(self, order: Order, on: date) -> Iterable[str]:
        if version := self.version(order):
            starts = self.starts_on(order, on)
            yield f"Утверждается версия {version.number} Положения, она действует с {starts:%d.%m.%Y}."
            yield from (f"Проверьте: {one.sentence}" for one in self.approving(order, on) if one.overridable)

    def take_effect(self, order: Order, *, by: User) -> None:
        assert order.signed_on
        if version := self.version(order):
            publishers = self.named(order).get(PUBLISHER, [])
            approval = {
                "basis": "приказ",
                "approved_on": order.signed_on,
                "approval_number": order.number,
                "starts_on": self.starts_on(order, order.signed_on),
                "publish_by": parse_date(order.values.get(PUBLISH_BY, "")),
                "publisher": ", ".join(f"{person.position} {person.short_name}".strip() for person in publishers),
                "order_code": code_of(self.paper, order.pk),
            }
            services.approve_by_order(version, approval=approval, by=by)

    def fulfilled(self, assignment: Assignment, *, by: User, today: date) -> None:
        """The version that the order has approved is on the site, at the address of the mark."""
        version = self.made(assignment.order)
        if version and version.published_on is None and assignment.url and assignment.done_on:
            services.mark_published(version, url=assignment.url, on=assignment.done_on, today=today, by=by)

    def made(self, order: Order) -> ActVersion | None:
        """The version that the signed order has approved, until another order revokes this one."""
        return ActVersion.objects.standing().filter(order_code=code_of(self.paper, order.pk)).first()

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        version = self.made(order)
        if version is None or version.starts_on is None:
            return
        if version.starts_on <= on:
            yield f"Последний день версии {version.number} Положения — {on:%d.%m.%Y}."
        else:
            yield f"Версия {version.number} Положения не вступит в силу."
        before = ActVersion.objects.exclude(pk=version.pk).in_force_on(on + DAY)
        yield f"Действует {before}." if before else "Другой версии на этот день нет."

    def undone(self, order: Order, on: date) -> Iterable[str]:
        version = self.made(order)
        if version is None or version.starts_on is None:
            return
        begun = version.starts_on <= on
        acts = f"действует по {on:%d.%m.%Y} включительно" if begun else "не вступает в силу"
        yield f"Положение, утверждённое отменяемым приказом, {acts}."
        if before := ActVersion.objects.exclude(pk=version.pk).in_force_on(on + DAY):
            again = f"С {on + DAY:%d.%m.%Y} действует" if begun else "Действует"
            yield f"{again} Положение, утверждённое {decline_term(before.approval, alive=False).form('ins')}."

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        if version := self.made(order):
            services.end_version(version, ends_on=on, why=f"отменён приказ № {order.number}", by=by)


class AmendmentOrder(ActOrder):
    """«О внесении изменений в Положение»: the changed text is in force from the day that the order says."""

    def starts_on(self, order: Order, signed_on: date) -> date:
        return parse_date(order.values.get(BEGINS, "")) or signed_on


add(AmendmentOrder(shipped()["D57"]))
