"""What may be done with a publication now."""

from collections.abc import Iterator

from mentorship.access.acts import Act
from mentorship.core.refusal import Violation
from mentorship.publication.models import Publication
from mentorship.publication.publications import rules

Status = Publication.Status


def _edit_bars(publication: Publication) -> Iterator[Violation]:
    return rules.editing_violations(publication.is_draft, publication.get_status_display())


def _approve_bars(publication: Publication) -> Iterator[Violation]:
    waits = publication.status in (Status.DRAFT, Status.SUBMITTED)
    return rules.waiting_violations(waits, publication.get_status_display())


def _rework_bars(publication: Publication) -> Iterator[Violation]:
    return rules.waiting_violations(not publication.is_draft, publication.get_status_display())


def _remove_bars(publication: Publication) -> Iterator[Violation]:
    return rules.waiting_violations(publication.status != Status.REMOVED, publication.get_status_display())


APPROVE = Act[Publication](
    permission="publication.approve",
    page="publication:approve",
    label="Утвердить и показать",
    bars=_approve_bars,
    level="primary",
)
SUBMIT = Act[Publication](
    permission="publication.prepare",
    page="publication:submit",
    label="Передать на утверждение",
    bars=_edit_bars,
    post=True,
)
EDIT = Act[Publication](permission="publication.prepare", page="publication:edit", label="Изменить", bars=_edit_bars)
REWORK = Act[Publication](
    permission="publication.prepare",
    page="publication:rework",
    label="Вернуть на доработку",
    bars=_rework_bars,
    post=True,
)
REMOVE = Act[Publication](
    permission="publication.prepare", page="publication:remove", label="Снять", bars=_remove_bars, level="link"
)
PLACE = Act[Publication](
    permission="publication.place",
    page=lambda publication: f"{_place_page()}?publication={publication.pk}",
    label="Записать размещение",
    asks=lambda publication, user: publication.status == Status.APPROVED,
)

ON_CARD = (APPROVE, SUBMIT, EDIT, PLACE, REWORK, REMOVE)


def _place_page() -> str:
    from django.urls import reverse

    return reverse("publication:place")
