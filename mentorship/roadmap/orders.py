"""The order that approves a roadmap (D13, DIR-06); its words are in `fixtures/papers`."""

from collections.abc import Iterable, Mapping
from datetime import date

from mentorship.core.refusal import Violation
from mentorship.documents.tree import Document
from mentorship.documents.wording import Value
from mentorship.orders.kinds.base import OrderKind
from mentorship.orders.models import Order
from mentorship.orders.papers import register
from mentorship.people.models import Person, User
from mentorship.people.values import school_year
from mentorship.regulation.limits import COMMON_SENSE
from mentorship.regulation.queries import institution
from mentorship.roadmap import papers, queries
from mentorship.roadmap.models import Roadmap
from mentorship.roadmap.rules import period_words
from mentorship.roadmap.services import roadmaps as services
from mentorship.roadmap.terms import Period


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
        """Whoever the roadmap makes responsible by name."""
        roadmap = approved_by(order)
        stages = roadmap.stages.all() if roadmap else []
        rows = [row for stage in stages for row in stage.responsible.all()]
        rows += [row for stage in stages for activity in stage.activities.all() for row in activity.responsible.all()]
        return [row.post.person for row in rows if row.post]

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
        if not roadmap.is_draft:
            return [
                COMMON_SENSE.forbids(
                    "roadmap",
                    "Дорожная карта этого приказа уже не черновик",
                    "Отклоните этот проект.",
                )
            ]
        return queries.violations(roadmap, signed_on)

    def take_effect(self, order: Order, *, by: User) -> None:
        if roadmap := approved_by(order):  # without one the order is not signed
            services.approve(roadmap, by=by)

    def discard(self, order: Order, *, by: User) -> None:
        if roadmap := approved_by(order):
            services.free(roadmap, by=by)

    def revoke(self, order: Order, *, by: User, on: date) -> None:
        if roadmap := approved_by(order):
            services.reopen(roadmap, by=by)
