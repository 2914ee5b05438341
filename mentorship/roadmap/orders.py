"""The orders that approve a roadmap: its own (D13, DIR-06), and those that approve the Положение too (D01, D02).

Their words are in `fixtures/papers`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mentorship.core.refusal import Violation
from mentorship.documents.tree import Document
from mentorship.documents.wording import Value
from mentorship.orders.kinds.act import VERSION, ActOrder
from mentorship.orders.kinds.base import OrderKind
from mentorship.orders.models import Order
from mentorship.orders.papers import add, register
from mentorship.people.models import Person, User
from mentorship.people.values import school_year
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.queries import institution
from mentorship.regulation.wording.texts import shipped
from mentorship.roadmap import papers, queries
from mentorship.roadmap.models import Roadmap
from mentorship.roadmap.rules import period_words
from mentorship.roadmap.services import roadmaps as services
from mentorship.roadmap.terms import Period

ROADMAP = "карта"


def approved_by(order: Order) -> Roadmap | None:
    """The roadmap that the order approves; None for a blank, for a revoked order and for an old one of words alone."""
    return Roadmap.objects.with_plan().filter(order=order).first() if order.pk else None


@register
class ApproveRoadmap(OrderKind):
    """«Об утверждении дорожной карты … на 2026/2027 учебный год»."""

    code = "approve_roadmap"
    paper = "D13"
    title = "Приказ об утверждении дорожной карты на учебный год"

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        roadmap = approved_by(order)
        # An old order has words alone: it speaks of the school year of its day.
        period = roadmap.period if roadmap else Period(on, on)
        return {
            **self.common(order, on),
            "учебный год": school_year(period.starts_on),
            "период дорожной карты": period_words(period) if order.pk else None,
            "приложение 1": institution().profile().appendix(),
        }

    def appendices(self, order: Order, on: date) -> tuple[Document, ...]:
        roadmap = approved_by(order)
        return (papers.roadmap_paper(roadmap) if roadmap else papers.of_institution(None, on),)

    def subjects(self, order: Order) -> list[Person]:
        return responsible(approved_by(order))

    def lock(self, order: Order) -> None:
        Roadmap.objects.select_for_update().filter(order=order).first()

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        roadmap = approved_by(order)
        if roadmap is None:
            return [
                COMMON_SENSE.forbids(
                    "roadmap",
                    "К этому проекту не приложена дорожная карта: его готовили одними словами",
                    "Отклоните этот проект и подготовьте приказ на странице дорожной карты.",
                )
            ]
        return approving(roadmap, signed_on)

    def take_effect(self, order: Order, *, by: User) -> None:
        if roadmap := approved_by(order):  # without one the order is not signed
            services.approve(roadmap, by=by)

    def discard(self, order: Order, *, by: User) -> None:
        if roadmap := approved_by(order):
            services.free(roadmap, by=by)

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        return reopened(order)

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        if roadmap := approved_by(order):
            services.reopen(roadmap, by=by)


class SystemOrder(ActOrder):
    """Approves the chosen version of the Положение and the chosen roadmap: both, one of them, or only speaks."""

    def __init__(self, code: str, *, says_more: bool) -> None:
        super().__init__(shipped()[code])
        self.says_more = says_more

    def options(self, key: str, on: date) -> list[tuple[str, str]]:
        if key != ROADMAP:
            return super().options(key, on)
        free = Roadmap.objects.with_plan().filter(status=Roadmap.Status.DRAFT, order=None)
        return [(str(one.pk), f"{one.title}, {one.period}") for one in free if not queries.violations(one, on)]

    def prepare(self, order: Order, *, by: User) -> None:
        if chosen := order.values.get(ROADMAP):
            services.hold(Roadmap.objects.get(pk=chosen), order, by=by)

    def approves(self, order: Order) -> list[int]:
        held = Roadmap.objects.filter(order=order).exists()
        return [*super().approves(order), *([2] if held else [])]

    def appendices(self, order: Order, on: date) -> tuple[Document, ...]:
        roadmap = approved_by(order)
        return (*super().appendices(order, on), *([papers.roadmap_paper(roadmap)] if roadmap else []))

    def values(self, order: Order, on: date, signed_on: date | None) -> Mapping[str, Value]:
        found = super().values(order, on, signed_on)
        roadmap = Roadmap.objects.filter(order=order).first() if order.pk else None
        said = [words for key, words in ((VERSION, "Положение"), (ROADMAP, "дорожную карту")) if key in order.values]
        return {
            **found,
            ROADMAP: None if order.pk is None else (roadmap.title if roadmap else ""),
            "период дорожной карты": period_words(roadmap.period) if roadmap else None,
            "утверждённое": " и ".join(said) or (None if order.pk else "Положение и дорожную карту"),
        }

    def subjects(self, order: Order) -> list[Person]:
        return [*super().subjects(order), *responsible(approved_by(order))]

    def concerns(self, order: Order) -> list[Any]:
        roadmap = approved_by(order)
        return [*super().concerns(order), *([roadmap.pk] if roadmap else [])]

    def lock(self, order: Order) -> None:
        super().lock(order)
        Roadmap.objects.select_for_update().filter(order=order).first()

    def violations(self, order: Order, signed_on: date) -> Iterable[Violation]:
        yield from super().violations(order, signed_on)
        if roadmap := approved_by(order):
            yield from approving(roadmap, signed_on)

    def effects(self, order: Order, on: date) -> Iterable[str]:
        yield from super().effects(order, on)
        if roadmap := approved_by(order):
            yield f"Утверждается дорожная карта на {period_words(roadmap.period)}."

    def take_effect(self, order: Order, *, by: User) -> None:
        super().take_effect(order, by=by)
        if roadmap := approved_by(order):
            services.approve(roadmap, by=by)

    def discard(self, order: Order, *, by: User) -> None:
        if roadmap := approved_by(order):
            services.free(roadmap, by=by)

    def consequences(self, order: Order, on: date) -> Iterable[str]:
        yield from super().consequences(order, on)
        yield from reopened(order)

    def undone(self, order: Order, on: date) -> Iterable[str]:
        yield from super().undone(order, on)
        if roadmap := approved_by(order):
            yield f"Дорожная карта на {period_words(roadmap.period)} действует по {on:%d.%m.%Y} включительно."

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        super().revoke(order, by=by, on=on)
        if roadmap := approved_by(order):
            services.reopen(roadmap, by=by)


def reopened(order: Order) -> Iterable[str]:
    """What becomes of the roadmap once the order that approved it is revoked."""
    if roadmap := approved_by(order):
        yield f"Дорожная карта на {period_words(roadmap.period)} снова станет черновиком."


def responsible(roadmap: Roadmap | None) -> list[Person]:
    """Whoever the roadmap makes responsible by name."""
    stages = roadmap.stages.all() if roadmap else []
    rows = [row for stage in stages for row in stage.responsible.all()]
    rows += [row for stage in stages for activity in stage.activities.all() for row in activity.responsible.all()]
    return [row.post.person for row in rows if row.post]


def approving(roadmap: Roadmap, signed_on: date) -> list[Violation]:
    """Why the roadmap that an order holds cannot be approved on the day."""
    if roadmap.is_draft:
        return queries.violations(roadmap, signed_on)
    words = "Дорожная карта этого приказа уже не черновик"
    return [COMMON_SENSE.forbids("roadmap", words, "Отклоните этот проект.")]


add(SystemOrder("D01", says_more=False))
add(SystemOrder("D02", says_more=True))
