"""What is owed about materials: the council reviews, the curator approves, an author mends."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from mentorship.access.roles import Office
from mentorship.core.past import Moment, not_yet, said
from mentorship.core.terms import Day
from mentorship.library import rules
from mentorship.library.models import Material
from mentorship.people.models import OfficeTerm
from mentorship.regulation.duty import Duty, Scope
from mentorship.regulation.sources import ANYBODY, Asked, Source, owed

Authors = dict[int, list[tuple[int, date | None]]]  # by material: its authors and their last working days


def _open(on: Day, over: Moment, **then: str) -> QuerySet:
    """Materials that were neither approved nor withdrawn by the day, with what their history says of it."""
    known = {name: said(Material, column, over) for name, column in then.items()}
    rows = Material.objects.filter(not_yet(on, "approved_on"), not_yet(on, "withdrawn_on"))
    return rows.annotate(**known)


def _authors(rows: Iterable[Any]) -> Authors:
    """Who has written these materials; no query where there is none."""
    found: Authors = {row.pk: [] for row in rows}
    if found:
        written = Material.authors.through._default_manager.filter(material__in=found).order_by("person")
        for material, person, left_on in written.values_list("material", "person", "person__left_on"):
            found[material].append((person, left_on))
    return found


class OfMaterials(Source):
    """Rows with the authors of each; only what the scope itself owes is told."""

    cut = False

    def asked_rows(self, asked: Asked) -> Iterator[tuple[Any, list[tuple[int, date | None]]]]:
        rows = list(super().asked_rows(asked))
        authors = _authors(rows)
        return ((row, authors[row.pk]) for row in rows)

    def found(self, asked: Asked) -> list[Duty]:
        scope, told = asked.scope, super().found(asked)
        return [duty for duty in told if scope.everything or _is_of(duty, scope)]


def _is_of(duty: Duty, scope: Scope) -> bool:
    if scope.person in duty.barred:
        return False
    return duty.office in scope.offices if duty.owner is None else duty.owner == scope.person


@owed
class Waiting(OfMaterials):
    """What has been handed in and is neither approved nor returned."""

    of = (Office.COUNCIL, Office.CURATOR, Office.DIRECTOR)
    columns = {"pk": "pk", "title": "title", "submitted_on": "submitted_then", "reviewed_on": "reviewed_then"}

    def rows(self, *, on: date, over: datetime | None) -> QuerySet:
        rows = _open(on, over, submitted_then="submitted_on", reviewed_then="reviewed_on")
        return rows.filter(submitted_then__lte=on).order_by("submitted_on", "pk")

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        material, authors = row
        people, limits = {person for person, _ in authors}, asked.limits
        if limits.council and material.reviewed_on is None:
            barred = _barred(people, Office.COUNCIL, asked.scope)
            yield rules.review_duty(material.pk, material.title, material.submitted_on, limits, barred)
            return
        since = material.reviewed_on or material.submitted_on
        office = Office.CURATOR if people.isdisjoint(_held(Office.CURATOR, asked.scope)) else Office.DIRECTOR
        barred = _barred(people, office, asked.scope)
        yield rules.approval_duty(material.pk, material.title, since, limits, office.value, barred)


def _barred(people: set[int], office: Office, scope: Scope) -> tuple[int, ...]:
    """The authors, unless nobody else holds the office: they do not judge what they have written."""
    return tuple(sorted(people)) if _held(office, scope) - people else ()


def _held(office: Office, scope: Scope) -> set[int]:
    day = scope.on or timezone.localdate()
    return set(OfficeTerm.objects.on(day).filter(office=office).values_list("person", flat=True))


@owed
class Returned(OfMaterials):
    """What is to be mended: by every author; of what came on paper, and where all authors have left, the curator."""

    of = (ANYBODY, Office.CURATOR)
    columns = {"pk": "pk", "title": "title", "returned_on": "returned_then", "recorded_by": "recorded_by"}

    def rows(
        self, everything: bool, offices: tuple[str, ...], *, person: int, on: date, over: datetime | None
    ) -> QuerySet:
        rows = _open(on, over, returned_then="returned_on").filter(returned_then__lte=on)
        rows = rows.order_by("returned_on", "pk")
        if everything or Office.CURATOR in offices:
            return rows
        own = Material.authors.through._default_manager.filter(person=person)
        return rows.filter(Q(pk__in=own.values("material")))

    def tell(self, row: Any, asked: Asked) -> Iterator[Duty]:
        material, authors = row
        day = self.known("works_on", asked.scope)
        writing = [person for person, left_on in authors if left_on is None or day <= left_on]
        for owner in [None] if material.recorded_by or not writing else writing:
            yield rules.rework_duty(material.pk, material.title, material.returned_on, asked.limits, owner)
